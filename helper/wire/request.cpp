// SPDX-License-Identifier: Apache-2.0
#include "wire/request.h"

#include "wire/text.h"

namespace vouch::wire {
namespace {
constexpr std::string_view protocol = "vouch/";
}

BlockWriter request(std::string_view command) {
    BlockWriter writer;
    std::string line(protocol);
    line.append(version).append(" ").append(command);
    writer.head(line);
    return writer;
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
