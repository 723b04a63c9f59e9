// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "session/configuration.h"
#include "session/team_download.h"
#include "settings/team_file.h"

namespace vouch::endpoint {

QCoro::Task<> teamFile(Services &services, Conversation &client, wire::Block request,
                       std::stop_token stop) {
    const QUrl url = TeamFile::parseAddress(text(request, "url"));
    co_await services.configuration.upToDate(stop);
    throwIfStopped(stop);
    const QString caBundle = services.configuration.settings().caBundle;
    const QByteArray content = co_await downloadTeamFile(url, caBundle, stop);
    throwIfStopped(stop);
    client.succeed([&content](wire::BlockWriter &block) {
        block.add("content", content.toBase64().toStdString());
    });
}

} // namespace vouch::endpoint
