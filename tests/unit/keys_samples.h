// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/inserted_keys.h"
#include "session/keys/keys.h"

#include <QDateTime>
#include <QTimeZone>

/// The keys of the mockups, for tests and screenshots.
namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

inline Time sampleDay(int day) {
    return Time(std::chrono::seconds(
        QDateTime(QDate(2025, 3, day), QTime(12, 0), QTimeZone::utc()).toSecsSinceEpoch()));
}

inline QList<RegisteredKey> sampleKeys() {
    RegisteredKey desk{u"k1"_s, u"Desk key"_s, u"YubiKey 5C NFC"_s, {}, sampleDay(12), true};
    RegisteredKey spare{u"k2"_s, u"Spare in the safe"_s, u"Security Key NFC"_s,
                        {},      sampleDay(13),          false};
    return {desk, spare};
}

inline InsertedKey sampleInserted(const QString &id = u"1"_s) {
    InsertedKey key;
    key.id = id;
    key.model = u"YubiKey 5C NFC"_s;
    key.versions = QStringList{u"FIDO 2.1"_s, u"FIDO 2.0"_s};
    key.supportsPin = key.hasPin = true;
    key.attemptsLeft = 8;
    key.minPinCharacters = 8;
    key.roomForAccounts = 92;
    key.hmacSecret = true;
    key.details = u"AAGUID: 2fc0579f-8113-47ea-b116-bb5a8db9202a\n"_s;
    return key;
}

} // namespace vouch::ui
