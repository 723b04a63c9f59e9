// SPDX-License-Identifier: Apache-2.0
#include "wire/command_line.h"

#include <algorithm>

namespace vouch::wire {
namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

void skipBlanks(std::string_view &line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
}

/// The program's name: a backslash has no meaning, and quotes only group.
std::string takeProgram(std::string_view &line) {
    std::string program;
    bool quoted = false;
    while (!line.empty() && (quoted || !isBlank(line.front()))) {
        if (line.front() == '"')
            quoted = !quoted;
        else
            program += line.front();
        line.remove_prefix(1);
    }
    return program;
}

/// Before a quote, two backslashes stand for one, and a single one takes the quote's meaning.
/// Elsewhere a backslash is one. Inside quotes, two quotes stand for one.
std::string takeArgument(std::string_view &line) {
    std::string argument;
    bool quoted = false;
    while (!line.empty() && (quoted || !isBlank(line.front()))) {
        const std::size_t slashes = std::min(line.find_first_not_of('\\'), line.size());
        line.remove_prefix(slashes);
        if (!line.starts_with('"')) {
            argument.append(slashes, '\\');
            if (!line.empty() && (quoted || !isBlank(line.front()))) {
                argument += line.front();
                line.remove_prefix(1);
            }
            continue;
        }
        line.remove_prefix(1);
        argument.append(slashes / 2, '\\');
        if (slashes % 2 == 1) {
            argument += '"';
        } else if (quoted && line.starts_with('"')) {
            argument += '"';
            line.remove_prefix(1);
        } else {
            quoted = !quoted;
        }
    }
    return argument;
}

std::string quotedArgument(std::string_view argument) {
    if (!argument.empty() && argument.find_first_of(" \t\n\v\"") == std::string_view::npos)
        return std::string(argument);
    std::string quoted("\"");
    std::size_t slashes = 0;
    for (const char c : argument) {
        if (c == '"')
            quoted.append(slashes + 1, '\\');
        slashes = c == '\\' ? slashes + 1 : 0;
        quoted += c;
    }
    return quoted.append(slashes, '\\') += '"';
}

} // namespace

std::vector<std::string> splitCommandLine(std::string_view line) {
    std::vector<std::string> arguments{takeProgram(line)};
    for (skipBlanks(line); !line.empty(); skipBlanks(line))
        arguments.push_back(takeArgument(line));
    return arguments;
}

std::string joinCommandLine(const std::vector<std::string> &arguments) {
    std::string line;
    for (const std::string &argument : arguments) {
        if (line.empty())
            line = '"' + argument + '"'; // a file's name has no quote
        else
            line.append(" ").append(quotedArgument(argument));
    }
    return line;
}

} // namespace vouch::wire
