// SPDX-License-Identifier: Apache-2.0
#include "core/displayed.h"

#include "wire/text.h"

namespace vouch {

QString displayed(const QString &text, std::size_t limit) {
    return QString::fromStdString(wire::displayText(text.toStdString(), limit));
}

QString withoutPeriod(const QString &reason) {
    const QString text = reason.trimmed();
    return text.endsWith(u'.') ? text.chopped(1) : text;
}

} // namespace vouch
