// SPDX-License-Identifier: Apache-2.0
#include "endpoint/executed_command.h"

#include "endpoint/running_code.h"

#include <algorithm>
#include <array>

namespace vouch::endpoint {
namespace {

using std::string;
using std::string_view;

/// Options of `vouch exec` whose value is the next word. A test compares them with its table.
constexpr std::array<string_view, 4> takingValues{"--role", "--profile", "--duration", "--region"};

string quoted(const string &word) {
    return word.empty() || word.find(' ') != string::npos ? '\'' + word + '\'' : word;
}

} // namespace

ExecutedCommand executedCommand(const wire::Process &vouch) {
    const auto &words = vouch.arguments;
    if (words.size() < 2 || words[1] != "exec")
        return {};
    auto at = words.begin() + 2;
    for (; at != words.end() && at->starts_with('-'); ++at) {
        if (*at == "--") {
            ++at;
            break;
        }
        if (isOneOf(*at, takingValues) && at + 1 != words.end())
            ++at;
    }
    if (at == words.end())
        return {};
    ExecutedCommand command{string(wire::programName(*at)), quoted(*at)};
    for (++at; at != words.end(); ++at)
        command.line += ' ' + quoted(*at);
    return command;
}

} // namespace vouch::endpoint
