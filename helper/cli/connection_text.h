// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <exception>

namespace vouch::cli {

/// What `wire` throws, which has no translations itself, in the user's language.
QString connectionText(const std::exception &error);

} // namespace vouch::cli
