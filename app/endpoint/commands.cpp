// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "session/prompting/prompts.h"

#include <QCoreApplication>

#include <array>

namespace vouch::endpoint {

Conversation::Handler findCommand(Services &services, std::string_view command) {
    using Function = QCoro::Task<> (*)(Services &, Conversation &, wire::Block, std::stop_token);
    struct Entry {
        std::string_view name;
        Function function;
    };
    static constexpr std::array<Entry, 24> commands{{{"git-credential", gitCredential},
                                                     {"login", login},
                                                     {"enroll", enroll},
                                                     {"logout", logout},
                                                     {"status", status},
                                                     {"route", route},
                                                     {"forget-list", forgetList},
                                                     {"forget", forget},
                                                     {"check", check},
                                                     {"posture", posture},
                                                     {"keys-list", keysList},
                                                     {"keys-add", keysAdd},
                                                     {"keys-rename", keysRename},
                                                     {"keys-remove", keysRemove},
                                                     {"keys-change-pin", keysChangePin},
                                                     {"aws-list", awsList},
                                                     {"aws-add", awsAdd},
                                                     {"aws-remove", awsRemove},
                                                     {"aws-import", awsImport},
                                                     {"credential-aws", credentialAws},
                                                     {"console", console},
                                                     {"team-file", teamFile},
                                                     {"quit", quit},
                                                     {"raise", raise}}};
    for (const Entry &entry : commands)
        if (entry.name == command)
            return [&services, function = entry.function](Conversation &client, wire::Block request,
                                                          std::stop_token stop) {
                return function(services, client, std::move(request), std::move(stop));
            };
    return {};
}

QString text(const wire::Block &request, std::string_view key) {
    const std::string_view value = request.value(key);
    return QString::fromUtf8(value.data(), qsizetype(value.size()));
}

std::string bytes(const QString &text) {
    return text.toStdString();
}

AwsVariables awsVariables(const wire::Block &request) {
    const auto secret = [&request](std::string_view key) -> SharedSecret {
        const std::string_view value = request.value(key);
        return value.empty() ? nullptr
                             : std::make_shared<Secret>(
                                   QByteArrayView(value.data(), qsizetype(value.size())));
    };
    return {text(request, "aws_profile"),
            text(request, "aws_region"),
            text(request, "aws_config_file"),
            text(request, "aws_credentials_file"),
            {text(request, "aws_access_key_id").toLatin1(), secret("aws_secret_access_key"),
             secret("aws_session_token")}};
}

bool asksInTerminal(const Services &services, const wire::Block &request) {
    const std::string_view via = request.value("via");
    return via == "terminal" || (via == "either" && !services.prompts.hasDisplay());
}

void sendWaiting(const Services &services, Conversation &client) {
    services.requireRoomToWait();
    client.setWaiting(true);
    client.sendEvent("waiting", [](wire::BlockWriter &block) {
        block.add("text", bytes(QCoreApplication::translate(
                              "vouch::endpoint", "Waiting for you: look for Vouch's window.")));
    });
}

} // namespace vouch::endpoint
