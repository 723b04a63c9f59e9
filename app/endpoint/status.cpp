// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "session/configuration.h"
#include "session/credentials/credential_provider.h"
#include "session/current_server.h"
#include "session/doctor/health_checks.h"
#include "session/installed_update.h"
#include "session/keys/sign_in.h"
#include "session/prompting/prompts.h"
#include "session/prompting/questions.h"
#include "session/session.h"
#include "wire/text.h"

#include <QCoreApplication>

namespace vouch::endpoint {
namespace {

std::string_view stateOf(const Services &services, bool byProfiles) {
    if (services.configuration.settings().server.isEmpty())
        return byProfiles ? "profiles_only" : "not_set_up";
    if (services.signIn.isUnderWay())
        return "signing_in";
    return services.session.isActive() ? "signed_in" : "signed_out";
}

/// How many requests wait for a sign-in or for the answer to the current question.
qsizetype waiting(const Services &services) {
    const Questions::Question *question = services.questions.current();
    return services.signIn.requesters().size() +
           (question == nullptr ? 0 : question->requesters.size());
}

/// The role that takes precedence over the requester's AWS_PROFILE, unless a rule says otherwise;
/// or nothing.
QString roleBefore(const Settings &settings, const QString &profileVariable) {
    const auto named = nameRoute(settings, QString(), QString(), QString());
    if (!named || profileVariable.isEmpty() || !settings.useProfileVariable)
        return {};
    const Role *role = settings.findRole(named->name);
    return role == nullptr ? QString() : role->name;
}

} // namespace

QCoro::Task<> status(Services &services, Conversation &client, wire::Block request,
                     std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    const bool byProfiles = co_await services.checks.isByProfilesAlone(stop);
    throwIfStopped(stop);
    const QString variable = awsVariables(request).profile;
    const QString before = roleBefore(services.configuration.settings(), variable);
    client.succeed([&services, &variable, &before, byProfiles](wire::BlockWriter &block) {
        const Session &session = services.session;
        block.add("state", stateOf(services, byProfiles))
            .addUnlessEmpty("email", wire::displayText(bytes(session.email())))
            .addUnlessEmpty("server", bytes(services.servers.name()));
        if (session.isActive())
            block.add("expires_at", session.expiresAt().time_since_epoch().count());
        const auto inUse = services.credentials.inUse();
        if (inUse)
            block
                .add(inUse->route.isProfile() ? "profile" : "role",
                     wire::displayText(bytes(inUse->route.name())))
                .addUnlessEmpty("account", bytes(inUse->account))
                .addUnlessEmpty("region", bytes(inUse->region));
        if (inUse && inUse->expiresAt != Time{})
            block.add("aws_expires_at", inUse->expiresAt.time_since_epoch().count());
        if (!before.isEmpty())
            block.add("unused_profile", wire::displayText(bytes(variable)))
                .add("role_before", wire::displayText(bytes(before)));
        block.add("waiting", waiting(services))
            .addUnlessEmpty("asking", bytes(services.signIn.state().askingSystem()));
        if (const auto &problem = services.configuration.problem())
            block.add("problem", wire::displayText(bytes(problem->message())));
        block.add("display", services.prompts.hasDisplay() ? "yes" : "no")
            .add("pid", QCoreApplication::applicationPid());
        if (services.update.isInstalled())
            block.add("update", "installed");
    });
}

} // namespace vouch::endpoint
