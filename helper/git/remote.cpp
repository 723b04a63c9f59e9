// SPDX-License-Identifier: Apache-2.0
#include "git/remote.h"

#include "codecommit/host.h"
#include "git/output.h"
#include "git/run_program.h"
#include "wire/request.h"
#include "wire/start.h"

#include <chrono>
#include <stdexcept>

namespace vouch::git {
namespace {

/// Single-quotes text for a shell.
std::string quoted(std::string_view text) {
    std::string result("'");
    for (const char c : text)
        if (c == '\'')
            result += "'\\''";
        else
            result += c;
    return result += '\'';
}

/// The region for an address without one: from the AWS variables, else of the role it would use.
std::string usualRegion(const codecommit::Address &address) {
    if (auto region = wire::regionVariable(); !region.empty())
        return region;
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

std::string_view withoutDotGit(std::string_view repository) noexcept {
    constexpr std::string_view ending = ".git";
    if (repository.ends_with('/'))
        repository.remove_suffix(1);
    return repository.ends_with(ending) ? repository.substr(0, repository.size() - ending.size())
                                        : std::string_view();
}

std::vector<std::string> transportCommand(const codecommit::Address &address,
                                          std::string_view remote, std::string_view helper) {
    const std::string host = "https://" + codecommit::hostIn(address.region);
    std::vector<std::string> command{"git",
                                     "-c",
                                     "credential.helper=",
                                     "-c",
                                     "credential.helper=!" + quoted(helper),
                                     "-c",
                                     "credential.useHttpPath=true"};
    if (!address.profile.empty()) {
        // Scoped to the host, because the helper may ignore a generic user name.
        command.insert(command.end(),
                       {"-c", "credential." + host + ".username=" + address.profile});
    }
    command.insert(command.end(),
                   {"remote-https", std::string(remote), host + "/v1/repos/" + address.repository});
    return command;
}

int runRemote(std::string_view remote, std::string_view url) {
    try {
        auto address = codecommit::parseHelperUrl(url);
        if (!address)
            throw std::runtime_error(
                "This isn't a CodeCommit address. Use codecommit://REPOSITORY or "
                "codecommit::REGION://ROLE@REPOSITORY.");
        if (const auto name = withoutDotGit(address->repository); !name.empty()) {
            const auto last = url.rfind(address->repository);
            throw std::runtime_error("CodeCommit repository names never end in .git. Use " +
                                     std::string(url.substr(0, last)) + std::string(name) + ".");
        }
        if (address->region.empty())
            address->region = usualRegion(*address);
        if (!codecommit::isRegion(address->region))
            throw std::runtime_error("Vouch doesn't know this repository's region. Add it to the "
                                     "address: codecommit::REGION://" +
                                     address->repository + ".");
        runProgram(transportCommand(*address, remote, wire::programBeside("git-credential-vouch")));
        throw std::runtime_error("Can't start git. Is it on the PATH?");
    } catch (const std::exception &error) {
        say(error.what());
    }
    return 1;
}

} // namespace vouch::git
