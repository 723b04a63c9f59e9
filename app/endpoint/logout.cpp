// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "session/ending/sign_out.h"

#include <QCoreApplication>

namespace vouch::endpoint {

QCoro::Task<> logout(Services &services, Conversation &client, wire::Block, std::stop_token) {
    services.signOut.end(Session::End::SignedOut);
    client.succeed();
    co_return;
}

QCoro::Task<> quit(Services &services, Conversation &client, wire::Block, std::stop_token) {
    services.quit();
    client.succeed(
        [](wire::BlockWriter &block) { block.add("pid", QCoreApplication::applicationPid()); });
    co_return;
}

QCoro::Task<> raise(Services &services, Conversation &client, wire::Block request,
                    std::stop_token) {
    const auto token = request.value("activation_token");
    const bool raised =
        services.raise(QByteArray(token.data(), qsizetype(token.size())), text(request, "window"));
    if (!raised) // make way for the caller, which has a display
        services.quit();
    client.succeed(
        [raised](wire::BlockWriter &block) { block.add("taken", raised ? "raised" : "yield"); });
    co_return;
}

} // namespace vouch::endpoint
