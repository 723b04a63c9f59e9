// SPDX-License-Identifier: Apache-2.0
// virtualkey-window ARGUMENTS: the software key with a window to click; the arguments are
// virtualkey's.
#include "virtualkey/window/key_window.h"

#include <QApplication>

int main(int argc, char *argv[]) {
    QApplication application(argc, argv);
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/virtualkey");
    vouch::virtualkey::KeyWindow window(program, QCoreApplication::arguments().sliced(1));
    window.show();
    return QApplication::exec();
}
