// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "session/configuration.h"
#include "session/device_report.h"

namespace vouch::endpoint {

QCoro::Task<> posture(Services &services, Conversation &client, wire::Block, std::stop_token stop) {
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    const QByteArray json = co_await services.report.collect();
    throwIfStopped(stop);
    client.succeed([&](wire::BlockWriter &block) {
        block.add("json", json.toStdString()).add("sent", services.report.isSent() ? "yes" : "no");
    });
}

} // namespace vouch::endpoint
