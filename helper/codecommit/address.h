// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vouch::codecommit {

/// An address for git-remote-codecommit. README.md, codecommit:// addresses.
struct Address {
    std::string region;  ///< in lower case; empty if the address has none
    std::string profile; ///< a role or an AWS profile; empty if the address has none
    std::string repository;

    bool operator==(const Address &) const = default;
};

/// True for `codecommit://…` and `codecommit::…`, valid or not: the URLs for which git runs
/// git-remote-codecommit.
bool isAddress(std::string_view url) noexcept;

/// Parses `codecommit://[PROFILE@]REPOSITORY` or `codecommit::REGION://[PROFILE@]REPOSITORY`.
/// Ignores the case of the region and the host. Nullopt for anything else.
std::optional<Address> parseAddress(std::string_view url);

/// The same, or only a repository's name, as users type it.
std::optional<Address> parseTyped(std::string_view text);

/// Parses the URL that git passes to git-remote-codecommit, which for `codecommit::REGION://…`
/// lacks the `codecommit::`. gitremote-helpers(7).
std::optional<Address> parseHelperUrl(std::string_view url);

} // namespace vouch::codecommit
