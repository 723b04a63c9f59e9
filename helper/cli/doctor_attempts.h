// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/doctor_report.h"
#include "cli/doctor_subject.h"
#include "gitconfig/configuration.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace vouch::cli {

/// What came of letting git itself try.
struct Attempt {
    int exitCode = 0;
    QByteArray output; ///< of `git credential fill`: holds a password
    QString errors;
};

/// Whether git got a password of Vouch's that CodeCommit takes. `now` in Unix seconds, by the clock
/// of AWS; 0: not known. `elsewhere`: the report has a line already that says why Vouch gives none.
Line judgeFilled(const Attempt &filled, const QString &host, qint64 now, bool elsewhere);

/// Lets git ask for a password as it would, without a prompt, and looks at what it gets. The
/// password is wiped. Blocking.
void checkFilling(Report &report, const Subject &subject);

/// Whether git reaches the repository, or why not. `proxy`: the row that gives git its proxy.
Line judgeFetched(const Attempt &fetched, const QString &url,
                  const std::optional<ConfigRow> &proxy);

/// Lets git list the repository's references, where nothing is known to stand in its way. Nobody is
/// asked for anything. Blocking, half a minute at most.
void checkFetching(Report &report, const Subject &subject);

} // namespace vouch::cli
