// SPDX-License-Identifier: Apache-2.0
#include "console.h"
#include "options.h"
#include "udp_port.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>

namespace {

using namespace vouch::virtualkey;

// A signal becomes a byte in this pipe: poll() cannot miss it, and it never ends the program in
// the middle of a request.
int signalPipe[2] = {-1, -1};

void wakeUp(int) {
    const char byte = 0;
    [[maybe_unused]] const auto ignored = ::write(signalPipe[1], &byte, 1);
}

void catchSignals() {
    if (::pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        throw std::runtime_error("cannot make a pipe");
    struct sigaction action {};
    action.sa_handler = wakeUp;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    action.sa_handler = SIG_IGN; // whoever read our answers has gone; the key stays
    ::sigaction(SIGPIPE, &action, nullptr);
}

void say(const std::string &line) {
    std::fputs((line + '\n').c_str(), stdout);
    std::fflush(stdout);
}

int pollTimeout(const std::optional<TimePoint> &deadline) {
    if (!deadline)
        return -1; // an idle key sleeps
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(*deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
}

/// False at the end of standard input.
bool serveConsole(Console &console, LineBuffer &buffer) {
    std::array<char, 512> piece{};
    const ssize_t count = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (count <= 0)
        return count < 0 && errno == EINTR;
    for (const std::string &line : buffer.add({piece.data(), static_cast<std::size_t>(count)}))
        say(console.execute(line));
    return true;
}

void serve(Device &device, UdpPort &port, Console &console, bool exitWithStdin) {
    LineBuffer buffer;
    std::array<pollfd, 3> waits{
        {{signalPipe[0], POLLIN, 0}, {port.descriptor(), POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}}};
    const auto &[signal, host, input] = waits;
    for (;;) {
        if (::poll(waits.data(), waits.size(), pollTimeout(device.deadline())) < 0) {
            if (errno == EINTR)
                continue;
            throw std::runtime_error("poll failed");
        }
        if (signal.revents != 0)
            return;
        if (host.revents != 0)
            while (const auto datagram = port.receive())
                device.receive(datagram->report, datagram->from);
        if (input.revents != 0 && !serveConsole(console, buffer)) {
            if (exitWithStdin)
                return;
            waits[2].fd = -1; // poll() passes it over from now on
        }
        device.expire();
    }
}

void run(Options options) {
    catchSignals();
    Store store(options.stateFile);
    UdpPort port(options.port);
    Device device(
        std::move(options.device), store,
        {.send = [&](const Report &report, const HostAddress &to) { port.send(report, to); },
         .sayAbsent = [&](const HostAddress &to) { port.sendAbsent(to); },
         .touchNeeded = [] { say("touch-needed"); }},
        std::chrono::steady_clock::now);
    if (!options.pin.empty() && !store.isPinSet())
        device.clientPin().setPin(viewOf(options.pin));
    Console console(device, store);
    say("listening 127.0.0.1:" + std::to_string(port.port()));
    serve(device, port, console, options.exitWithStdin);
    device.unplug(); // a host that waits hears of it
}

} // namespace

int main(int argc, char **argv) {
    Options options;
    try {
        options = parseOptions({argv + 1, argv + argc});
    } catch (const std::exception &error) {
        std::fprintf(stderr, "virtualkey: %s\n%s", error.what(), usage);
        return 2;
    }
    try {
        run(std::move(options));
        return 0;
    } catch (const CtapError &) {
        std::fputs("virtualkey: a PIN has 4 characters at least and 63 bytes at most\n", stderr);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "virtualkey: %s\n", error.what());
    }
    return 1;
}
