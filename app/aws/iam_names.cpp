// SPDX-License-Identifier: Apache-2.0
#include "aws/iam_names.h"

#include <QRegularExpression>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

bool isRoleSessionName(const QString &text) {
    static const QRegularExpression pattern(uR"(\A[\w+=,.@-]{2,64}\z)"_s);
    return pattern.match(text).hasMatch();
}

QString roleSessionName(const QString &text) {
    static const QRegularExpression forbidden(uR"([^\w+=,.@-])"_s);
    QString name = text;
    name.replace(forbidden, u"-"_s).truncate(64);
    return name.size() < 2 ? u"vouch"_s : name;
}

bool isExternalId(const QString &text) {
    static const QRegularExpression pattern(uR"(\A[\w+=,.@:/-]{2,1224}\z)"_s);
    return pattern.match(text).hasMatch();
}

bool isMfaSerial(const QString &text) {
    static const QRegularExpression pattern(uR"(\A[\w+=/:,.@-]{9,256}\z)"_s);
    return pattern.match(text).hasMatch();
}

} // namespace vouch::aws
