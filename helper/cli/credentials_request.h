// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace vouch::cli {

/// The command-line options that select AWS credentials, and the request for them.
class CredentialsRequest {
public:
    /// Adds `--role`, `--profile` and `--duration`.
    explicit CredentialsRequest(QCommandLineParser &parser);

    /// Whether any of them was given.
    bool isSet(const QCommandLineParser &parser) const;

    /// What the credentials are for. A profile's `credential_process` runs with that same profile
    /// in AWS_PROFILE, which is ignored then: the profile would call itself.
    enum class Caller { Command, CredentialProcess, Console };

    /// Requests the credentials from the application, which may prompt the user in a window, or for
    /// an MFA code on this terminal. `fields` are added to the request. Throws UserCanceled.
    wire::Block send(Caller caller, const QCommandLineParser &parser,
                     const QList<std::pair<std::string, std::string>> &fields = {}) const;

private:
    QCommandLineOption role_, profile_, duration_;
};

/// AWS_REGION, else AWS_DEFAULT_REGION; empty if neither is set.
QString regionVariable();

/// Unix seconds in AWS's time format: `2026-01-01T00:00:00Z`.
QString isoTime(qint64 seconds);

} // namespace vouch::cli
