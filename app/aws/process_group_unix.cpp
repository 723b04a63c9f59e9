// SPDX-License-Identifier: Apache-2.0
#include "aws/process_group.h"

#include <QProcess>

#include <csignal>
#include <unistd.h>

namespace vouch::aws {

void startInOwnGroup(QProcess &process) {
    process.setChildProcessModifier([] { ::setsid(); });
}

void killGroup(QProcess &process) {
    if (const auto id = process.processId(); id > 0)
        ::kill(static_cast<pid_t>(-id), SIGKILL);
    process.kill();
}

} // namespace vouch::aws
