// SPDX-License-Identifier: Apache-2.0
#include "ui/text/account_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

QString groupedAccount(const QString &account) {
    constexpr int group = 4;
    QStringList groups;
    for (qsizetype at = 0; at < account.size(); at += group)
        groups.append(account.sliced(at, std::min<qsizetype>(group, account.size() - at)));
    return groups.join(QChar(QChar::Nbsp));
}

QString withGroupedAccounts(const QString &sentence) {
    static const QRegularExpression account(
        u"(?<![\\w:/.-])(\\d{4})(\\d{4})(\\d{4})(?![\\w:/-])"_s);
    return QString(sentence).replace(account, u"\\1\u00a0\\2\u00a0\\3"_s);
}

} // namespace vouch::ui
