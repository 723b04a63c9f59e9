// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/transport.h"

namespace vouch::fido {

/// The security keys that libfido2 sees. Worker thread; may take some milliseconds.
QList<Key> usbKeys();

} // namespace vouch::fido
