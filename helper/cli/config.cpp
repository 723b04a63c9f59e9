// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/connection_text.h"
#include "cli/setting_list.h"
#include "cli/suggestion.h"

#include "core/error.h"
#include "settings/options.h"
#include "settings/settings_file.h"
#include "settings/values.h"
#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

const Option &requireOption(QStringView view) {
    const QString name = view.toString();
    if (const Option *option = findOption(name))
        return *option;
    QStringList names;
    for (const Option &option : options())
        names.append(option.name);
    throw Error(Error::Kind::NotFound, Strings::tr("There is no setting “%1”.").arg(name),
                suggestionFor(name, names));
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
        throw Error(
            Error::Kind::NotFound,
            Strings::tr("There is no role “%1”, and Vouch could not look for an AWS profile: %2")
                .arg(name, connectionText(error)),
            Strings::tr("Add a role: vouch config add-role %1 ARN").arg(name));
    }
    if (failure)
        throw Error(Error::Kind::NotFound, QString::fromStdString(failure->message),
                    QString::fromStdString(failure->hint));
}

} // namespace

int configList(const QCommandLineParser &line) {
    const SettingsInForce inForce = SettingsFile().readInForce();
    if (line.isSet(u"json"_s)) {
        printJson(settingsJson(inForce));
        return Done;
    }
    for (const QList<Span> &row : settingLines(inForce))
        printPainted(row);
    return Done;
}

int configGet(const QCommandLineParser &line) {
    const Option &option = requireOption(line.positionalArguments().first());
    const auto [settings, origins] = SettingsFile().readInForce();
    if (origins.by(option.key) == Origins::By::Default)
        return Refused; // like git config, prints nothing for a setting that isn't set
    print(option.text(settings));
    return Done;
}

int configSet(const QCommandLineParser &line) {
    const QStringList arguments = line.positionalArguments();
    const Option &option = requireOption(arguments[0]);
    SettingsFile file;
    const Settings settings = file.read();
    const QString value = option.checked(arguments[1]);
    if (option.key == "use.role"_L1)
        requireRoleOrProfile(value, settings);
    file.set(option.key, value);
    return Done;
}

int configUnset(const QCommandLineParser &line) {
    const Option &option = requireOption(line.positionalArguments().first());
    return SettingsFile().unset(option.key) ? Done : Refused;
}

int configAddRole(const QCommandLineParser &line) {
    const QStringList arguments = line.positionalArguments();
    Role role{arguments[0], arguments[1], line.value(u"region"_s), line.value(u"via"_s)};
    if (line.isSet(u"duration"_s))
        role.duration = parseDuration(line.value(u"duration"_s));
    SettingsFile().addRole(role, line.isSet(u"default"_s));
    return Done;
}

int configRemoveRole(const QCommandLineParser &line) {
    const QString name = line.positionalArguments().first();
    if (SettingsFile().removeRole(name))
        return Done;
    printError(Strings::tr("There is no role “%1”.").arg(name));
    return Refused;
}

int configAddRule(const QCommandLineParser &line) {
    const QStringList arguments = line.positionalArguments();
    SettingsFile file;
    requireRoleOrProfile(arguments[1], file.read());
    file.addRule({arguments[0], arguments[1]});
    return Done;
}

int configRemoveRule(const QCommandLineParser &line) {
    const QStringList arguments = line.positionalArguments();
    SettingsFile().removeRule({arguments[0], arguments[1]});
    return Done;
}

} // namespace vouch::cli
