// SPDX-License-Identifier: Apache-2.0
#include "codecommit/host.h"

#include "codecommit/partition.h"
#include "wire/text.h"

#include <algorithm>

namespace vouch::codecommit {
namespace {

bool isDigit(char c) noexcept {
    return c >= '0' && c <= '9';
}
bool isLetter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equals(std::string_view text, std::string_view lowerCase) noexcept {
    return std::ranges::equal(text, lowerCase, {}, lower);
}

/// A DNS label: RFC 1035 section 2.3.1, as AWS uses it.
bool isLabel(std::string_view label) noexcept {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, [](char c) { return isLetter(c) || isDigit(c) || c == '-'; });
}

constexpr std::string_view plainService = "git-codecommit";
constexpr std::string_view fipsService = "git-codecommit-fips";

/// FIPS hosts and those in a VPC exist only in the main domain.
bool hasSpecialHosts(std::string_view domain) noexcept {
    return domain == partitionOf({}).domain;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t at; (at = text.find(separator)) != std::string_view::npos;
         text.remove_prefix(at + 1))
        parts.push_back(text.substr(0, at));
    parts.push_back(text);
    return parts;
}

/// A region in any case, as host names may have it.
bool isRegionLabel(std::string_view text) noexcept {
    // Two to four words, then a number: eu-central-1, us-gov-west-1, eusc-de-east-1.
    const auto parts = split(text, '-');
    const auto isWord = [](std::string_view part) {
        return part.size() >= 2 && part.size() <= 12 && std::ranges::all_of(part, isLetter);
    };
    const auto number = parts.back();
    return parts.size() >= 3 && parts.size() <= 5 && (number.size() == 1 || number.size() == 2) &&
           std::ranges::all_of(number, isDigit) &&
           std::all_of(parts.begin(), parts.end() - 1, isWord);
}

} // namespace

std::string_view domainOf(std::string_view region) noexcept {
    return partitionOf(region).domain;
}

bool isRegion(std::string_view text) noexcept {
    return isRegionLabel(text) && std::ranges::equal(text, text, {}, lower);
}

bool isRepository(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 100 && text != "." && text != ".." &&
           std::ranges::all_of(text, [](char c) {
               return isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '-';
           });
}

std::string Host::lowerCaseRegion() const {
    return wire::lowerCase(region);
}

std::optional<Host> parseHost(std::string_view host) noexcept {
    std::string_view name = host;
    if (const auto colon = host.find(':'); colon != std::string_view::npos) {
        const auto port = host.substr(colon + 1);
        if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, isDigit))
            return std::nullopt;
        name = host.substr(0, colon);
    }
    if (name.size() > 253)
        return std::nullopt;

    auto labels = split(name, '.');
    if (!std::ranges::all_of(labels, isLabel))
        return std::nullopt;
    // SERVICE.REGION.DOMAIN, or vpce-ID.SERVICE.REGION.vpce.DOMAIN
    const bool throughVpc =
        labels.size() > 4 && equals(labels[0].substr(0, 5), "vpce-") && equals(labels[3], "vpce");
    if (throughVpc) {
        labels.erase(labels.begin() + 3);
        labels.erase(labels.begin());
    }
    if (labels.size() < 4 || !isRegionLabel(labels[1]))
        return std::nullopt;
    const bool fips = equals(labels[0], fipsService);
    if (!fips && !equals(labels[0], plainService))
        return std::nullopt;
    const std::string_view region = labels[1];
    const auto domain = name.substr(static_cast<std::size_t>(labels[2].data() - name.data()));
    const auto regionsDomain = domainOf(region);
    if (!equals(domain, regionsDomain) || ((fips || throughVpc) && !hasSpecialHosts(regionsDomain)))
        return std::nullopt;
    return Host{name, region};
}

std::string hostIn(std::string_view region) {
    std::string host("git-codecommit.");
    return host.append(region).append(".").append(domainOf(region));
}

std::vector<std::string> hostPatterns(std::string_view region) {
    using std::string;
    const string place = '.' + (region.empty() ? "*" : string(region)) + '.';
    const string plain = string(plainService) + place, fips = string(fipsService) + place;
    std::vector<string> patterns;
    for (const std::string_view one : region.empty() ? domains() : std::vector{domainOf(region)}) {
        const string domain(one);
        patterns.push_back(plain + domain);
        if (!hasSpecialHosts(domain))
            continue;
        patterns.push_back(fips + domain);
        patterns.push_back(string("*.").append(plain).append("vpce.").append(domain));
        patterns.push_back(string("*.").append(fips).append("vpce.").append(domain));
    }
    return patterns;
}

bool isHostPattern(std::string_view pattern) {
    auto labels = split(pattern, '.');
    const auto isService = [](std::string_view label) {
        return equals(label, plainService) || equals(label, fipsService);
    };
    const auto isWildLabel = [](std::string_view label) {
        return !label.empty() && std::ranges::all_of(label, [](char c) {
            return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '*';
        });
    };
    if (!isService(labels[0]) && isWildLabel(labels[0]))
        labels.erase(labels.begin());
    if (labels.size() < 4 || !isService(labels[0]) || !isWildLabel(labels[1]))
        return false;
    const auto *const rest = labels[equals(labels[2], "vpce") ? 3 : 2].data();
    const auto domain = pattern.substr(static_cast<std::size_t>(rest - pattern.data()));
    return std::ranges::any_of(domains(),
                               [domain](std::string_view one) { return equals(domain, one); });
}

} // namespace vouch::codecommit
