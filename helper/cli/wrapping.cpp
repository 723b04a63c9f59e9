// SPDX-License-Identifier: Apache-2.0
#include "cli/wrapping.h"

#include <QStringList>

namespace vouch::cli {

QString wrappedText(const QString &text, qsizetype indent, qsizetype width) {
    QString lines;
    qsizetype column = indent;
    for (const QString &word : text.split(u' ')) {
        if (column > indent && column + 1 + word.size() > width) {
            lines += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (column > indent) {
            lines += u' ';
            ++column;
        }
        lines += word;
        column += word.size();
    }
    return lines;
}

} // namespace vouch::cli
