// SPDX-License-Identifier: Apache-2.0
#include "git/credential.h"

#include "codecommit/host.h"
#include "git/ask_git.h"
#include "git/calling_git.h"
#include "git/git_request.h"
#include "git/output.h"
#include "git/remote.h"
#include "wire/request.h"
#include "wire/start.h"

#include <chrono>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <utility>

namespace vouch::git {
namespace {

using std::chrono::steady_clock;

/// Everything together: the start of the application, a person at a dialog, and what comes after.
constexpr std::chrono::seconds patience{135};

/// Why git gets no credential; `what()` is one line for stderr.
class Refusal : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What one `get` asks for. Changes between two attempts in `interactive` and `username` only.
struct Question {
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

Question questionFrom(const Request &request) {
    if (request.protocol() != "https")
        throw Refusal("CodeCommit speaks https only. Change the remote's URL to https://.");
    Question question{std::string(request.host()), std::string(request.path()),
                      std::string(request.username())};
    if (!question.path.empty())
        return question;

    const auto path = pathFromCallingGit(question.host, wire::withAncestors(::getppid()));
    if (!path)
        throw Refusal("git did not say which repository it wants. Run: git config --global "
                      "'credential.https://" +
                      question.host + ".useHttpPath' true");
    question.path = *path;
    question.pathFrom = "command_line";
    hint("git did not say which repository it wants; its command line did. Run 'vouch setup "
         "codecommit' once: it also keeps helpers that store passwords from spoiling this.");
    return question;
}

/// Sends one question and passes events on until the answer's last block.
wire::Block ask(const wire::RuntimePaths &paths, const Question &question,
                wire::Deadline deadline) {
    auto connection = wire::connectOrStart(paths);
    connection.send(question.block(), deadline);
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
    const auto deadline = steady_clock::now() + patience;
    Question question = questionFrom(request);
    bool madeRoom = false;
    if (const auto name = withoutDotGit(question.path); !name.empty())
        throw Refusal("CodeCommit's names never end in .git. Use https://" + question.host + "/" +
                      std::string(name) + ".");
    while (true) {
        const auto answer = ask(paths, question, deadline);
        const auto failure = wire::failure(answer);
        if (!failure) {
            writeCredential(answer);
            if (answer.find("hint"))
                say(answer.value("hint"));
            return;
        }
        if (failure->kind == "prompt_needed" && question.interactive == "unknown") {
            question.interactive = gitMayPrompt() ? "yes" : "no";
        } else if (failure->kind == "not_found" && !question.username.empty() &&
                   question.username == gitsGenericUsername()) {
            question.username.clear(); // an e-mail for every host is no wanted for a role
        } else if (failure->kind == "prompt_needed" && question.interactive == "yes" && !madeRoom &&
                   wire::makeRoom(paths, deadline)) {
            madeRoom = true; // the next one can show its window
        } else {
            throw Refusal(failure->line());
        }
    }
}

/// The server refused what we issued: the application drops the key it came from. git does not wait
/// for a reason, and nothing here may fail.
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
    if (operation != "get" && operation != "store" && operation != "erase") {
        say("usage: git-credential-vouch get|store|erase (git calls this)");
        return 2;
    }
    try {
        const Request request = readRequest(STDIN_FILENO);
        if (operation == "store" || !codecommit::parseHost(request.host()))
            return 0;
        if (operation == "get")
            get(request);
        else
            erase(request);
    } catch (const BadInput &error) {
        // Another program's host is no matter of ours, whatever git said about it.
        if (operation == "get" && codecommit::parseHost(error.host()))
            refuse(error.what());
    } catch (const std::exception &error) {
        if (operation == "get")
            refuse(error.what());
    }
    return 0;
}

} // namespace vouch::git
