// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QString>

namespace vouch {

/// What a PIN must be, as far as that can be told without asking the key: text in UTF-8 and Unicode
/// NFC, as PinField and the terminal give it. A key counts code points for the least and bytes for
/// the most (CTAP 2.1 section 6.5.1).
constexpr int minPinCharacters = 4;
constexpr int maxPinBytes = 63;

/// Some key could have this PIN. What could be no PIN costs no attempt.
bool couldBePin(QByteArrayView pin);
/// How long a new PIN has to be, in code points: by what the key says, and by what a Vouch server
/// wants at least.
int minNewPinCharacters(int keyMinimum);
/// Why this can't be a new PIN, in a sentence; empty where it can. `least`: in code points.
QString newPinFault(QByteArrayView pin, int least);

} // namespace vouch
