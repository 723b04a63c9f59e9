// SPDX-License-Identifier: Apache-2.0
#include "settings/options.h"

#include "core/error.h"
#include "core/ownership.h"
#include "core/translations.h"
#include "settings/values.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::SettingsFile)
};

QString readableFile(const QString &value) {
    const QFileInfo file(value);
    if (!file.isFile() || !file.isReadable())
        throw Error(Error::Kind::NotFound, Strings::tr("Can't read %1.").arg(value));
    return file.absoluteFilePath();
}

/// A file that holds at least one certificate: with any other, every connection would fail.
QString certificateFile(const QString &value) {
    QString path = readableFile(value);
    QFile file(path);
    constexpr qint64 maxBytes = 16 * 1024 * 1024;
    if (!file.open(QIODevice::ReadOnly) || file.size() > maxBytes ||
        !file.readAll().contains("CERTIFICATE-----"))
        throw Error(Error::Kind::Malformed, Strings::tr("%1 has no certificate.").arg(value),
                    Strings::tr("Use a file in PEM format."));
    return path;
}

/// A language that Vouch is translated into, where the translations are part of the program.
QString translatedLanguage(const QString &value) {
    const QStringList languages = translatedLanguages();
    if (!value.isEmpty() && !languages.isEmpty() &&
        !languages.contains(parseLanguage(value).section(u'_', 0, 0)))
        throw Error(Error::Kind::NotFound,
                    Strings::tr("Vouch isn't translated into “%1”.").arg(value.left(20)),
                    Strings::tr("Available languages: %1.").arg(languages.join(u", "_s)));
    return value;
}

QString ownFile(const QString &value) {
    const QFileInfo file(value);
    requireOursAlone(file);
    return file.absoluteFilePath();
}

QString routeName(const QString &value) {
    requireRouteName(value);
    return value;
}

QString unchanged(const QString &value) {
    return value;
}

QString serverText(const QUrl &server) {
    return server.toString(QUrl::FullyEncoded);
}

QString minutesText(std::chrono::minutes minutes) {
    return QString::number(minutes.count());
}

/// The member of Settings or Settings::Lock.
template <auto Member>
auto &valueIn(auto &settings) {
    if constexpr (requires { settings.*Member; })
        return settings.*Member;
    else
        return settings.lock.*Member;
}

/// A row of the table: the member, and the functions that parse its value and write it.
template <auto Member, auto Parse, auto Write>
Option row(QLatin1StringView name, QLatin1StringView key, const char *help,
           QString (*entered)(const QString &) = nullptr,
           Option::SetBy setBy = Option::SetBy::Team) {
    return {
        name,
        key,
        help,
        [](Settings &settings, const QString &value) { valueIn<Member>(settings) = Parse(value); },
        [](const Settings &settings) -> QString { return Write(valueIn<Member>(settings)); },
        entered,
        setBy};
}

template <auto Member>
Option flagRow(QLatin1StringView name, QLatin1StringView key, const char *help) {
    return row<Member, parseFlag, flagText>(name, key, help);
}

} // namespace

const QList<Option> &options() {
    using S = Settings;
    static const QList<Option> all{
        row<&S::server, parseServer, serverText>(
            "server"_L1, "server.url"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile", "address of your Vouch server")),
        row<&S::caBundle, unchanged, unchanged>(
            "ca-bundle"_L1, "server.cabundle"_L1,
            QT_TRANSLATE_NOOP(
                "vouch::SettingsFile",
                "PEM file with your organization's certificate authority, for the server and AWS"),
            certificateFile, Option::SetBy::Organization),
        row<&S::caBundleAws, unchanged, unchanged>(
            "ca-bundle-aws"_L1, "aws.cabundle"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile",
                              "the same for AWS only, if AWS needs a different one"),
            certificateFile, Option::SetBy::Organization),
        row<&S::useRole, unchanged, unchanged>(
            "role"_L1, "use.role"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile",
                              "role or AWS profile for repositories without a matching rule"),
            routeName),
        row<&S::notices, parseNotices, noticesText>(
            "notices"_L1, "notice.minutes"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile", "minutes before a session ends to notify you, "
                                                     "or none; several values go in quotes, "
                                                     "such as \"30 5\"")),
        row<&S::quiet, parseSnooze, minutesText>(
            "quiet"_L1, "quiet.minutes"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile",
                              "minutes until a program may prompt again after \"Not now\"")),
        flagRow<&S::Lock::screen>(
            "lock-screen"_L1, "lock.screen"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile", "sign out when the screen locks")),
        flagRow<&S::Lock::suspend>(
            "lock-suspend"_L1, "lock.suspend"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile", "sign out when the computer goes to sleep")),
        flagRow<&S::Lock::keyRemoved>(
            "lock-key-removed"_L1, "lock.keyremoved"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile", "sign out when the security key is removed")),
        row<&S::programs, parsePrograms, programsText>(
            "aws-programs"_L1, "aws.programs"_L1,
            QT_TRANSLATE_NOOP(
                "vouch::SettingsFile",
                "let programs other than git use AWS credentials: ask, allow or never"),
            nullptr, Option::SetBy::Organization),
        row<&S::awsConfigFile, unchanged, unchanged>(
            "aws-config-file"_L1, "aws.configfile"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile", "AWS config file; if unset, ~/.aws/config"),
            ownFile, Option::SetBy::User),
        row<&S::awsCredentialsFile, unchanged, unchanged>(
            "aws-credentials-file"_L1, "aws.credentialsfile"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile",
                              "AWS credentials file; if unset, ~/.aws/credentials"),
            ownFile, Option::SetBy::User),
        row<&S::useProfileVariable, parseProfileVariable, profileVariableText>(
            "aws-profile-variable"_L1, "aws.profilevariable"_L1,
            QT_TRANSLATE_NOOP(
                "vouch::SettingsFile",
                "whether AWS_PROFILE overrides the default AWS profile: use or ignore")),
        flagRow<&S::sendPosture>(
            "posture"_L1, "posture.send"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile",
                              "send a report about this computer when you sign in")),
        row<&S::tray, parseTray, trayText>(
            "tray"_L1, "ui.tray"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile",
                              "color of the tray icon: automatic, light or dark")),
        row<&S::language, parseLanguage, unchanged>(
            "language"_L1, "ui.language"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile",
                              "language, such as de; if unset, the system's"),
            translatedLanguage),
        flagRow<&S::startAtLogin>(
            "start-at-login"_L1, "ui.startatlogin"_L1,
            QT_TRANSLATE_NOOP("vouch::SettingsFile", "start Vouch when you log in")),
    };
    return all;
}

const Option *findOption(const QString &name) {
    const auto found = std::ranges::find_if(options(), [&name](const Option &option) {
        return name == option.name || name.compare(option.key, Qt::CaseInsensitive) == 0;
    });
    return found == options().end() ? nullptr : &*found;
}

QString Option::checked(const QString &value) const {
    Settings settings;
    read(settings, entered == nullptr ? value : entered(value));
    return text(settings);
}

QString Option::description() const {
    const QString usual = defaultText(), explained = Strings::tr(help);
    return usual.isEmpty() ? explained : Strings::tr("%1 (default: %2)").arg(explained, usual);
}

} // namespace vouch
