// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credentials.h"

#include <QCoro/QCoroTask>

#include <QString>
#include <QStringList>

#include <chrono>
#include <stop_token>

/// Runs the programs that a profile names: `credential_process` and `mfa_process`.
///
/// The command line is split by commandWords() and runs without a shell, so variables, `~`, `|` and
/// `;` have no meaning. The program runs in its own session with no input. It's killed, along with
/// everything it started, when its time is up or the request is canceled.
namespace vouch::aws {

/// Limits for such a program.
struct ProcessLimits {
    std::chrono::milliseconds time{60'000}; ///< it may have to prompt the user
    qint64 output = 64 * 1024;              ///< bytes
};

/// The words of a command line. Throws Error::Kind::NotSetUp for an unmatched quotation mark or an
/// empty command.
QStringList splitCommandLine(const QString &line);

/// Runs a profile's `credential_process` and parses its output: `{"Version": 1, "AccessKeyId",
/// "SecretAccessKey", "SessionToken", "Expiration"}`, the last two only for temporary keys. Keys
/// without `Expiration` never expire: their `expiresAt` is Time{}. `profile` is for error messages.
///
/// Throws Error: NotSetUp if the program can't be started or prints something else; Server if it
/// fails, with the last line of its stderr, or returns keys that have expired by `now`; TimedOut;
/// Canceled. GUI thread; doesn't block.
QCoro::Task<Credentials> credentialsFromProcess(QString command, QString profile, Time now,
                                                std::stop_token stop, ProcessLimits limits = {});

/// Runs a profile's `mfa_process` and returns the six-digit code that it prints. Throws as above.
QCoro::Task<SharedSecret> mfaCodeFromProcess(QString command, QString profile, std::stop_token stop,
                                             ProcessLimits limits = {});

} // namespace vouch::aws
