// SPDX-License-Identifier: Apache-2.0
#include "cli/profile_list.h"

#include "cli/table.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What to print for the wire's kind of a profile.
QString kindText(const QString &kind) {
    struct Known {
        QLatin1StringView kind, text;
    };
    static constexpr std::array<Known, 6> all{{{"keychain"_L1, "keys in the keychain"_L1},
                                               {"file"_L1, "keys in the file"_L1},
                                               {"role"_L1, "role"_L1},
                                               {"process"_L1, "command"_L1},
                                               {"environment"_L1, "environment"_L1},
                                               {"broken"_L1, "can't be used"_L1}}};
    const auto found = std::ranges::find(all, kind, &Known::kind);
    return found == all.end() ? kind : QString(found->text);
}

QString orDash(const QString &text) {
    return text.isEmpty() ? u"-"_s : text;
}

/// The device's name in its ARN.
QString deviceName(const QString &serial) {
    return serial.section(u":mfa/"_s, -1);
}

QString clockTime(qint64 seconds) {
    return seconds == 0
               ? u"-"_s
               : QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds), QLocale::ShortFormat);
}

} // namespace

QStringList profileTable(const QList<ListedProfile> &profiles) {
    QList<QStringList> rows{{u"PROFILE"_s, u"KIND"_s, u"MFA DEVICE"_s, u"CACHED UNTIL"_s, {}}};
    for (const ListedProfile &profile : profiles)
        rows.append({profile.name, kindText(profile.kind), orDash(deviceName(profile.mfaSerial)),
                     clockTime(profile.cachedUntil), profile.problem});
    return table(rows);
}

} // namespace vouch::cli
