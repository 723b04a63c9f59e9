// SPDX-License-Identifier: Apache-2.0
#include "git/ask_git.h"

#include "git/git_output.h"

namespace vouch::git {

bool gitMayPrompt() {
    return gitOutput({"config", "--type=bool", "--get", "credential.interactive"}) != "false";
}

std::string genericUsername() {
    return gitOutput({"config", "--get", "credential.username"});
}

} // namespace vouch::git
