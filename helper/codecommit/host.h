// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// What is a CodeCommit host and what is not: the one answer for git's helper, which may speak only
/// about these, and for the application, which signs only for these. README.md, Hosts and
/// partitions. No Qt.
namespace vouch::codecommit {

/// A host that belongs to CodeCommit. The views point into the text that was parsed.
struct Host {
    std::string_view name;   ///< without a port, as it was given
    std::string_view region; ///< such as `us-east-1`
};

/// Takes `host` or `host:port` apart, label by label, in any case of letters. Nothing unless every
/// label is as it must be: `git-codecommit.us-east-1.amazonaws.com.evil.example` is not ours.
std::optional<Host> parseHost(std::string_view host) noexcept;

/// True for the shape of an AWS region, such as `eu-central-1` or `us-gov-west-1`.
bool isRegion(std::string_view text) noexcept;

/// True for what CodeCommit allows as a repository's name: 1 to 100 of `[A-Za-z0-9._-]`.
bool isRepository(std::string_view text) noexcept;

/// The domain that a region's services live under, such as `amazonaws.com`.
std::string_view domainOf(std::string_view region) noexcept;

/// The HTTPS host of CodeCommit in a region.
std::string hostIn(std::string_view region);

} // namespace vouch::codecommit
