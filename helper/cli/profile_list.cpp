// SPDX-License-Identifier: Apache-2.0
#include "cli/profile_list.h"

#include "cli/table.h"
#include "cli/times.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// What to print for the wire's kind of a profile.
QString kindText(const QString &kind) {
    struct Known {
        QLatin1StringView kind;
        const char *text;
    };
    static constexpr std::array<Known, 6> all{
        {{"keychain"_L1, QT_TRANSLATE_NOOP("vouch::cli", "keys in the keychain")},
         {"file"_L1, QT_TRANSLATE_NOOP("vouch::cli", "keys in the file")},
         {"role"_L1, QT_TRANSLATE_NOOP("vouch::cli", "role")},
         {"process"_L1, QT_TRANSLATE_NOOP("vouch::cli", "command")},
         {"environment"_L1, QT_TRANSLATE_NOOP("vouch::cli", "environment")},
         {"broken"_L1, QT_TRANSLATE_NOOP("vouch::cli", "can't be used")}}};
    const auto found = std::ranges::find(all, kind, &Known::kind);
    return found == all.end() ? kind : Strings::tr(found->text);
}

QString orDash(const QString &text) {
    return text.isEmpty() ? u"-"_s : text;
}

/// The device's name in its ARN.
QString deviceName(const QString &serial) {
    return serial.section(u":mfa/"_s, -1);
}

QString cachedUntil(qint64 seconds) {
    return seconds == 0 ? u"-"_s : clockTime(seconds);
}

} // namespace

QStringList profileTable(const QList<ListedProfile> &profiles) {
    QList<QStringList> rows{{Strings::tr("PROFILE"),
                             Strings::tr("KIND"),
                             Strings::tr("MFA DEVICE"),
                             Strings::tr("CACHED UNTIL"),
                             {}}};
    for (const ListedProfile &profile : profiles)
        rows.append({profile.name, kindText(profile.kind), orDash(deviceName(profile.mfaSerial)),
                     cachedUntil(profile.cachedUntil), profile.problem});
    return table(rows);
}

QByteArray profilesJson(const QList<ListedProfile> &profiles) {
    QJsonArray array;
    for (const ListedProfile &profile : profiles) {
        QJsonObject object{{u"name"_s, profile.name}, {u"kind"_s, profile.kind}};
        const std::array<std::pair<QString, QString>, 4> texts{
            {{u"mfa_serial"_s, profile.mfaSerial},
             {u"region"_s, profile.region},
             {u"account"_s, profile.account},
             {u"problem"_s, profile.problem}}};
        for (const auto &[key, text] : texts)
            if (!text.isEmpty())
                object.insert(key, text);
        if (profile.cachedUntil != 0)
            object.insert(u"cached_until"_s, profile.cachedUntil);
        array.append(object);
    }
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

} // namespace vouch::cli
