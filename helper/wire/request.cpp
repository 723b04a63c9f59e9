// SPDX-License-Identifier: Apache-2.0
#include "wire/request.h"

#include "wire/text.h"

#include <cstdlib>

namespace vouch::wire {
namespace {
constexpr std::string_view protocol = "vouch/";

std::string_view variable(const char *name) {
    const char *value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}
} // namespace

BlockWriter request(std::string_view command) {
    BlockWriter writer;
    std::string line(protocol);
    line.append(version).append(" ").append(command);
    writer.head(line).add("client", programVersion);
    return writer;
}

void addAwsVariables(BlockWriter &request) {
    request.addUnlessEmpty("aws_profile", variable("AWS_PROFILE"));
    addAwsFiles(request);
}

void addAwsFiles(BlockWriter &request) {
    request.addUnlessEmpty("aws_region", regionVariable())
        .addUnlessEmpty("aws_config_file", variable("AWS_CONFIG_FILE"))
        .addUnlessEmpty("aws_credentials_file", variable("AWS_SHARED_CREDENTIALS_FILE"));
}

std::string regionVariable() {
    const std::string_view region = variable("AWS_REGION");
    return lowerCase(region.empty() ? variable("AWS_DEFAULT_REGION") : region);
}

void addAwsKeys(BlockWriter &request) {
    request.addUnlessEmpty("aws_access_key_id", variable("AWS_ACCESS_KEY_ID"))
        .addUnlessEmpty("aws_secret_access_key", variable("AWS_SECRET_ACCESS_KEY"))
        .addUnlessEmpty("aws_session_token", variable("AWS_SESSION_TOKEN"));
}

std::optional<RequestLine> parseRequestLine(std::string_view head) noexcept {
    if (!head.starts_with(protocol))
        return std::nullopt;
    head.remove_prefix(protocol.size());
    const std::size_t space = head.find(' ');
    if (space == std::string_view::npos)
        return std::nullopt;
    return RequestLine{head.substr(0, space), head.substr(space + 1)};
}

bool speaksAnotherVersion(std::string_view bytes) noexcept {
    const std::size_t end = bytes.find_first_of(" \r\n");
    if (!bytes.starts_with(protocol) || end == std::string_view::npos)
        return false;
    const std::string_view spoken = bytes.substr(protocol.size(), end - protocol.size());
    return !spoken.empty() && spoken != version;
}

std::optional<Failure> failure(const Block &answer) {
    if (answer.value("status") == "ok")
        return std::nullopt;
    return Failure{std::string(answer.value("kind")), displayText(answer.value("message")),
                   displayText(answer.value("hint"))};
}

} // namespace vouch::wire
