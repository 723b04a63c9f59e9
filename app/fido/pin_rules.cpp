// SPDX-License-Identifier: Apache-2.0
#include "fido/pin_rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace vouch {
namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::session)
};

/// A Vouch server's own minimum for new PINs.
constexpr int serverMinimum = 8;

qsizetype codePoints(QByteArrayView utf8) {
    return std::ranges::count_if(
        utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
}

} // namespace

bool couldBePin(QByteArrayView pin) {
    return codePoints(pin) >= minPinCharacters && pin.size() <= maxPinBytes;
}

int minNewPinCharacters(int keyMinimum) {
    return std::max(keyMinimum, serverMinimum);
}

QString newPinFault(QByteArrayView pin, int min) {
    if (codePoints(pin) < min)
        return Strings::tr("A new PIN must have at least %n character(s).", nullptr, min);
    if (pin.size() > maxPinBytes)
        return Strings::tr(
            "This PIN is too long. Accented and non-Latin characters count as two or more.");
    return {};
}

} // namespace vouch
