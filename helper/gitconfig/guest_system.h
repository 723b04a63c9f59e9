// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace vouch {

/// How git in a system that runs inside this one can ask the Vouch out here.
struct GuestSetup {
    QString explanation; ///< for the user: where to run the command, and what it does
    QString command;     ///< one line for that system's shell; running it again changes nothing
};

/// Nullopt if no such system is installed. `folder`: of our programs; `region`: that region's hosts
/// only, all if empty. Any thread. Throws Error for an invalid region.
std::optional<GuestSetup> guestSetup(const QString &folder, const QString &region = {});

} // namespace vouch
