// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credentials.h"

#include <QCoro/QCoroTask>

#include <QString>
#include <QStringList>

#include <chrono>
#include <stop_token>

/// Programs that a profile names: `credential_process` and `mfa_process`.
///
/// Such a command line is split like a shell would (quotes and backslashes), and the program is
/// started: no shell sees it, so no variable, `~`, `|` or `;` means anything. It runs in a session
/// of its own, reads nothing, and is ended, with all that it started, when its time is over or
/// nobody waits any more.
namespace vouch::aws {

/// What such a program may do.
struct ProcessLimits {
    std::chrono::milliseconds time{60'000}; ///< it may have to ask the person
    qint64 output = 64 * 1024;              ///< bytes
};

/// The words of a command line, as POSIX shells and the AWS CLI (Python's shlex) split it. Throws
/// Error::Kind::NotSetUp for a quotation that does not end, and for no words at all.
QStringList splitCommandLine(const QString &line);

/// Runs a profile's `credential_process` and reads what it prints: `{"Version": 1, "AccessKeyId",
/// "SecretAccessKey", "SessionToken", "Expiration"}`, the last two where the keys are temporary.
/// Keys without `Expiration` never end: their `expiresAt` is Time{}. `profile` is for what is said
/// when something is wrong.
///
/// Throws Error: NotSetUp when the program cannot be started or prints something else; Server when
/// it fails, with the last line of what it had to say, or gives keys that have expired by `now`;
/// TimedOut; Cancelled. GUI thread; nothing blocks.
QCoro::Task<Credentials> credentialsFromProcess(QString command, QString profile, Time now,
                                                std::stop_token stop, ProcessLimits limits = {});

/// Runs a profile's `mfa_process` and gives the code of six digits that it prints. Throws as above.
QCoro::Task<SharedSecret> mfaCodeFromProcess(QString command, QString profile, std::stop_token stop,
                                             ProcessLimits limits = {});

} // namespace vouch::aws
