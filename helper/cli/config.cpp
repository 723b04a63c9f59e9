// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include "core/error.h"
#include "core/nearest_names.h"
#include "settings/options.h"
#include "settings/settings_file.h"
#include "settings/values.h"
#include "wire/start.h"

#include <QCommandLineParser>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString usage() {
    QString text = u"Usage: vouch config list\n"
                   "       vouch config get|unset NAME\n"
                   "       vouch config set NAME VALUE\n"
                   "       vouch config add-role NAME ARN [--region R] [--via HUB_ARN]\n"
                   "                             [--duration S] [--default]\n"
                   "       vouch config remove-role NAME\n"
                   "       vouch config add-rule REPOSITORY ROLE_OR_PROFILE\n"
                   "       vouch config remove-rule REPOSITORY ROLE_OR_PROFILE\n"
                   "Reads and changes %1.\n\nREPOSITORY is a name, or a pattern such as infra-* or "
                   "us-east-1/infra-*. The first rule\n"
                   "that matches wins.\n\nNAME:\n"_s.arg(SettingsFile::standardPath());
    for (const Option &option : options())
        text += u"  %1  %2\n"_s.arg(QString(option.name).leftJustified(16), QString(option.about));
    return text;
}

int showUsage(bool isRequested) {
    std::fputs(usage().toUtf8().constData(), isRequested ? stdout : stderr);
    return isRequested ? Done : Usage;
}

const Option &requireOption(const QString &name) {
    if (const Option *option = findOption(name))
        return *option;
    QStringList names;
    for (const Option &option : options())
        names.append(option.name);
    throw Error(Error::Kind::NotFound, u"There is no setting “%1”."_s.arg(name),
                u"The nearest are: %1."_s.arg(nearestNames(name, names).join(u", "_s)));
}

int get(const SettingsFile &file, const Option &option) {
    for (const auto &[key, value] : file.entries())
        if (key == option.key) {
            print(value.isNull() ? flagText(true) : value);
            return Done;
        }
    return Refused; // like git config, prints nothing for a setting that isn't set
}

int list(const SettingsFile &file) {
    file.read(); // reports a broken file before any of it is printed
    for (const auto &[key, value] : file.entries())
        print(key + u'=' + value);
    return Done;
}

int addRole(SettingsFile &file, const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Adds an AWS role, or replaces the one with that name."_s);
    parser.addPositionalArgument(u"NAME"_s, u"A name of your choice."_s);
    parser.addPositionalArgument(u"ARN"_s, u"arn:aws:iam::ACCOUNT:role/NAME"_s);
    const QCommandLineOption region(
        u"region"_s, u"Region whose STS is called; usually the repository's."_s, u"R"_s);
    const QCommandLineOption via(
        u"via"_s, u"ARN of a role to assume first, from which this one is assumed."_s,
        u"HUB_ARN"_s);
    const QCommandLineOption seconds(
        u"duration"_s, u"Lifetime of AWS credentials in seconds, 900 to 43200; default 3600."_s,
        u"S"_s);
    const QCommandLineOption makeDefault(u"default"_s,
                                         u"Use for every repository that no rule matches."_s);
    parser.addOptions({region, via, seconds, makeDefault});
    parser.addHelpOption();
    parser.process(QStringList{u"vouch config add-role"_s} + words);
    const QStringList names = parser.positionalArguments();
    if (names.size() != 2)
        parser.showHelp(Usage);
    Role role{names[0], names[1], parser.value(region), parser.value(via)};
    if (parser.isSet(seconds))
        role.duration = parseDuration(parser.value(seconds));
    file.addRole(role, parser.isSet(makeDefault));
    return Done;
}

int removeRole(SettingsFile &file, const QString &name) {
    if (file.removeRole(name))
        return Done;
    printError(u"There is no role “%1”."_s.arg(name));
    return Refused;
}

/// Rejects a misspelled name. Roles are in the settings; any other name may be an AWS profile,
/// which only the application can look up.
void requireRoleOrProfile(const QString &name, const Settings &settings) {
    requireRouteName(name);
    if (settings.findRole(name) != nullptr)
        return;
    const wire::Bytes request = wire::request("route").add("username", name.toStdString()).finish();
    std::optional<wire::Failure> failure;
    try {
        failure = wire::failure(exchange(wire::connectOrStart(wire::runtimePaths()), request));
    } catch (const wire::ConnectionError &error) {
        throw Error(Error::Kind::NotFound,
                    u"There is no role “%1”, and Vouch could not look for an AWS profile: %2"_s.arg(
                        name, QString::fromUtf8(error.what())),
                    u"Add a role: vouch config add-role %1 ARN"_s.arg(name));
    }
    if (failure)
        throw Error(Error::Kind::NotFound, QString::fromStdString(failure->message),
                    QString::fromStdString(failure->hint));
}

int addRule(SettingsFile &file, const RoleRule &rule) {
    requireRoleOrProfile(rule.role, file.read());
    file.addRule(rule);
    return Done;
}

int removeRule(SettingsFile &file, const RoleRule &rule) {
    file.removeRule(rule);
    return Done;
}

} // namespace

int config(const QStringList &words) {
    const QString verb = words.value(0);
    const QStringList rest = words.mid(1);
    SettingsFile file;
    if (verb == "list"_L1 && rest.isEmpty())
        return list(file);
    if (verb == "get"_L1 && rest.size() == 1)
        return get(file, requireOption(rest[0]));
    if (verb == "set"_L1 && rest.size() == 2) {
        const Option &option = requireOption(rest[0]);
        const Settings settings = file.read();
        const QString value = option.checked(rest[1], settings);
        if (option.key == "use.role"_L1)
            requireRoleOrProfile(value, settings);
        file.set(option.key, value);
        return Done;
    }
    if (verb == "unset"_L1 && rest.size() == 1)
        return file.unset(requireOption(rest[0]).key) ? Done : Refused;
    if (verb == "add-role"_L1)
        return addRole(file, rest);
    if (verb == "remove-role"_L1 && rest.size() == 1)
        return removeRole(file, rest[0]);
    if (verb == "add-rule"_L1 && rest.size() == 2)
        return addRule(file, {rest[0], rest[1]});
    if (verb == "remove-rule"_L1 && rest.size() == 2)
        return removeRule(file, {rest[0], rest[1]});
    return showUsage(verb == "--help"_L1 || verb == "-h"_L1);
}

} // namespace vouch::cli
