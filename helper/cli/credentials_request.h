// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace vouch::cli {

/// The options with which a command says whose AWS credentials it wants.
class CredentialsRequest {
public:
    /// Adds `--role`, `--profile` and `--duration`.
    explicit CredentialsRequest(QCommandLineParser &parser);

    /// Whether one of them was given.
    bool isSet(const QCommandLineParser &parser) const;

    /// Who asks. A profile's own `credential_process` runs with that very profile in AWS_PROFILE,
    /// which is no wish of its own: it would ask itself.
    enum class Asker { Command, ProfilesProcess, Console };

    /// Asks the application for them; it may have to ask the person, in a window, or for a code on
    /// this terminal. `more` is added to the request. Throws GaveUp.
    wire::Block ask(Asker asker, const QCommandLineParser &parser,
                    const QList<std::pair<std::string, std::string>> &more = {}) const;

private:
    QCommandLineOption role_, profile_, duration_;
};

/// AWS_REGION, else AWS_DEFAULT_REGION; empty where neither is set.
QString regionVariable();

/// Unix seconds as AWS writes a time: `2026-01-01T00:00:00Z`.
QString isoTime(qint64 seconds);

} // namespace vouch::cli
