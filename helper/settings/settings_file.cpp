// SPDX-License-Identifier: Apache-2.0
#include "settings/settings_file.h"

#include "core/advice.h"
#include "core/error.h"
#include "core/ownership.h"
#include "settings/options.h"
#include "settings/values.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::SettingsFile)
};

constexpr qint64 maxBytes = 256 * 1024;
constexpr auto ruleKey = "use.rule"_L1; ///< may occur several times

/// Another user could name a different server, or a role that exposes our work.
void requireTrusted(const QFileInfo &file) {
    if (!file.exists())
        return;
    if (!isOurs(file) || (file.permissions() & (QFile::WriteGroup | QFile::WriteOther)))
        throw Error(
            Error::Kind::Malformed,
            Strings::tr("Other users can change %1, so Vouch doesn't use it.").arg(file.filePath()),
            advice::protectFile(file.filePath()));
    if (file.size() > maxBytes)
        throw Error(Error::Kind::Malformed,
                    Strings::tr("%1 is too large for a settings file.").arg(file.filePath()),
                    Strings::tr("Check its contents."));
}

/// git config --list prints sections and variables in lower case, and subsections unchanged.
struct RoleKey {
    QString role, variable;
};
std::optional<RoleKey> parseRoleKey(const QString &key) {
    const auto last = key.lastIndexOf(u'.');
    if (!key.startsWith("role."_L1) || last <= 5)
        return std::nullopt;
    return RoleKey{key.sliced(5, last - 5), key.sliced(last + 1)};
}

Role &roleNamed(QList<Role> &roles, const QString &name) {
    for (Role &role : roles)
        if (role.name == name)
            return role;
    Role &role = roles.emplaceBack();
    role.name = name;
    return role;
}

void readRole(QList<Role> &roles, const RoleKey &key, const QString &value) {
    Role &role = roleNamed(roles, key.role);
    if (key.variable == "arn"_L1)
        role.arn = value;
    else if (key.variable == "region"_L1)
        role.region = value;
    else if (key.variable == "via"_L1)
        role.via = value;
    else if (key.variable == "duration"_L1)
        role.duration = parseDuration(value);
}

/// Reads one entry. Ignores unknown keys.
void readEntry(Settings &settings, const QString &key, const QString &value) {
    if (const Option *option = findOption(key))
        option->read(settings, value);
    else if (key == ruleKey)
        settings.rules.append(parseRule(value));
    else if (const auto roleKey = parseRoleKey(key))
        readRole(settings.roles, *roleKey, value);
}

/// Throws Error that says what's wrong, and where.
Settings interpret(const QList<GitFile::Entry> &entries, const QString &path) {
    Settings settings;
    QString key; // for the error message
    try {
        for (const GitFile::Entry &entry : entries) {
            key = entry.key;
            readEntry(settings, key, entry.value);
        }
        for (const Role &role : settings.roles) {
            key = u"role."_s + role.name;
            requireRole(role);
        }
    } catch (const Error &error) {
        throw Error(error.kind(), error.message(),
                    error.hint() + u' ' + Strings::tr("Fix %1 in %2.").arg(key, path),
                    error.detail());
    }
    return settings;
}

/// The commands that write a role to its section and keep other variables there.
QList<QStringList> roleCommands(const Role &role, const QList<GitFile::Entry> &entries) {
    const QString section = u"role."_s + role.name + u'.';
    QList<QStringList> commands;
    const auto write = [&](const QString &variable, const QString &value, bool needed) {
        const QString key = section + variable;
        const bool there = std::ranges::find(entries, key, &GitFile::Entry::key) != entries.end();
        if (needed)
            commands.append({u"--replace-all"_s, key, value});
        else if (there)
            commands.append({u"--unset-all"_s, key});
    };
    write(u"arn"_s, role.arn, true);
    write(u"region"_s, role.region, !role.region.isEmpty());
    write(u"via"_s, role.via, !role.via.isEmpty());
    write(u"duration"_s, QString::number(role.duration.count()), role.duration != Role().duration);
    return commands;
}

/// A git config command for a single value of use.rule.
QStringList ruleCommand(const QString &command, const QStringList &values) {
    return QStringList{u"--fixed-value"_s, command, ruleKey} + values;
}

Error noSuchRule(const RoleRule &rule) {
    return Error(Error::Kind::NotFound,
                 Strings::tr("There is no rule “%1” anymore.").arg(ruleText(rule)),
                 Strings::tr("To see all rules, run: vouch config list"));
}

Error noSuchRole(const QString &name) {
    return Error(Error::Kind::NotFound, Strings::tr("There is no role “%1”.").arg(name),
                 Strings::tr("To see all roles, run: vouch config list"));
}

} // namespace

QString SettingsFile::standardPath() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           u"/vouch/settings"_s;
}

QList<GitFile::Entry> SettingsFile::entries() const {
    requireTrusted(QFileInfo(file_.path()));
    return file_.entries();
}

Settings SettingsFile::read() const {
    return interpret(entries(), file_.path());
}

void SettingsFile::change(const QList<QStringList> &commands) {
    requireTrusted(QFileInfo(file_.path()));
    file_.change(commands, [path = file_.path()](const QList<GitFile::Entry> &entries) {
        interpret(entries, path);
    });
}

void SettingsFile::set(const QString &key, const QString &value) {
    Q_ASSERT_X(findOption(key) != nullptr, "SettingsFile::set", "unknown setting");
    change({{u"--replace-all"_s, key, value}});
}

bool SettingsFile::unset(const QString &key) {
    const auto all = entries();
    if (std::ranges::none_of(all, [&key](const GitFile::Entry &entry) { return entry.key == key; }))
        return false;
    change({{u"--unset-all"_s, key}});
    return true;
}

void SettingsFile::setServer(const QUrl &server, const QString &caBundle) {
    QList<QStringList> commands{
        {u"--replace-all"_s, u"server.url"_s, server.toString(QUrl::FullyEncoded)}};
    if (!caBundle.isEmpty())
        commands.append({u"--replace-all"_s, u"server.caBundle"_s,
                         findOption(u"ca-bundle"_s)->checked(caBundle)});
    else if (!read().caBundle.isEmpty())
        commands.append({u"--unset-all"_s, u"server.caBundle"_s});
    change(commands);
}

void SettingsFile::addRole(const Role &role, bool makeDefault) {
    requireRole(role);
    auto commands = roleCommands(role, entries());
    if (makeDefault)
        commands.append({u"--replace-all"_s, u"use.role"_s, role.name});
    change(commands);
}

void SettingsFile::changeRole(const QString &name, const Role &role) {
    requireRole(role);
    const Settings settings = read();
    if (settings.findRole(name) == nullptr)
        throw noSuchRole(name);
    QList<QStringList> commands;
    if (role.name != name) {
        if (settings.findRole(role.name) != nullptr)
            throw Error(Error::Kind::Malformed,
                        Strings::tr("There is already a role “%1”.").arg(role.name),
                        Strings::tr("Choose another name."));
        commands.append({u"--rename-section"_s, u"role."_s + name, u"role."_s + role.name});
        if (settings.useRole == name)
            commands.append({u"--replace-all"_s, u"use.role"_s, role.name});
        for (const RoleRule &rule : settings.rules)
            if (rule.role == name)
                commands.append(ruleCommand(u"--replace-all"_s,
                                            {ruleText({rule.glob, role.name}), written(rule)}));
    }
    auto all = entries();
    for (GitFile::Entry &entry : all)
        if (const auto key = parseRoleKey(entry.key); key && key->role == name)
            entry.key = u"role.%1.%2"_s.arg(role.name, key->variable);
    change(commands + roleCommands(role, all));
}

bool SettingsFile::removeRole(const QString &name) {
    const Settings settings = read();
    if (settings.findRole(name) == nullptr)
        return false;
    QList<QStringList> commands{{u"--remove-section"_s, u"role."_s + name}};
    if (settings.useRole == name)
        commands.append({u"--unset-all"_s, u"use.role"_s});
    QStringList gone;
    for (const RoleRule &rule : settings.rules)
        if (const QString text = written(rule); rule.role == name && !gone.contains(text)) {
            commands.append(ruleCommand(u"--unset-all"_s, {text}));
            gone.append(text);
        }
    change(commands);
    return true;
}

QString SettingsFile::written(const RoleRule &rule) const {
    for (const GitFile::Entry &entry : entries())
        if (entry.key == ruleKey && parseRule(entry.value) == rule)
            return entry.value;
    throw noSuchRule(rule);
}

void SettingsFile::addRule(const RoleRule &rule) {
    const RoleRule checked = parseRule(ruleText(rule));
    change({{u"--add"_s, ruleKey, ruleText(checked)}});
}

void SettingsFile::removeRule(const RoleRule &rule) {
    change({ruleCommand(u"--unset-all"_s, {written(rule)})});
}

void SettingsFile::changeRule(const RoleRule &rule, const RoleRule &changed) {
    const RoleRule checked = parseRule(ruleText(changed));
    change({ruleCommand(u"--replace-all"_s, {ruleText(checked), written(rule)})});
}

void SettingsFile::swapRules(const RoleRule &one, const RoleRule &other) {
    const QString first = written(one);
    const QString second = written(other);
    const QString between = u"swapping "_s + second; // temporary
    change({ruleCommand(u"--replace-all"_s, {between, first}),
            ruleCommand(u"--replace-all"_s, {first, second}),
            ruleCommand(u"--replace-all"_s, {second, between})});
}

void SettingsFile::remove() {
    QFile::remove(file_.path());
}

} // namespace vouch
