// SPDX-License-Identifier: Apache-2.0
#include "codecommit/role_arn.h"

#include "codecommit/partition.h"

#include <algorithm>

namespace vouch::codecommit {
namespace {

constexpr std::size_t maxPath = 510; ///< without the slashes around it
constexpr std::size_t maxName = 64;
constexpr std::size_t accountDigits = 12;

bool isDigit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool isInName(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) ||
           std::string_view("_+=,.@-").find(c) != std::string_view::npos;
}

bool isVisible(char c) noexcept {
    return c >= '!' && c <= '~';
}

/// Removes `prefix` from the start; false if the text doesn't start with it.
bool skip(std::string_view &text, std::string_view prefix) noexcept {
    if (!text.starts_with(prefix))
        return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// Removes and returns the text up to the next colon.
std::string_view field(std::string_view &text) noexcept {
    const auto end = std::min(text.find(':'), text.size());
    const auto value = text.substr(0, end);
    text.remove_prefix(end);
    return value;
}

} // namespace

std::optional<RoleArn> parseRoleArn(std::string_view text) noexcept {
    RoleArn role;
    if (!skip(text, "arn:"))
        return std::nullopt;
    role.partition = field(text);
    if (findPartition(role.partition) == nullptr || !skip(text, ":iam::"))
        return std::nullopt;
    role.account = field(text);
    if (role.account.size() != accountDigits || !std::ranges::all_of(role.account, isDigit) ||
        !skip(text, ":role/"))
        return std::nullopt;
    if (const auto slash = text.rfind('/'); slash != std::string_view::npos) {
        const auto path = text.substr(0, slash);
        if (path.empty() || path.size() > maxPath || !std::ranges::all_of(path, isVisible))
            return std::nullopt;
        text.remove_prefix(slash + 1);
    }
    role.name = text;
    if (role.name.empty() || role.name.size() > maxName ||
        !std::ranges::all_of(role.name, isInName))
        return std::nullopt;
    return role;
}

} // namespace vouch::codecommit
