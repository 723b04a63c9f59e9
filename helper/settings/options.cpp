// SPDX-License-Identifier: Apache-2.0
#include "settings/options.h"

#include "core/error.h"
#include "core/ownership.h"
#include "settings/values.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::SettingsFile)
};

QString readableFile(const QString &value, const Settings &) {
    const QFileInfo file(value);
    if (!file.isFile() || !file.isReadable())
        throw Error(Error::Kind::NotFound, Text::tr("Can't read %1.").arg(value));
    return file.absoluteFilePath();
}

QString ownFile(const QString &value, const Settings &) {
    const QFileInfo file(value);
    requireOursAlone(file);
    return file.absoluteFilePath();
}

QString routeName(const QString &value, const Settings &) {
    requireRouteName(value);
    return value;
}

QString flag(const QString &value, const Settings &) {
    return flagText(parseFlag(value));
}

} // namespace

const QList<Option> &options() {
    static const QList<Option> all{
        {"server"_L1, "server.url"_L1, "address of your Vouch server"_L1,
         [](const QString &value, const Settings &) {
             return parseServer(value).toString(QUrl::FullyEncoded);
         }},
        {"ca-bundle"_L1, "server.cabundle"_L1,
         "PEM file with your organization's certificate authority, for the server and AWS"_L1,
         readableFile},
        {"ca-bundle-aws"_L1, "aws.cabundle"_L1,
         "the same for AWS only, if AWS needs a different one"_L1, readableFile},
        {"role"_L1, "use.role"_L1,
         "role or AWS profile for repositories without a matching rule"_L1, routeName},
        {"notices"_L1, "notice.minutes"_L1,
         "minutes before a session ends to notify you: \"30 5\", or none"_L1,
         [](const QString &value, const Settings &) { return noticesText(parseNotices(value)); }},
        {"quiet"_L1, "quiet.minutes"_L1,
         "minutes until a program may prompt again after \"Not now\": 30"_L1,
         [](const QString &value, const Settings &) {
             return QString::number(parseSnooze(value).count());
         }},
        {"lock-screen"_L1, "lock.screen"_L1, "sign out when the screen locks: false"_L1, flag},
        {"lock-suspend"_L1, "lock.suspend"_L1, "sign out when the computer goes to sleep: false"_L1,
         flag},
        {"lock-key-removed"_L1, "lock.keyremoved"_L1,
         "sign out when the security key is removed: false"_L1, flag},
        {"aws-programs"_L1, "aws.programs"_L1,
         "let programs other than git use AWS credentials: ask, allow or never"_L1,
         [](const QString &value, const Settings &) { return programsText(parsePrograms(value)); }},
        {"aws-config-file"_L1, "aws.configfile"_L1, "AWS config file: ~/.aws/config"_L1, ownFile},
        {"aws-credentials-file"_L1, "aws.credentialsfile"_L1,
         "AWS credentials file: ~/.aws/credentials"_L1, ownFile},
        {"aws-profile-variable"_L1, "aws.profilevariable"_L1,
         "whether AWS_PROFILE overrides the chosen AWS profile: use or ignore"_L1,
         [](const QString &value, const Settings &) {
             return profileVariableText(parseProfileVariable(value));
         }},
        {"posture"_L1, "posture.send"_L1,
         "send a report about this computer when you sign in: true"_L1, flag},
        {"tray"_L1, "ui.tray"_L1, "color of the tray icon: automatic, light or dark"_L1,
         [](const QString &value, const Settings &) { return trayText(parseTray(value)); }},
        {"language"_L1, "ui.language"_L1, "language, such as de; if unset, the system's"_L1,
         [](const QString &value, const Settings &) { return parseLanguage(value); }},
        {"start-at-login"_L1, "ui.startatlogin"_L1, "start Vouch when you log in: false"_L1, flag},
    };
    return all;
}

const Option *findOption(const QString &name) {
    const auto found = std::ranges::find_if(options(), [&name](const Option &option) {
        return name == option.name || name.compare(option.key, Qt::CaseInsensitive) == 0;
    });
    return found == options().end() ? nullptr : &*found;
}

} // namespace vouch
