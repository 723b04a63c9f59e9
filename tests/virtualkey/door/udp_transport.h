// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/transport.h"

#include <QString>

#include <memory>

namespace vouch::virtualkey {

/// Reaches one software key at `udp:127.0.0.1:PORT`, for the test build of the application.
/// Everything above it is the real thing.
std::unique_ptr<fido::Transport> udpTransport(const QString &address);

} // namespace vouch::virtualkey
