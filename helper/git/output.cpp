// SPDX-License-Identifier: Apache-2.0
#include "git/output.h"

#include "wire/standard_streams.h"
#include "wire/text.h"

#include <stdexcept>
#include <string>

namespace vouch::git {

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
    wire::writeOutput(wire::view(text)); // if git has exited, nobody needs it
}

void refuse(std::string_view why) {
    say(why);
    wire::writeOutput("quit=1\n\n");
}

void say(std::string_view line) {
    wire::writeErrors("vouch: " + wire::displayText(line, 600) + "\n");
}

void hint(std::string_view line) {
    if (!line.empty() && wire::showsErrors())
        say(line);
}

} // namespace vouch::git
