// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/transport.h"

#include <QString>

#include <memory>

namespace vouch::virtualkey {

/// Reaches software keys at `udp:127.0.0.1:PORT`, several with commas between them, for the test
/// build of the application. Each key after the first says that it is another model. Everything
/// above it is the real thing.
std::unique_ptr<fido::Transport> udpTransport(const QString &addresses);

} // namespace vouch::virtualkey
