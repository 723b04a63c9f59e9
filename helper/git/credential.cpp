// SPDX-License-Identifier: Apache-2.0
#include "git/credential.h"

#include "codecommit/host.h"
#include "git/ask_git.h"
#include "git/calling_git.h"
#include "git/git_request.h"
#include "git/output.h"
#include "git/remote.h"
#include "wire/request.h"
#include "wire/standard_streams.h"
#include "wire/start.h"

#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>

namespace vouch::git {
namespace {

using std::chrono::steady_clock;

/// For the whole request: starting the application, the user's answer to a dialog, and the network.
constexpr std::chrono::seconds timeout{135};

/// Why git gets no credential; `what()` is one line for stderr.
class Refusal : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The request of one `get`. A retry changes only `interactive` and `username`.
struct CredentialQuery {
    std::string host, path, username;
    std::string_view pathFrom = "git";
    std::string_view interactive = "unknown";

    wire::Bytes block() const {
        wire::BlockWriter request = wire::request("git-credential");
        request.add("op", "get")
            .add("protocol", "https")
            .add("host", host)
            .add("path", path)
            .add("path_from", pathFrom)
            .addUnlessEmpty("username", username)
            .add("interactive", interactive);
        wire::addAwsVariables(request);
        return request.finish();
    }
};

CredentialQuery queryFrom(const Request &request) {
    if (request.protocol() != "https")
        throw Refusal("CodeCommit requires https. Change the remote's URL to https://.");
    CredentialQuery query{std::string(request.host()), std::string(request.path()),
                          std::string(request.username())};
    if (!query.path.empty())
        return query;

    const auto path = pathFromCallingGit(query.host, wire::withAncestors(callingProcess()));
    if (!path)
        throw Refusal("git didn't name the repository. Run: git config --global "
                      "'credential.https://" +
                      query.host + ".useHttpPath' true");
    query.path = *path;
    query.pathFrom = "command_line";
    hint("git didn't name the repository, so Vouch read it from git's command line. Run 'vouch "
         "setup "
         "codecommit' once to fix this and to keep other helpers from storing these passwords.");
    return query;
}

/// Sends the query, shows its events, and returns the answer's last block.
wire::Block ask(const wire::RuntimePaths &paths, const CredentialQuery &query,
                wire::Deadline deadline) {
    auto connection = wire::connectOrStart(paths);
    connection.send(query.block(), deadline);
    while (true) {
        auto block = connection.receive(deadline);
        if (block.find("status"))
            return block;
        if (block.value("event") == "waiting")
            hint(block.value("text"));
    }
}

void get(const Request &request) {
    const auto paths = wire::runtimePaths();
    const auto deadline = steady_clock::now() + timeout;
    CredentialQuery query = queryFrom(request);
    bool madeRoom = false;
    if (const auto name = withoutDotGit(query.path); !name.empty())
        throw Refusal("CodeCommit repository names never end in .git. Use https://" + query.host +
                      "/" + std::string(name) + ".");
    while (true) {
        const auto answer = ask(paths, query, deadline);
        const auto failure = wire::failure(answer);
        if (!failure) {
            writeCredential(answer);
            if (answer.find("hint"))
                say(answer.value("hint"));
            return;
        }
        if (failure->kind == "prompt_needed" && query.interactive == "unknown") {
            query.interactive = gitMayPrompt() ? "yes" : "no";
        } else if (failure->kind == "not_found" && !query.username.empty() &&
                   query.username == genericUsername()) {
            query.username.clear(); // an email address for every host doesn't name a role
        } else if (failure->kind == "prompt_needed" && query.interactive == "yes" && !madeRoom &&
                   wire::makeRoom(paths, deadline)) {
            madeRoom = true; // the next instance can show its window
        } else {
            throw Refusal(failure->line());
        }
    }
}

/// CodeCommit rejected our password: tells the application to drop the access key behind it. git
/// ignores the outcome.
void erase(const Request &request) {
    const auto paths = wire::runtimePaths();
    auto connection = wire::Connection::open(paths);
    const std::string_view username = request.username();
    const auto percent = username.find('%');
    if (!connection || percent == std::string_view::npos)
        return;
    connection->send(wire::request("git-credential")
                         .add("op", "erase")
                         .add("host", request.host())
                         .add("access_key_id", username.substr(0, percent))
                         .finish(),
                     steady_clock::now() + std::chrono::seconds(2));
    connection->receive(steady_clock::now() + std::chrono::seconds(2));
}

} // namespace

int runCredential(std::string_view operation) {
    if (operation == "--version") {
        wire::writeOutput("git-credential-vouch " + std::string(wire::programVersion) + "\n");
        return 0;
    }
    if (operation != "get" && operation != "store" && operation != "erase") {
        say("usage: git-credential-vouch get|store|erase (git calls this)");
        return 2;
    }
    try {
        const Request request = readRequest();
        if (operation == "store" || !codecommit::parseHost(request.host()))
            return 0;
        if (operation == "get")
            get(request);
        else
            erase(request);
    } catch (const BadInput &error) {
        // Not CodeCommit: another helper may understand what git sent.
        if (operation == "get" && codecommit::parseHost(error.host()))
            refuse(error.what());
    } catch (const std::exception &error) {
        if (operation == "get")
            refuse(error.what());
    }
    return 0;
}

} // namespace vouch::git
