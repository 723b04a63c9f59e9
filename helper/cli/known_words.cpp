// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/completion.h"

#include "core/translations.h"
#include "gitconfig/stored_passwords.h"
#include "settings/options.h"
#include "settings/settings_file.h"
#include "wire/start.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <chrono>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A shell waits for it.
constexpr auto completionTimeout = 2s;

QList<Candidate> plain(const QString &words) {
    QList<Candidate> candidates;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts))
        candidates.append({word, {}});
    return candidates;
}

/// The events of one kind, if the application is running. `wanted` is the only event that may come:
/// any other means that it asks the user for something.
QList<Candidate> askedFor(const wire::Bytes &request, std::string_view wanted, const char *nameKey,
                          const char *helpKey) {
    struct OtherEvent {};
    QList<Candidate> candidates;
    try {
        auto connection = wire::Connection::open(wire::runtimePaths());
        if (!connection)
            return {};
        exchange(
            std::move(*connection), request,
            [&](const wire::Block &event, wire::Connection &) {
                if (event.value("event") != wanted)
                    throw OtherEvent();
                candidates.append({text(event, nameKey), text(event, helpKey)});
            },
            completionTimeout);
    } catch (const OtherEvent &) {
        return {};
    } catch (const wire::ConnectionError &) { // too slow for a key press
        return {};
    }
    return candidates;
}

bool isSignedIn() {
    auto connection = wire::Connection::open(wire::runtimePaths());
    return connection &&
           exchange(std::move(*connection), wire::request("status").finish(), {}, completionTimeout)
                   .value("state") == "signed_in";
}

QList<Candidate> keyNames() {
    if (!isSignedIn())
        return {};
    return askedFor(
        wire::request("keys-list").add("via", "terminal").add("last_attempts", "no").finish(),
        "key", "name", "model");
}

QString awsFile(const char *variable, const QString &inSettings, const QString &usual) {
    const QString named = qEnvironmentVariable(variable);
    return !named.isEmpty() ? named : !inSettings.isEmpty() ? inSettings : QDir::homePath() + usual;
}

/// The headings of the AWS files, for when the application isn't running.
QList<Candidate> profilesInFiles(const Settings &settings) {
    static const QRegularExpression heading(uR"(^\s*\[\s*(?:profile\s+)?([^\]\s]+)\s*\])"_s);
    QSet<QString> names;
    for (const QString &path :
         {awsFile("AWS_CONFIG_FILE", settings.awsConfigFile, u"/.aws/config"_s),
          awsFile("AWS_SHARED_CREDENTIALS_FILE", settings.awsCredentialsFile,
                  u"/.aws/credentials"_s)}) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
            continue;
        while (!file.atEnd())
            if (const auto match = heading.match(QString::fromUtf8(file.readLine(4096)));
                match.hasMatch())
                names.insert(match.captured(1));
    }
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return plain(sorted.join(u' '));
}

QList<Candidate> profileNames(const Settings &settings) {
    const auto found = askedFor(wire::request("aws-list").add("known", "yes").finish(), "profile",
                                "name", "account");
    return found.isEmpty() ? profilesInFiles(settings) : found;
}

QList<Candidate> roleNames(const Settings &settings) {
    QList<Candidate> candidates;
    for (const Role &role : settings.roles)
        candidates.append({role.name, role.arn});
    return candidates;
}

QList<Candidate> settingNames() {
    QList<Candidate> candidates;
    for (const Option &option : options())
        candidates.append({option.name, option.description()});
    return candidates;
}

QList<Candidate> ruleGlobs(const Settings &settings) {
    QList<Candidate> candidates;
    for (const RoleRule &rule : settings.rules)
        candidates.append({rule.glob, rule.role});
    return candidates;
}

QList<Candidate> regions(const Settings &settings) {
    QStringList names;
    for (const Role &role : settings.roles)
        if (!role.region.isEmpty() && !names.contains(role.region))
            names.append(role.region);
    return plain((names + codeCommitRegions()).join(u' '));
}

std::optional<QList<Candidate>> settingValues(const QString &name, const Settings &settings) {
    const Option *option = findOption(name);
    if (option == nullptr)
        return QList<Candidate>();
    if (option->key.endsWith("bundle"_L1) || option->key.endsWith("file"_L1))
        return std::nullopt;
    if (option->key == "use.role"_L1)
        return roleNames(settings) + profileNames(settings);
    if (option->key == "aws.programs"_L1)
        return plain(u"ask allow never"_s);
    if (option->key == "aws.profilevariable"_L1)
        return plain(u"use ignore"_s);
    if (option->key == "ui.tray"_L1)
        return plain(u"automatic light dark"_s);
    if (option->key == "ui.language"_L1)
        return plain(translatedLanguages().join(u' '));
    const QString usual = option->defaultText();
    return usual == "true"_L1 || usual == "false"_L1 ? plain(u"true false"_s) : QList<Candidate>();
}

Settings currentSettings() {
    try {
        return SettingsFile().read();
    } catch (const std::exception &) {
        return {};
    }
}

std::optional<QList<Candidate>> wordsFor(Words words, const QString &setting) {
    switch (words) {
    case Words::Key:
        return keyNames();
    case Words::Profile:
        return profileNames(currentSettings());
    case Words::Region:
        return regions(currentSettings());
    case Words::Role:
        return roleNames(currentSettings());
    case Words::RoleOrProfile: {
        const Settings settings = currentSettings();
        return roleNames(settings) + profileNames(settings);
    }
    case Words::RuleGlob:
        return ruleGlobs(currentSettings());
    case Words::Setting:
        return settingNames();
    case Words::SettingValue:
        return settingValues(setting, currentSettings());
    case Words::Shell:
        return plain(u"bash zsh fish"_s);
    case Words::Any:
    case Words::CommandName:
        break;
    }
    return QList<Candidate>();
}

} // namespace

std::optional<QList<Candidate>> knownWords(Words words, const QString &setting) {
    try {
        return wordsFor(words, setting);
    } catch (const std::exception &) {
        return QList<Candidate>(); // a shell has no place for errors
    }
}

} // namespace vouch::cli
