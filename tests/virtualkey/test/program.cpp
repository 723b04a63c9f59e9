// SPDX-License-Identifier: Apache-2.0
#include "program.h"

#include "check.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <thread>

namespace vouch::virtualkey::test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr auto patience = 60s;

struct Pipe {
    FileDescriptor readEnd;
    FileDescriptor writeEnd;
};

Pipe makePipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        throw Failure("cannot make a pipe");
    return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

} // namespace

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "virtualkey-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw Failure("cannot make a temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Program::Program(std::vector<std::string> commandLine) {
    std::vector<char *> arguments;
    for (std::string &argument : commandLine)
        arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    Pipe in = makePipe();
    Pipe out = makePipe();
    pid_ = ::fork();
    if (pid_ == 0) {
        ::dup2(in.readEnd.get(), STDIN_FILENO);
        ::dup2(out.writeEnd.get(), STDOUT_FILENO);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    input_ = std::move(in.writeEnd);
    output_ = std::move(out.readEnd);
}

Program::~Program() {
    if (pid_ <= 0)
        return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

void Program::writeLine(const std::string &line) {
    const std::string bytes = line + '\n';
    if (::write(input_.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        throw Failure("the program does not take a command");
}

std::string Program::readLine() {
    const auto end = SteadyClock::now() + patience;
    for (;;) {
        if (const auto newline = pending_.find('\n'); newline != std::string::npos) {
            std::string line = pending_.substr(0, newline);
            pending_.erase(0, newline + 1);
            return line;
        }
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end - SteadyClock::now()).count();
        pollfd wait{output_.get(), POLLIN, 0};
        if (left <= 0 || ::poll(&wait, 1, static_cast<int>(left)) <= 0)
            throw Failure("the program does not answer");
        std::array<char, 256> piece{};
        const ssize_t count = ::read(output_.get(), piece.data(), piece.size());
        if (count <= 0)
            throw Failure("the program has ended");
        pending_.append(piece.data(), static_cast<std::size_t>(count));
    }
}

void Program::sendSignal(int signal) {
    ::kill(pid_, signal);
}

int Program::waitForEnd() {
    const auto end = SteadyClock::now() + patience;
    int status = 0;
    while (::waitpid(pid_, &status, WNOHANG) == 0) {
        if (SteadyClock::now() > end)
            throw Failure("the program does not end");
        std::this_thread::sleep_for(5ms);
    }
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace vouch::virtualkey::test
