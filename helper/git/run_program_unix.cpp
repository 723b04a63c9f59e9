// SPDX-License-Identifier: Apache-2.0
#include "git/run_program.h"

#include <unistd.h>

namespace vouch::git {

void runProgram(std::vector<std::string> command) {
    std::vector<char *> arguments;
    arguments.reserve(command.size() + 1);
    for (std::string &argument : command)
        arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    ::execvp(arguments.front(), arguments.data());
}

} // namespace vouch::git
