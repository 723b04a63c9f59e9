// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QString>

namespace vouch {

/// The result of one check: its state, and how to fix a problem.
struct CheckResult {
    enum class State { Ok, Warning, Problem };

    QString name; ///< what was checked, not translated: `keychain`
    State state = State::Ok;
    QString message; ///< a sentence for the user
    QString fix;     ///< what to do, usually one command; empty if there's nothing to do

    bool operator==(const CheckResult &) const = default;
};

/// The state as it appears on the wire: `ok`, `warning` or `problem`.
QLatin1StringView stateName(CheckResult::State state) noexcept;
/// The reverse. An unknown name is a problem.
CheckResult::State stateFromName(QStringView name) noexcept;

} // namespace vouch
