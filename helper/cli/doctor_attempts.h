// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/doctor_report.h"
#include "cli/doctor_subject.h"
#include "gitconfig/configuration.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace vouch::cli {

/// The result of a git command.
struct Attempt {
    int exitCode = 0;
    QByteArray output; ///< of `git credential fill`; contains a password
    QString errors;
};

/// Whether git got a password from Vouch that CodeCommit accepts. `now` is AWS's time in Unix
/// seconds, 0 if unknown. `alreadyReported`: another result explains why Vouch gives no password.
CheckResult judgeFilled(const Attempt &filled, const QString &host, qint64 now,
                        bool alreadyReported);

/// Has git request a password the usual way, but without a prompt, and checks the result. Wipes the
/// password. Blocking.
void checkFilling(Report &report, const Subject &subject);

/// Whether git reaches the repository, or why not. `proxy`: the configuration row that sets git's
/// proxy.
CheckResult judgeFetched(const Attempt &fetched, const QString &url,
                         const std::optional<ConfigRow> &proxy);

/// Has git list the repository's references, unless a problem was already found. Never prompts.
/// Blocking, for up to 30 seconds.
void checkFetching(Report &report, const Subject &subject);

} // namespace vouch::cli
