// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "codecommit/host.h"
#include "session/credentials/credential_provider.h"
#include "session/credentials/git_credentials.h"

#include <QCoreApplication>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

std::string_view view(const SharedSecret &secret) {
    return {secret->view().data(), std::size_t(secret->size())};
}

Prompting promptingFrom(std::string_view interactive) {
    if (interactive == "yes")
        return Prompting::Yes;
    return interactive == "no" ? Prompting::No : Prompting::Unknown;
}

/// The helper has checked all this, but other clients may not have.
GitRequest gitRequest(const wire::Block &request, const Peer &peer) {
    const std::string_view hostName = request.value("host");
    const auto host = codecommit::parseHost(hostName);
    if (request.value("protocol") != "https" || !host)
        throw Error(Error::Kind::Unsupported,
                    Strings::tr("Vouch signs for CodeCommit over HTTPS only."));
    if (request.value("path").empty())
        throw Error(Error::Kind::Malformed, Strings::tr("The request doesn't name a repository."),
                    Strings::tr("Run: vouch setup codecommit"));
    GitRequest git;
    git.host = text(request, "host");
    git.region = QString::fromStdString(host->lowerCaseRegion());
    git.path = text(request, "path");
    git.userName = text(request, "username");
    git.variables = awsVariables(request);
    git.prompting = promptingFrom(request.value("interactive"));
    git.who = describe(peer);
    git.who.purpose = Requester::Purpose::Git;
    return git;
}

} // namespace

QCoro::Task<> gitCredential(Services &services, Conversation &client, wire::Block request,
                            std::stop_token stop) {
    if (request.value("op") == "erase") {
        const auto id = request.value("access_key_id");
        services.credentials.drop(QByteArray(id.data(), qsizetype(id.size())));
        client.succeed();
        co_return;
    }
    if (request.value("op") != "get")
        throw Error(Error::Kind::Malformed, Strings::tr("The operation is neither get nor erase."));

    const auto waiting = [&services, &client] {
        services.requireRoomToWait();
        client.setWaiting(true);
        client.sendEvent("waiting", [](wire::BlockWriter &block) {
            block.add("text",
                      bytes(Strings::tr("Waiting for you to sign in: look for Vouch's window.")));
        });
    };
    const GitAnswer answer = co_await services.gitCredentials.gitCredential(
        gitRequest(request, client.peer()), waiting, stop);
    throwIfStopped(stop);
    client.succeed([&answer](wire::BlockWriter &block) {
        block.add("username", view(answer.username))
            .add("password", view(answer.password))
            .add("password_expiry_utc", answer.expiresAt.time_since_epoch().count())
            .addUnlessEmpty("hint", bytes(answer.hint));
    });
}

} // namespace vouch::endpoint
