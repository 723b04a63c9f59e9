// SPDX-License-Identifier: Apache-2.0
#include "git/run_program.h"

#include "wire/child_windows.h"

namespace vouch::git {

void runProgram(std::vector<std::string> command) {
    const auto child = wire::startChild(wire::findProgram(command.front()), command,
                                        wire::Streams::own(), CREATE_SUSPENDED);
    if (child.process)
        ::ExitProcess(wire::runToItsEnd(child));
}

} // namespace vouch::git
