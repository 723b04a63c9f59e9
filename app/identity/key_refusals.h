// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"

#include <QString>

#include <optional>

namespace vouch::identity {

/// What a refusal of `/v1/keys` means for the person, by its code (README.md, section 5); nothing
/// for another code.
std::optional<Error> keyRefusal(const QString &code, const QString &server, const QString &detail);

} // namespace vouch::identity
