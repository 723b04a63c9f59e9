// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vouch::git {

/// `codecommit://[PROFILE@]REPOSITORY`, or `REGION://[PROFILE@]REPOSITORY`: what git hands to
/// `git-remote-codecommit` for `codecommit::REGION://...`. gitremote-helpers(7).
struct RemoteAddress {
    std::string region;  ///< empty when the address does not say it
    std::string profile; ///< a role or an AWS profile; empty when the address does not say it
    std::string repository;
};

/// Nothing when the text is no such address.
std::optional<RemoteAddress> parseRemoteAddress(std::string_view url);

/// The name in front of a `.git` at a repository's end, which CodeCommit's names never have; empty
/// where there is none.
std::string_view withoutDotGit(std::string_view repository) noexcept;

/// The arguments of the git that does the work: the plain https URL, with `helper` (the path of
/// git-credential-vouch) as its only credential helper. No secret stands in them: the password goes
/// from that helper to git through a pipe. Works under `git -c credential.helper=` as well, which
/// blanks the list of helpers that the configuration names.
std::vector<std::string> transportCommand(const RemoteAddress &address, std::string_view remote,
                                          std::string_view helper);

/// Runs `git-remote-codecommit REMOTE URL`; replaces this process by git. Returns an exit code only
/// where that fails, after a line on stderr.
int runRemote(std::string_view remote, std::string_view url);

} // namespace vouch::git
