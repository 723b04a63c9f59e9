// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"

#include <QString>

#include <optional>

namespace vouch::identity {

/// The error to show for a refusal of `/v1/keys`, by its code (README.md, section 5); nullopt for
/// other codes.
std::optional<Error> keyRefusal(const QString &code, const QString &server, const QString &detail);

} // namespace vouch::identity
