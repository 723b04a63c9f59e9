// SPDX-License-Identifier: Apache-2.0
#include "core/personal_data.h"

#include <QRegularExpression>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString withoutPersonalData(const QString &text, const QString &home) {
    static const QRegularExpression userInfo(uR"((\w://)[^/\s'"]*@)"_s);
    static const QRegularExpression mail(uR"([\w.+%-]+@[\w-]+(\.[\w-]+)+)"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression account(uR"((?<!\d)\d{8}(\d{4})(?!\d))"_s);
    static const QRegularExpression spacedAccount(
        uR"((?<!\d)\d{4}[ \x{a0}]\d{4}[ \x{a0}](\d{4})(?!\d))"_s);
    QString clean = text;
    if (home.size() > 1)
        clean.replace(QRegularExpression(QRegularExpression::escape(home) + u"(?![\\w.-])"_s),
                      u"~"_s);
    clean.replace(userInfo, u"\\1…@"_s);
    clean.replace(mail, u"…@…"_s);
    clean.replace(account, u"…\\1"_s);
    clean.replace(spacedAccount, u"…\\1"_s);
    return clean;
}

} // namespace vouch
