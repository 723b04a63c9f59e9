// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "codecommit/host.h"
#include "session/configuration.h"
#include "session/credentials/route_resolver.h"
#include "session/profiles/profiles.h"
#include "settings/names.h"
#include "wire/text.h"

#include <algorithm>

namespace vouch::endpoint {
namespace {

/// The account and region of a role or profile, as far as they are known without asking AWS.
struct Target {
    QString account, region;
};

QCoro::Task<Target> targetOf(Services &services, Route route, std::stop_token stop) {
    if (!route.isProfile()) {
        Target target{accountOf(route.role), route.role.region};
        co_return target;
    }
    const QList<ProfileEntry> entries = co_await services.profiles.list(stop);
    throwIfStopped(stop);
    const auto entry = std::ranges::find(entries, route.profile, &ProfileEntry::name);
    Target target;
    if (entry != entries.end())
        target = {entry->account, entry->region};
    co_return target;
}

} // namespace

/// Never prompts the user.
QCoro::Task<> route(Services &services, Conversation &client, wire::Block request,
                    std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    const auto host = codecommit::parseHost(request.value("host"));
    const QString region = host ? QString::fromStdString(host->lowerCaseRegion()) : QString();
    const QString userName = text(request, "username");
    Route route;
    if (userName.isEmpty()) {
        const QString repository = text(request, "path").section(u'/', -1);
        PromptContext context;
        context.who = describe(client.peer());
        context.prompting = Prompting::No;
        context.variables = awsVariables(request);
        context.waiting = [] {};
        route = co_await services.routes.choose(userName, region, repository, context, stop);
    } else {
        route = co_await services.routes.find(userName, awsVariables(request), stop);
        route.because = Route::Because::UserName;
    }
    throwIfStopped(stop);
    const Target target = co_await targetOf(services, route, stop);
    throwIfStopped(stop);
    client.succeed([&](wire::BlockWriter &block) {
        const auto because = becauseName(route.because);
        block.add("kind", route.isProfile() ? "profile" : "role")
            .add("name", wire::displayText(bytes(route.name())))
            .addUnlessEmpty("account", bytes(target.account))
            .addUnlessEmpty("region", bytes(target.region.isEmpty() ? region : target.region))
            .add("because", {because.data(), std::size_t(because.size())});
    });
}

} // namespace vouch::endpoint
