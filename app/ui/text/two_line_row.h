// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <chrono>

namespace vouch {
struct ActivityEntry;
struct Requester;
} // namespace vouch

namespace vouch::ui {

/// A row of two lines behind a mark, in the panel and in lists of activity.
struct TwoLineRow {
    /// Quiet: neither allowed nor a failure; the user chose it.
    enum class Mark { Allowed, Refused, Quiet, Waiting, Number };

    Mark mark = Mark::Allowed;
    int number = 0; ///< of the step, with Mark::Number
    QString first, second;
    QString right;   ///< a time or a duration
    QString spoken;  ///< the whole row, for a screen reader
    QString details; ///< in the tooltip

    bool operator==(const TwoLineRow &) const = default;
};

/// "git wants payments-api", "us-east-1 as Developer · pid 48210".
TwoLineRow waitingRow(const Requester &who, std::chrono::seconds age);
TwoLineRow activityRow(const ActivityEntry &use, std::chrono::sys_seconds now);
/// "You chose “Not now”, until 10:45".
QString saidNotNow(std::chrono::sys_seconds until);
/// What was used: a repository, or "AWS credentials" and the like.
QString usedName(const ActivityEntry &use);

} // namespace vouch::ui
