// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"

#include <QList>

#include <string>
#include <utility>

class QCommandLineParser;

namespace vouch::cli {

/// What credentials are requested for. A profile's `credential_process` runs with that same profile
/// in AWS_PROFILE, which is ignored then: the profile would call itself.
enum class CredentialsUse { Command, CredentialProcess, Console };

/// Requests the credentials that the options `--role`, `--profile` and `--duration` select from the
/// application, which may prompt the user in a window, or for an MFA code on this terminal.
/// `fields` are added to the request. Throws UserCanceled.
wire::Block requestCredentials(CredentialsUse use, const QCommandLineParser &line,
                               const QList<std::pair<std::string, std::string>> &fields = {});

/// Whether any of those options was given.
bool selectsCredentials(const QCommandLineParser &line);

/// AWS_REGION, else AWS_DEFAULT_REGION, in lower case; empty if neither is set.
QString regionVariable();

/// Unix seconds in AWS's time format: `2026-01-01T00:00:00Z`.
QString isoTime(qint64 seconds);

} // namespace vouch::cli
