// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "core/advice.h"
#include "endpoint/listener.h"
#include "session/doctor/health_checks.h"
#include "wire/runtime_paths.h"
#include "wire/text.h"

#include <QCoreApplication>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;
using State = CheckResult::State;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

/// The repository in the request; nothing if there is none.
std::optional<RepositoryAddress> addressIn(const wire::Block &request) {
    const QString url = text(request, "url");
    if (url.isEmpty())
        return std::nullopt;
    auto address = addressFrom(url);
    address.userName = text(request, "username");
    return address;
}

/// Checks that only this user can reach the socket.
CheckResult endpointResult() {
    const wire::RuntimePaths paths = wire::runtimePaths();
    if (isPrivateEndpoint(paths))
        return {u"endpoint"_s,
                State::Ok,
                Strings::tr("Vouch is responding, and only you can reach it."),
                {}};
    const QString directory = QString::fromStdString(paths.directory);
    return {u"endpoint"_s, State::Problem,
            Strings::tr("The folder %1 and its contents aren't private to you.").arg(directory),
            advice::makePrivateCommand(directory)};
}

} // namespace

QCoro::Task<> check(Services &services, Conversation &client, wire::Block request,
                    std::stop_token stop) {
    const auto repository = addressIn(request);
    const AwsVariables variables = awsVariables(request);
    int problems = 0;
    int warnings = 0;
    const auto report = [&client, &problems, &warnings](const CheckResult &result) {
        problems += result.state == State::Problem ? 1 : 0;
        warnings += result.state == State::Warning ? 1 : 0;
        client.sendEvent("check", [&result](wire::BlockWriter &block) {
            const auto state = stateName(result.state);
            block.add("name", bytes(result.name))
                .add("state", {state.data(), std::size_t(state.size())})
                .add("message", wire::displayText(bytes(result.message)))
                .addUnlessEmpty("fix", wire::displayText(bytes(result.fix)));
        });
    };
    report(endpointResult());
    co_await services.checks.run(repository, variables, report, stop);
    throwIfStopped(stop);
    client.succeed([&](wire::BlockWriter &block) {
        block.add("problems", problems).add("warnings", warnings);
    });
}

} // namespace vouch::endpoint
