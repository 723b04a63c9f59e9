// SPDX-License-Identifier: Apache-2.0
#include "ui/desktop/message_boxes.h"

#include "ui/widgets/plain_text.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Desktop)
};

} // namespace

QMessageBox *newMessageBox(QWidget *parent, const QString &text, const QString &more) {
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(Strings::tr("Vouch"));
    setPlainText(box, text, more);
    return box;
}

} // namespace vouch::ui
