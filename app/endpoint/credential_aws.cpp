// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "codecommit/limits.h"
#include "core/nearest_names.h"
#include "session/configuration.h"
#include "session/credentials/console_sign_in.h"
#include "session/credentials/git_credentials.h"
#include "session/credentials/program_credentials.h"

#include <QCoreApplication>

#include <algorithm>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;
using std::chrono::seconds; // lupdate loses the context after a return type with `std::`

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

std::string_view view(QByteArrayView bytes) {
    return {bytes.data(), std::size_t(bytes.size())};
}

/// The name of the role with this name or ARN.
QString roleNamed(const QString &wanted, const Settings &settings) {
    const auto found = std::ranges::find_if(settings.roles, [&wanted](const Role &role) {
        return role.name == wanted || role.arn == wanted;
    });
    if (found != settings.roles.end())
        return found->name;
    QStringList names;
    for (const Role &role : settings.roles)
        names.append(role.name);
    throw Error(Error::Kind::NotFound,
                Strings::tr("There is no role “%1”.").arg(wanted.section(u'%', 0, 0).left(100)),
                names.isEmpty()
                    ? Strings::tr("Add it: vouch config add-role NAME ARN")
                    : Strings::tr("The nearest are: %1.")
                          .arg(nearestNames(wanted.section(u'%', 0, 0), names).join(", "_L1)));
}

/// The role or profile in the request; empty if there is none.
QString requestedName(const wire::Block &request, const Settings &settings) {
    const QString role = text(request, "role");
    QString profile = text(request, "profile");
    if (!role.isEmpty() && !profile.isEmpty())
        throw Error(Error::Kind::Malformed, Strings::tr("Name a role or a profile, not both."));
    if (!role.isEmpty())
        return roleNamed(role, settings);
    if (settings.findRole(profile) != nullptr)
        throw Error(
            Error::Kind::Role,
            Strings::tr("“%1” is one of your roles, and roles take precedence over AWS profiles.")
                .arg(profile),
            Strings::tr("Use the role, or rename it: vouch config list"));
    return profile;
}

seconds requestedDuration(const wire::Block &request) {
    const auto given = request.find("duration");
    if (!given)
        return seconds(0);
    bool isNumber = false;
    const seconds duration(text(request, "duration").toInt(&isNumber));
    if (!isNumber || duration < codecommit::minRoleSession || duration > codecommit::maxRoleSession)
        throw Error(Error::Kind::Malformed, Strings::tr("That isn't a valid duration."),
                    Strings::tr("AWS accepts 900 to 43200 seconds."));
    return duration;
}

PromptContext promptContext(Services &services, Conversation &client, const wire::Block &request,
                            const Requester &who) {
    PromptContext context;
    context.who = who;
    context.prompting = request.value("interactive") == "no" ? Prompting::No : Prompting::Yes;
    context.variables = awsVariables(request);
    context.waiting = [&services, &client] { sendWaiting(services, client); };
    if (asksInTerminal(services, request))
        context.codeOnTerminal = [&client] { return client.ask("code"); };
    return context;
}

} // namespace

QCoro::Task<> credentialAws(Services &services, Conversation &client, wire::Block request,
                            std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    const QString name = requestedName(request, services.configuration.settings());
    CredentialsRequest wanted;
    wanted.duration = requestedDuration(request);
    wanted.longLived = request.value("session") == "no";
    const auto described = describeLauncher(client.peer());
    Requester who = co_await described;
    throwIfStopped(stop);
    who.purpose = Requester::Purpose::Program;
    const auto given = co_await services.programs.give(
        name, wanted, promptContext(services, client, request, who), stop);
    throwIfStopped(stop);
    client.succeed([&given](wire::BlockWriter &block) {
        block.add("access_key_id", view(given.accessKeyId))
            .add("secret_access_key", view(given.secretAccessKey->view()));
        if (given.sessionToken)
            block.add("session_token", view(given.sessionToken->view()));
        if (given.sessionToken && given.expiresAt != Time{}) // the end isn't always known
            block.add("expiration", given.expiresAt.time_since_epoch().count());
        block.addUnlessEmpty("region", bytes(given.region)).add("name", bytes(given.route.name()));
    });
}

QCoro::Task<> console(Services &services, Conversation &client, wire::Block request,
                      std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    const QString name = requestedName(request, services.configuration.settings());
    const seconds duration = requestedDuration(request);
    const auto described = describeLauncher(client.peer());
    const Requester who = co_await described;
    throwIfStopped(stop);
    const QUrl address = co_await services.console.address(
        name, duration, promptContext(services, client, request, who), stop);
    throwIfStopped(stop);
    client.succeed([&address](wire::BlockWriter &block) {
        block.add("url", bytes(address.toString(QUrl::FullyEncoded)));
    });
}

} // namespace vouch::endpoint
