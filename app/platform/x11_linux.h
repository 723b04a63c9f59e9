// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

struct xcb_connection_t;

namespace vouch::platform {

/// The application's connection to an X server; null on other platforms.
xcb_connection_t *xConnection();
std::uint32_t xAtom(const char *name);
/// The window that owns a selection, such as _NET_SYSTEM_TRAY_S0 (the tray) or _NET_WM_CM_S0 (the
/// compositor); 0 if there is none.
std::uint32_t xSelectionOwner(const char *selection);

} // namespace vouch::platform
