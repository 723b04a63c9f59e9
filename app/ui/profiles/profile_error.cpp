// SPDX-License-Identifier: Apache-2.0
#include "ui/profiles/profile_error.h"

#include "core/error.h"

#include <QRegularExpression>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

QString windowHint(const QString &hint) {
    static const QRegularExpression command(uR"(\bvouch [a-z]+)"_s);
    return hint.contains(command) ? QString() : hint;
}

QString windowText(const Error &error) {
    return (error.message() + u' ' + windowHint(error.hint())).trimmed();
}

} // namespace vouch::ui
