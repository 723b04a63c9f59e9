// SPDX-License-Identifier: Apache-2.0
#include "fido/pin_rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace vouch {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::session)
};

/// A Vouch server's own rule for those who set a PIN by it.
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

QString newPinFault(QByteArrayView pin, int least) {
    if (codePoints(pin) < least)
        return Text::tr("A new PIN has at least %n character(s).", nullptr, least);
    if (pin.size() > maxPinBytes)
        return Text::tr("This is too long for a key. Letters beyond A to Z count twice or more.");
    return {};
}

} // namespace vouch
