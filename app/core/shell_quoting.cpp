// SPDX-License-Identifier: Apache-2.0
#include "core/shell_quoting.h"

#include <QRegularExpression>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString shellQuoted(const QString &word) {
    static const QRegularExpression plain(uR"(\A[\w./:@%+=,-]+\z)"_s);
    if (plain.match(word).hasMatch())
        return word;
    return u'\'' + QString(word).replace(u'\'', "'\\''"_L1) + u'\'';
}

} // namespace vouch
