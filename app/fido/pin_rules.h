// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QString>

namespace vouch {

/// Rules for PINs that can be checked without the key. A PIN is UTF-8 in Unicode NFC, as PinField
/// and the terminal return it. Its minimum counts code points, its maximum bytes (CTAP 2.1 section
/// 6.5.1).
constexpr int minPinCharacters = 4;
constexpr int maxPinBytes = 63;
/// With this few attempts left, the user is warned before trying a PIN.
constexpr int fewPinAttempts = 3;

/// Whether any key could have this PIN. If not, trying it would only waste an attempt.
bool couldBePin(QByteArrayView pin);
/// The minimum length of a new PIN in code points: the larger of the key's and a Vouch server's
/// minimum.
int minNewPinCharacters(int keyMinimum);
/// Why this can't be a new PIN, as a sentence; empty if it can. `min`: in code points.
QString newPinFault(QByteArrayView pin, int min);

} // namespace vouch
