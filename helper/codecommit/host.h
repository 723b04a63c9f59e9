// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Which hosts belong to CodeCommit. git's helper answers only for these, and the application signs
/// only for these. README.md, Hosts and partitions. No Qt.
namespace vouch::codecommit {

/// A CodeCommit host. The views point into the parsed text.
struct Host {
    std::string_view name;   ///< as given, without the port
    std::string_view region; ///< such as `us-east-1`, as given; AWS's own name is lowerCaseRegion()
    std::string lowerCaseRegion() const;
};

/// Parses `host` or `host:port`, label by label and ignoring case. Nullopt unless every label
/// matches: `git-codecommit.us-east-1.amazonaws.com.evil.example` is not a CodeCommit host.
std::optional<Host> parseHost(std::string_view host) noexcept;

/// True if the text has the form of an AWS region, in lower case: `eu-central-1`, `us-gov-west-1`.
bool isRegion(std::string_view text) noexcept;

/// True if CodeCommit allows this repository name: 1 to 100 of `[A-Za-z0-9._-]`.
bool isRepository(std::string_view text) noexcept;

/// The domain of a region's services, such as `amazonaws.com`.
std::string_view domainOf(std::string_view region) noexcept;

/// CodeCommit's standard https host in a region.
std::string hostIn(std::string_view region);

/// Patterns in the form of git's configuration that match all CodeCommit hosts, optionally of one
/// region, and no look-alikes. A `*` stands for one label.
std::vector<std::string> hostPatterns(std::string_view region = {});

/// True if the pattern, or host without a port, matches only CodeCommit hosts. Ignores case.
bool isHostPattern(std::string_view pattern);

} // namespace vouch::codecommit
