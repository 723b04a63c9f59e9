// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::cli {

/// The manual page vouch(1), made from the table of commands. See man(7) for its macros.
QString manualPage();

} // namespace vouch::cli
