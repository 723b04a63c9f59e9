// SPDX-License-Identifier: Apache-2.0
#include "settings/settings_file.h"

#include "core/error.h"
#include "core/ownership.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::SettingsFile)
};

constexpr qint64 mostBytes = 256 * 1024;

/// Somebody else's settings could name another server, and a role to hand our work to.
void requireTrusted(const QFileInfo &file) {
    if (!file.exists())
        return;
    if (!isOurs(file) || (file.permissions() & (QFile::WriteGroup | QFile::WriteOther)))
        throw Error(
            Error::Kind::Malformed,
            Text::tr("%1 can be changed by others, so it is not used.").arg(file.filePath()),
            Text::tr("Run: chmod go-w %1").arg(file.filePath()));
    if (file.size() > mostBytes)
        throw Error(Error::Kind::Malformed,
                    Text::tr("%1 is too large for settings.").arg(file.filePath()),
                    Text::tr("Look what it holds: vouch config list"));
}

/// git config --list writes section and variable in lower case; what stands between is as it was.
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
    return roles.emplaceBack(Role{name, {}, {}});
}

void requireRole(const Role &role) {
    static const QRegularExpression name(uR"(\A[\w.@+-]{1,64}\z)"_s);
    static const QRegularExpression arn(uR"(\Aarn:aws[a-z-]*:iam::\d{12}:role/\S{1,512}\z)"_s);
    static const QRegularExpression region(uR"(\A([a-z]{2,12}-){2,4}\d{1,2}\z)"_s);
    if (!name.match(role.name).hasMatch())
        throw Error(Error::Kind::Malformed, Text::tr("“%1” can't be a role's name.").arg(role.name),
                    Text::tr("Use letters, digits and . _ @ + - without spaces."));
    if (!arn.match(role.arn).hasMatch())
        throw Error(Error::Kind::Malformed, Text::tr("“%1” is not a role ARN.").arg(role.arn),
                    Text::tr("It looks like arn:aws:iam::123456789012:role/Name."));
    if (!role.region.isEmpty() && !region.match(role.region).hasMatch())
        throw Error(Error::Kind::Malformed, Text::tr("“%1” is not a region.").arg(role.region),
                    Text::tr("It looks like us-east-1."));
}

Settings interpret(const QList<GitFile::Entry> &entries) {
    Settings settings;
    for (const auto &[key, value] : entries) {
        if (key == "server.url"_L1)
            settings.server = parseServer(value);
        else if (key == "server.cabundle"_L1)
            settings.caBundle = value;
        else if (key == "use.role"_L1)
            settings.useRole = value;
        else if (key == "use.rule"_L1)
            settings.rules.append({value.section(u' ', 0, 0), value.section(u' ', 1).trimmed()});
        else if (const auto roleKey = parseRoleKey(key)) {
            Role &role = roleNamed(settings.roles, roleKey->role);
            if (roleKey->variable == "arn"_L1)
                role.arn = value;
            else if (roleKey->variable == "region"_L1)
                role.region = value;
            else if (roleKey->variable == "duration"_L1)
                role.duration = parseDuration(value);
        }
    }
    for (const Role &role : settings.roles)
        requireRole(role);
    return settings;
}

} // namespace

std::chrono::seconds parseDuration(const QString &text) {
    bool isNumber = false;
    const int seconds = text.toInt(&isNumber);
    if (!isNumber || seconds < 900 || seconds > 43200)
        throw Error(Error::Kind::Malformed, Text::tr("“%1” is no duration.").arg(text),
                    Text::tr("AWS takes 900 to 43200 seconds."));
    return std::chrono::seconds(seconds);
}

QString SettingsFile::standardPath() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           u"/vouch/settings"_s;
}

QList<GitFile::Entry> SettingsFile::entries() const {
    requireTrusted(QFileInfo(file_.path()));
    return file_.entries();
}

Settings SettingsFile::read() const {
    try {
        return interpret(entries());
    } catch (const Error &error) {
        if (error.message().contains(file_.path()))
            throw;
        throw Error(error.kind(), error.message(),
                    error.hint() + u' ' + Text::tr("It stands in %1.").arg(file_.path()),
                    error.detail());
    }
}

void SettingsFile::change(const QList<QStringList> &commands) {
    requireTrusted(QFileInfo(file_.path()));
    file_.change(commands, [](const QList<GitFile::Entry> &entries) { interpret(entries); });
}

void SettingsFile::set(const QString &key, const QString &value) {
    change({{u"--replace-all"_s, key, value}});
}

bool SettingsFile::unset(const QString &key) {
    const auto all = entries();
    if (std::ranges::none_of(all, [&key](const GitFile::Entry &entry) { return entry.key == key; }))
        return false;
    change({{u"--unset-all"_s, key}});
    return true;
}

void SettingsFile::addRole(const Role &role, bool makeDefault) {
    requireRole(role);
    const QString section = u"role."_s + role.name;
    const bool replaces = read().findRole(role.name) != nullptr;
    QList<QStringList> commands;
    if (replaces)
        commands.append({u"--remove-section"_s, section});
    commands.append({section + u".arn"_s, role.arn});
    if (!role.region.isEmpty())
        commands.append({section + u".region"_s, role.region});
    if (role.duration != Role().duration)
        commands.append({section + u".duration"_s, QString::number(role.duration.count())});
    if (makeDefault)
        commands.append({u"--replace-all"_s, u"use.role"_s, role.name});
    change(commands);
}

bool SettingsFile::removeRole(const QString &name) {
    const Settings settings = read();
    if (settings.findRole(name) == nullptr)
        return false;
    QList<QStringList> commands{{u"--remove-section"_s, u"role."_s + name}};
    if (settings.useRole == name)
        commands.append({u"--unset-all"_s, u"use.role"_s});
    change(commands);
    return true;
}

void SettingsFile::remove() {
    QFile::remove(file_.path());
}

const QList<Option> &options() {
    static const QList<Option> all{
        {"server"_L1, "server.url"_L1, "address of your Vouch server"_L1,
         [](const QString &value, const Settings &) {
             return parseServer(value).toString(QUrl::FullyEncoded);
         }},
        {"ca-bundle"_L1, "server.cabundle"_L1,
         "PEM file of your organisation's own authority, for that server"_L1,
         [](const QString &value, const Settings &) {
             const QFileInfo file(value);
             if (!file.isReadable())
                 throw Error(Error::Kind::NotFound, Text::tr("Can't read %1.").arg(value));
             return file.absoluteFilePath();
         }},
        {"role"_L1, "use.role"_L1, "role for every repository that no rule names"_L1,
         [](const QString &value, const Settings &settings) {
             if (settings.findRole(value) == nullptr)
                 throw Error(Error::Kind::NotFound, Text::tr("There is no role “%1”.").arg(value),
                             Text::tr("Add it: vouch config add-role %1 ARN").arg(value));
             return value;
         }},
    };
    return all;
}

const Option *findOption(const QString &name) {
    const auto found = std::ranges::find(options(), name, &Option::name);
    return found == options().end() ? nullptr : &*found;
}

} // namespace vouch
