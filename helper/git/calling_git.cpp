// SPDX-License-Identifier: Apache-2.0
#include "git/calling_git.h"

#include <algorithm>
#include <charconv>

namespace vouch::git {
namespace {

/// The URL in the command line of git's HTTP transport: `git-remote-https REMOTE URL` or
/// `git ... remote-https REMOTE URL`. Empty for any other program.
std::string_view transportUrl(const std::vector<std::string> &arguments) {
    const auto isTransport = [](std::string_view name) {
        return name == "remote-https" || name == "git-remote-https" || name == "git-remote-http";
    };
    if (arguments.size() < 3)
        return {};
    const std::string_view program = wire::programName(arguments.front());
    const bool direct = isTransport(program);
    const bool throughGit = program == "git" && isTransport(arguments[arguments.size() - 3]);
    return direct || throughGit ? std::string_view(arguments.back()) : std::string_view{};
}

/// Like git's url_decode(): leaves a `%` without two hexadecimal digits alone.
std::string percentDecoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        const char *digits = text.data() + i + 1;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
            decoded.push_back(static_cast<char>(value));
            i += 2;
        } else {
            decoded.push_back(text[i]);
        }
    }
    return decoded;
}

std::string_view withoutSlashes(std::string_view path) {
    const std::size_t begin = std::min(path.find_first_not_of('/'), path.size());
    return path.substr(begin, path.find_last_not_of('/') + 1 - begin);
}

/// The path of an https URL on `host`, as git's credential_from_url() extracts it.
std::optional<std::string> pathOn(std::string_view host, std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme))
        return std::nullopt;
    url.remove_prefix(scheme.size());
    std::string_view authority = url.substr(0, url.find_first_of("/?#"));
    url.remove_prefix(authority.size());
    authority.remove_prefix(authority.rfind('@') + 1); // npos + 1 is 0
    const auto sameLetter = [](char a, char b) { return std::tolower(a) == std::tolower(b); };
    if (!std::ranges::equal(authority, host, sameLetter))
        return std::nullopt;
    return std::string(withoutSlashes(percentDecoded(withoutSlashes(url))));
}

} // namespace

std::optional<std::string> pathFromCallingGit(std::string_view host,
                                              const std::vector<wire::Process> &ancestors) {
    std::optional<std::string> found;
    for (const wire::Process &process : ancestors) {
        auto path = pathOn(host, transportUrl(process.arguments));
        if (!path || path->empty())
            continue;
        if (found && *found != *path)
            return std::nullopt; // two repositories; a guess might sign for the wrong one
        found = std::move(path);
    }
    return found;
}

} // namespace vouch::git
