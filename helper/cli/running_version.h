// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/block.h"

#include <QString>

#include <optional>

namespace vouch::cli {

/// That the running application and this command are of different versions, or that an update
/// waits for a restart.
struct VersionAdvice {
    QString message;
    QString fix; ///< how to use the newer one
};

/// Compares the running application with this command. `status` is its answer to `status`, and
/// `own` this command's version. Nothing if they are the same and no update waits.
std::optional<VersionAdvice> versionAdvice(const wire::Block &status, const QString &own);

/// The same for the application that is running now. Nothing if none is, or if it doesn't answer.
std::optional<VersionAdvice> versionAdvice();

} // namespace vouch::cli
