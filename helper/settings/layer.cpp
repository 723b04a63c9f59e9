// SPDX-License-Identifier: Apache-2.0
#include "settings/layer.h"

#include "core/error.h"
#include "settings/values.h"

#include <QCoreApplication>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::SettingsFile)
};

constexpr auto versionKey = "vouch.version"_L1;
constexpr auto writerKey = "vouch.writer"_L1;
constexpr auto lockedKey = "policy.locked"_L1; ///< may occur several times

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

void readLocked(Layer &layer, const QString &name) {
    if (name == "roles"_L1) {
        layer.rolesLocked = true;
    } else if (name == "rules"_L1) {
        layer.rulesLocked = true;
    } else if (const Option *option = findOption(name)) {
        layer.locked.append(option->key);
    } else {
        throw Error(Error::Kind::Malformed, Strings::tr("There is no setting “%1”.").arg(name),
                    Strings::tr("Use the names that “vouch config list” prints, roles or rules."));
    }
}

int parseVersion(const QString &text) {
    bool isNumber = false;
    const int version = text.toInt(&isNumber);
    if (!isNumber || version < 0)
        throw Error(Error::Kind::Malformed,
                    Strings::tr("“%1” isn't a version of the settings.").arg(text.left(20)),
                    Strings::tr("Use a number, such as 1."));
    return version;
}

void readOption(Layer &layer, const Option &option, const QString &value, Option::SetBy as) {
    if (as == Option::SetBy::Organization && option.setBy == Option::SetBy::User)
        throw Error(Error::Kind::Malformed,
                    Strings::tr("An organization can't set %1.").arg(option.name),
                    Strings::tr("The setting names a file of a single user."));
    Settings checked;
    option.read(checked, value);
    layer.values.append({&option, value});
}

void readEntry(Layer &layer, const GitFile::Entry &entry, Option::SetBy as) {
    const auto &[key, value] = entry;
    if (const Option *option = findOption(key))
        readOption(layer, *option, value, as);
    else if (key == ruleKey)
        layer.rules.append(parseRule(value));
    else if (key == lockedKey && as == Option::SetBy::Organization)
        readLocked(layer, value);
    else if (key == writerKey)
        layer.writer = value;
    else if (const auto roleKey = RoleKey::of(key))
        readRole(layer.roles, *roleKey, value);
}

bool isValid(const Role &role) {
    try {
        requireRole(role);
        return true;
    } catch (const Error &) {
        return false;
    }
}

[[noreturn]] void complain(const Error &error, const QString &key, const QString &path) {
    throw Error(error.kind(), error.message(),
                error.hint() + u' ' + Strings::tr("Fix %1 in %2.").arg(key, path), error.detail());
}

} // namespace

std::optional<RoleKey> RoleKey::of(const QString &key) {
    const auto last = key.lastIndexOf(u'.');
    if (!key.startsWith("role."_L1) || last <= 5)
        return std::nullopt;
    return RoleKey{key.sliced(5, last - 5), key.sliced(last + 1)};
}

bool Layer::hasRole(const QString &name) const {
    return std::ranges::find(roles, name, &Role::name) != roles.end();
}

bool Layer::sets(const QString &key) const {
    return std::ranges::any_of(
        values, [&key](const auto &value) { return value.first == findOption(key); });
}

Layer Layer::read(const QList<GitFile::Entry> &entries, const QString &path, Option::SetBy as) {
    Layer layer;
    QString key; // for the error message
    try {
        key = versionKey;
        for (const GitFile::Entry &entry : entries)
            if (entry.key == versionKey)
                layer.version = parseVersion(entry.value);
        for (const GitFile::Entry &entry : entries) {
            key = entry.key;
            try {
                readEntry(layer, entry, as);
            } catch (const Error &) {
                if (!layer.isNewer())
                    throw;
            }
        }
        if (layer.isNewer())
            layer.roles.removeIf([](const Role &role) { return !isValid(role); });
        for (const Role &role : std::as_const(layer.roles)) {
            key = u"role."_s + role.name;
            requireRole(role);
        }
    } catch (const Error &error) {
        complain(error, key, path);
    }
    return layer;
}

SettingsInForce combined(const Layer &organization, const QString &organizationFile,
                         const Layer &user) {
    SettingsInForce all;
    auto &[settings, origins] = all;
    origins.file = organizationFile;
    origins.locked = organization.locked;
    origins.rolesLocked = organization.rolesLocked;
    origins.rulesLocked = organization.rulesLocked;
    for (const auto &[option, value] : organization.values) {
        option->read(settings, value);
        origins.organization.append(option->key);
    }
    for (const auto &[option, value] : user.values) {
        origins.user.append(option->key);
        if (!origins.isLocked(option->key))
            option->read(settings, value);
    }
    settings.roles = organization.roles;
    for (const Role &role : user.roles)
        if (!origins.rolesLocked || !organization.hasRole(role.name))
            roleNamed(settings.roles, role.name) = role;
    for (const Role &role : organization.roles)
        if (origins.rolesLocked || !user.hasRole(role.name))
            origins.roles.append(role.name);
    origins.rules = organization.rules;
    settings.rules =
        origins.rulesLocked ? organization.rules + user.rules : user.rules + organization.rules;
    return all;
}

QList<QStringList> migration(const Layer &layer, const QString &path) {
    if (layer.isNewer())
        throw Error(
            Error::Kind::Unsupported,
            layer.writer.isEmpty()
                ? Strings::tr("A newer version of Vouch wrote %1, so this version won't change it.")
                      .arg(path)
                : Strings::tr(
                      "Vouch %1 wrote %2. This version, %3, is older, so it won't change it.")
                      .arg(layer.writer.left(40), path, QStringLiteral(VOUCH_VERSION)),
            Strings::tr("Update Vouch, or remove the file to start with new settings."));
    QList<QStringList> commands;
    if (layer.version != settingsVersion) // from 0 to 1, only the version itself is new
        commands.append({u"--replace-all"_s, versionKey, QString::number(settingsVersion)});
    if (layer.writer != QStringLiteral(VOUCH_VERSION))
        commands.append({u"--replace-all"_s, writerKey, QStringLiteral(VOUCH_VERSION)});
    return commands;
}

} // namespace vouch
