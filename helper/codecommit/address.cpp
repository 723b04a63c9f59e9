// SPDX-License-Identifier: Apache-2.0
#include "codecommit/address.h"

#include "codecommit/host.h"
#include "wire/text.h"

namespace vouch::codecommit {
namespace {

constexpr std::string_view helperPrefix = "codecommit::";
constexpr std::string_view scheme = "codecommit";
constexpr std::string_view separator = "://";

/// Takes the host from `HOST/v1/repos/REPOSITORY`, the https address without its scheme. False if
/// the host isn't the standard one of the address's region.
bool takeHost(std::string_view &rest, std::string &region) {
    constexpr std::string_view folder = "/v1/repos/";
    const auto name = rest.substr(0, rest.find('/'));
    const auto host = parseHost(name);
    if (!host || !rest.substr(name.size()).starts_with(folder))
        return true;
    // git will use the region's standard host, so reject FIPS and VPC endpoints: their traffic
    // would take a different route than the user chose.
    const std::string hostRegion = wire::lowerCase(host->region);
    if (wire::lowerCase(name) != hostIn(hostRegion) || (!region.empty() && region != hostRegion))
        return false;
    region = hostRegion;
    rest.remove_prefix(name.size() + folder.size());
    return true;
}

} // namespace

bool isAddress(std::string_view url) noexcept {
    return url.starts_with(helperPrefix) ||
           (url.starts_with(scheme) && url.substr(scheme.size()).starts_with(separator));
}

std::optional<Address> parseAddress(std::string_view url) {
    if (!isAddress(url))
        return std::nullopt;
    return parseHelperUrl(url.starts_with(helperPrefix) ? url.substr(helperPrefix.size()) : url);
}

std::optional<Address> parseTyped(std::string_view text) {
    return isRepository(text) ? Address{{}, {}, std::string(text)} : parseAddress(text);
}

std::optional<Address> parseHelperUrl(std::string_view url) {
    const auto end = url.find(separator);
    if (end == std::string_view::npos)
        return std::nullopt;
    Address address;
    if (const auto region = url.substr(0, end); region != scheme) {
        address.region = wire::lowerCase(region);
        if (!isRegion(address.region))
            return std::nullopt;
    }
    std::string_view rest = url.substr(end + separator.size());
    if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
        address.profile = rest.substr(0, at);
        rest.remove_prefix(at + 1);
        // Reject names that can't be displayed unchanged, or that are too long.
        if (address.profile.empty() || wire::displayText(address.profile) != address.profile)
            return std::nullopt;
    }
    if (!takeHost(rest, address.region))
        return std::nullopt;
    if (rest.ends_with('/'))
        rest.remove_suffix(1);
    if (!isRepository(rest))
        return std::nullopt;
    address.repository = rest;
    return address;
}

} // namespace vouch::codecommit
