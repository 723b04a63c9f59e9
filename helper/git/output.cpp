// SPDX-License-Identifier: Apache-2.0
#include "git/output.h"

#include "wire/text.h"

#include <cerrno>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace vouch::git {
namespace {

bool writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0)
            text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

void writeCredential(const wire::Block &answer) {
    if (answer.value("username").empty() || answer.value("password").empty())
        throw std::runtime_error(
            "Vouch's answer has no password. Is the running app the same version?");
    const wire::Bytes text =
        wire::BlockWriter()
            .add("username", answer.value("username"))
            .add("password", answer.value("password"))
            .addUnlessEmpty("password_expiry_utc", answer.value("password_expiry_utc"))
            .finish();
    writeAll(STDOUT_FILENO, wire::view(text)); // if git has exited, nobody needs it
}

void refuse(std::string_view why) {
    say(why);
    writeAll(STDOUT_FILENO, "quit=1\n\n");
}

void say(std::string_view line) {
    writeAll(STDERR_FILENO, "vouch: " + wire::displayText(line, 600) + "\n");
}

void hint(std::string_view line) {
    if (!line.empty() && ::isatty(STDERR_FILENO) == 1)
        say(line);
}

} // namespace vouch::git
