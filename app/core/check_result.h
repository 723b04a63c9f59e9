// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QString>

namespace vouch {

/// One line of a check-up: what is so, and the one thing that mends it where it should not be.
struct CheckResult {
    enum class State { Ok, Warning, Problem };

    QString name; ///< what was looked at, the same in every language: `keychain`
    State state = State::Ok;
    QString message; ///< a sentence for a person
    QString fix;     ///< what to do, mostly one command; empty where nothing is to be done

    bool operator==(const CheckResult &) const = default;
};

/// The state as the wire spells it: `ok`, `warning` or `problem`.
QLatin1StringView stateName(CheckResult::State state) noexcept;

} // namespace vouch
