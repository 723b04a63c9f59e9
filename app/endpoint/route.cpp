// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "codecommit/host.h"
#include "session/broker.h"
#include "session/configuration.h"
#include "session/routes.h"

namespace vouch::endpoint {

QCoro::Task<> route(Services &services, Conversation &client, wire::Block request,
                    std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    const auto host = codecommit::parseHost(request.value("host"));
    const QString region =
        host ? QString::fromUtf8(host->region.data(), qsizetype(host->region.size())) : QString();
    const QString repository = text(request, "path").section(u'/', -1);
    const Route route = chooseRole(services.configuration.settings(), text(request, "username"),
                                   region, repository);
    client.succeed([&](wire::BlockWriter &block) {
        const auto because = becauseName(route.because);
        block.add("kind", "role")
            .add("name", bytes(route.role.name))
            .add("account", bytes(route.role.arn.section(u':', 4, 4)))
            .addUnlessEmpty("region",
                            bytes(route.role.region.isEmpty() ? region : route.role.region))
            .add("because", {because.data(), std::size_t(because.size())});
    });
    co_return;
}

} // namespace vouch::endpoint
