// SPDX-License-Identifier: Apache-2.0
#include "settings/settings_file.h"

#include "core/error.h"
#include "core/folders.h"
#include "core/ownership.h"
#include "settings/layer.h"
#include "settings/options.h"
#include "settings/team_file.h"
#include "settings/trusted_file.h"
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

QString askAdministrator() {
    return Strings::tr("Ask your administrator to change it.");
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
    return settingsFolder() + u"/settings"_s;
}

QList<GitFile::Entry> SettingsFile::entries() const {
    requireTrusted(QFileInfo(file_.path()));
    return file_.entries();
}

Layer SettingsFile::ownLayer() const {
    return Layer::read(entries(), file_.path(), Option::SetBy::User);
}

Layer SettingsFile::organizationLayer() const {
    const QFileInfo file(organization_.path);
    if (organization_.path.isEmpty() || !file.exists())
        return {};
    requireTrusted(file, isOwnedBy(file, organization_.owner),
                   Strings::tr("Ask your administrator to let only administrators change it."));
    return Layer::read(GitFile(organization_.path).entries(), organization_.path,
                       Option::SetBy::Organization);
}

SettingsInForce SettingsFile::readInForce() const {
    const bool hasOrganization =
        !organization_.path.isEmpty() && QFileInfo::exists(organization_.path);
    return combined(organizationLayer(), hasOrganization ? organization_.path : QString(),
                    ownLayer());
}

void SettingsFile::change(const QList<QStringList> &commands) {
    file_.change(migration(ownLayer(), file_.path()) + commands,
                 [path = file_.path()](const QList<GitFile::Entry> &entries) {
                     migration(Layer::read(entries, path, Option::SetBy::User), path);
                 });
}

void SettingsFile::requireFree(const QString &key) const {
    if (readInForce().origins.isLocked(key))
        throw Error(Error::Kind::Unsupported,
                    Strings::tr("Your organization set %1 in %2, and locked it.")
                        .arg(findOption(key)->name, organization_.path),
                    askAdministrator());
}

void SettingsFile::requireOwnRole(const QString &name) const {
    if (readInForce().origins.roles.contains(name))
        throw Error(
            Error::Kind::Unsupported,
            Strings::tr("Your organization set the role “%1” in %2.").arg(name, organization_.path),
            askAdministrator());
}

void SettingsFile::set(const QString &key, const QString &value) {
    Q_ASSERT_X(findOption(key) != nullptr, "SettingsFile::set", "unknown setting");
    requireFree(key);
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
    const auto [now, origins] = readInForce();
    QList<QStringList> commands;
    if (server != now.server) {
        requireFree(u"server.url"_s);
        commands.append({u"--replace-all"_s, u"server.url"_s, server.toString(QUrl::FullyEncoded)});
    }
    if (caBundle != now.caBundle) {
        const QString key = u"server.caBundle"_s;
        requireFree(key);
        if (!caBundle.isEmpty())
            commands.append(
                {u"--replace-all"_s, key, findOption(u"ca-bundle"_s)->checked(caBundle)});
        else if (origins.organization.contains(key, Qt::CaseInsensitive))
            commands.append({u"--replace-all"_s, key, QString()});
        else
            commands.append({u"--unset-all"_s, key});
    }
    if (!commands.isEmpty())
        change(commands);
}

void SettingsFile::addRole(const Role &role, bool makeDefault) {
    requireRole(role);
    if (readInForce().origins.rolesLocked)
        requireOwnRole(role.name);
    auto commands = roleCommands(role, entries());
    if (makeDefault) {
        requireFree(u"use.role"_s);
        commands.append({u"--replace-all"_s, u"use.role"_s, role.name});
    }
    change(commands);
}

void SettingsFile::changeRole(const QString &name, const Role &role) {
    requireRole(role);
    const auto [settings, origins] = readInForce();
    if (settings.findRole(name) == nullptr)
        throw noSuchRole(name);
    if (origins.rolesLocked || role.name != name)
        requireOwnRole(name);
    const Layer own = ownLayer();
    QList<QStringList> commands;
    if (role.name != name) {
        if (settings.findRole(role.name) != nullptr)
            throw Error(Error::Kind::Malformed,
                        Strings::tr("There is already a role “%1”.").arg(role.name),
                        Strings::tr("Choose another name."));
        commands.append({u"--rename-section"_s, u"role."_s + name, u"role."_s + role.name});
        if (settings.useRole == name && own.sets(u"use.role"_s))
            commands.append({u"--replace-all"_s, u"use.role"_s, role.name});
        for (const RoleRule &rule : own.rules)
            if (rule.role == name)
                commands.append(ruleCommand(u"--replace-all"_s,
                                            {ruleText({rule.glob, role.name}), written(rule)}));
    }
    auto all = entries();
    for (GitFile::Entry &entry : all)
        if (const auto key = RoleKey::of(entry.key); key && key->role == name)
            entry.key = u"role.%1.%2"_s.arg(role.name, key->variable);
    change(commands + roleCommands(role, all));
}

bool SettingsFile::removeRole(const QString &name) {
    const Layer own = ownLayer();
    if (!own.hasRole(name)) {
        requireOwnRole(name);
        return false;
    }
    const auto [settings, origins] = readInForce();
    QList<QStringList> commands{{u"--remove-section"_s, u"role."_s + name}};
    if (settings.useRole == name && own.sets(u"use.role"_s))
        commands.append({u"--unset-all"_s, u"use.role"_s});
    QStringList gone;
    for (const RoleRule &rule : own.rules)
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
    if (readInForce().origins.rules.contains(rule))
        throw Error(Error::Kind::Unsupported,
                    Strings::tr("Your organization set the rule “%1” in %2.")
                        .arg(ruleText(rule), organization_.path),
                    askAdministrator());
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

QList<QStringList> SettingsFile::commandsFor(const TeamFile &team) const {
    const auto [now, origins] = readInForce();
    const Layer &wanted = team.layer();
    QList<QStringList> commands;
    for (const auto &[option, value] : wanted.values) {
        Settings after;
        option->read(after, value);
        if (option->text(after) == option->text(now))
            continue;
        requireFree(option->key);
        commands.append({u"--replace-all"_s, option->key, option->text(after)});
    }
    const auto all = entries();
    for (const Role &role : wanted.roles) {
        if (const Role *before = now.findRole(role.name); before != nullptr && *before == role)
            continue;
        if (origins.rolesLocked)
            requireOwnRole(role.name);
        commands += roleCommands(role, all);
    }
    for (const RoleRule &rule : wanted.rules)
        if (!now.rules.contains(rule))
            commands.append({u"--add"_s, ruleKey, ruleText(rule)});
    return commands;
}

void SettingsFile::take(const TeamFile &team) {
    change(commandsFor(team));
}

void SettingsFile::requireTakes(const TeamFile &team) const {
    migration(ownLayer(), file_.path()); // refuses the file of a newer version
    commandsFor(team);
}

void SettingsFile::remove() {
    QFile::remove(file_.path());
}

} // namespace vouch
