// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "codecommit/host.h"
#include "session/configuration.h"
#include "session/credentials/credential_provider.h"
#include "session/credentials/routes.h"
#include "session/profiles/profiles.h"
#include "wire/text.h"

#include <algorithm>

namespace vouch::endpoint {
namespace {

/// What a role or profile is good for, as far as that is known without context AWS.
struct Place {
    QString account, region;
};

QCoro::Task<Place> placeOf(Services &services, Route route, std::stop_token stop) {
    if (!route.isProfile()) {
        Place place{route.role.arn.section(u':', 4, 4), route.role.region};
        co_return place;
    }
    const QList<ProfileEntry> entries = co_await services.profiles.list(stop);
    throwIfStopped(stop);
    const auto entry = std::ranges::find(entries, route.profile, &ProfileEntry::name);
    Place place;
    if (entry != entries.end())
        place = {entry->account, entry->region};
    co_return place;
}

} // namespace

/// Nobody is asked.
QCoro::Task<> route(Services &services, Conversation &client, wire::Block request,
                    std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    const auto host = codecommit::parseHost(request.value("host"));
    const QString region =
        host ? QString::fromUtf8(host->region.data(), qsizetype(host->region.size())) : QString();
    const QString userName = text(request, "username");
    Route route;
    if (userName.isEmpty()) {
        const QString repository = text(request, "path").section(u'/', -1);
        PromptContext nobody;
        nobody.who = describe(client.peer());
        nobody.prompting = Prompting::No;
        nobody.variables = awsVariables(request);
        nobody.waiting = [] {};
        route = co_await services.credentials.choose(userName, region, repository, nobody, stop);
    } else {
        route = co_await services.credentials.find(userName, awsVariables(request), stop);
        route.because = Route::Because::UserName;
    }
    throwIfStopped(stop);
    const Place place = co_await placeOf(services, route, stop);
    throwIfStopped(stop);
    client.succeed([&](wire::BlockWriter &block) {
        const auto because = becauseName(route.because);
        block.add("kind", route.isProfile() ? "profile" : "role")
            .add("name", wire::displayText(bytes(route.name())))
            .addUnlessEmpty("account", bytes(place.account))
            .addUnlessEmpty("region", bytes(place.region.isEmpty() ? region : place.region))
            .add("because", {because.data(), std::size_t(because.size())});
    });
}

} // namespace vouch::endpoint
