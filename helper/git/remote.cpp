// SPDX-License-Identifier: Apache-2.0
#include "git/remote.h"

#include "codecommit/host.h"
#include "git/output.h"
#include "wire/request.h"
#include "wire/start.h"
#include "wire/text.h"

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <unistd.h>

namespace vouch::git {
namespace {

/// The text in single quotes, as a shell reads it.
std::string quoted(std::string_view text) {
    std::string result("'");
    for (const char c : text)
        if (c == '\'')
            result += "'\\''";
        else
            result += c;
    return result += '\'';
}

/// Where an address names no region: the AWS variables, else the region of the role it would use.
std::string usualRegion(const RemoteAddress &address) {
    for (const char *name : {"AWS_REGION", "AWS_DEFAULT_REGION"})
        if (const char *value = std::getenv(name); value != nullptr && *value != '\0')
            return value;
    auto connection = wire::connectOrStart(wire::runtimePaths());
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    connection.send(wire::request("route")
                        .add("path", "v1/repos/" + address.repository)
                        .addUnlessEmpty("username", address.profile)
                        .finish(),
                    deadline);
    const auto answer = connection.receive(deadline);
    if (const auto failure = wire::failure(answer))
        throw std::runtime_error(failure->line());
    return std::string(answer.value("region"));
}

} // namespace

std::optional<RemoteAddress> parseRemoteAddress(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos)
        return std::nullopt;
    RemoteAddress address;
    if (const auto region = url.substr(0, scheme); region != "codecommit") {
        if (!codecommit::isRegion(region))
            return std::nullopt;
        address.region = region;
    }
    std::string_view rest = url.substr(scheme + 3);
    if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
        address.profile = rest.substr(0, at);
        rest.remove_prefix(at + 1);
        // A name that can't be shown as it is, or is endless, is none.
        if (address.profile.empty() || wire::displayText(address.profile) != address.profile)
            return std::nullopt;
    }
    // The https address behind it is understood, too, and so is a slash at the end.
    if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
        constexpr std::string_view folder = "v1/repos/";
        const auto host = codecommit::parseHost(rest.substr(0, slash));
        if (host && rest.substr(slash + 1).starts_with(folder)) {
            // What git is sent to is the region's own host: a FIPS or VPC endpoint stays an https
            // address, or its traffic would leave by another way than the person chose.
            if (rest.substr(0, slash) != codecommit::hostIn(host->region) ||
                (!address.region.empty() && address.region != host->region))
                return std::nullopt;
            address.region = host->region;
            rest.remove_prefix(slash + 1 + folder.size());
        }
    }
    if (rest.ends_with('/'))
        rest.remove_suffix(1);
    if (!codecommit::isRepository(rest))
        return std::nullopt;
    address.repository = rest;
    return address;
}

std::string_view withoutDotGit(std::string_view repository) noexcept {
    constexpr std::string_view ending = ".git";
    if (repository.ends_with('/'))
        repository.remove_suffix(1);
    return repository.ends_with(ending) ? repository.substr(0, repository.size() - ending.size())
                                        : std::string_view();
}

std::vector<std::string> transportCommand(const RemoteAddress &address, std::string_view remote,
                                          std::string_view helper) {
    const std::string host = "https://" + codecommit::hostIn(address.region);
    std::vector<std::string> command{"git",
                                     "-c",
                                     "credential.helper=",
                                     "-c",
                                     "credential.helper=!" + quoted(helper),
                                     "-c",
                                     "credential.useHttpPath=true"};
    if (!address.profile.empty()) {
        // With the host in the key: the helper takes a generic user name for no wanted at all.
        command.insert(command.end(),
                       {"-c", "credential." + host + ".username=" + address.profile});
    }
    command.insert(command.end(),
                   {"remote-https", std::string(remote), host + "/v1/repos/" + address.repository});
    return command;
}

int runRemote(std::string_view remote, std::string_view url) {
    try {
        auto address = parseRemoteAddress(url);
        if (!address)
            throw std::runtime_error("This is no CodeCommit address. It looks like "
                                     "codecommit://REPOSITORY or "
                                     "codecommit::REGION://ROLE@REPOSITORY.");
        if (const auto name = withoutDotGit(address->repository); !name.empty()) {
            const auto last = url.rfind(address->repository);
            throw std::runtime_error("CodeCommit's names never end in .git. Use " +
                                     std::string(url.substr(0, last)) + std::string(name) + ".");
        }
        if (address->region.empty())
            address->region = usualRegion(*address);
        if (!codecommit::isRegion(address->region))
            throw std::runtime_error("No region is known for this repository. Write it into the "
                                     "address: codecommit::REGION://" +
                                     address->repository + ".");
        auto command = transportCommand(*address, remote, wire::ownFile());
        std::vector<char *> arguments;
        arguments.reserve(command.size() + 1);
        for (std::string &argument : command)
            arguments.push_back(argument.data());
        arguments.push_back(nullptr);
        ::execvp("git", arguments.data());
        throw std::runtime_error("Cannot start git.");
    } catch (const std::exception &error) {
        say(error.what());
    }
    return 1;
}

} // namespace vouch::git
