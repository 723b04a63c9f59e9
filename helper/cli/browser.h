// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::cli {

/// Opens an address in the user's browser. False if the system has no program for that.
bool openInBrowser(const QString &address);

} // namespace vouch::cli
