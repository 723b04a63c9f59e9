// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "attestation.h"
#include "client_pin.h"
#include "store.h"
#include "user_presence.h"

#include <optional>

namespace vouch::virtualkey {

/// What a key is made with and keeps for life.
struct Identity {
    Aaguid aaguid{};
    std::optional<AttestationIdentity> attestation;
};

/// The parts of the key that its commands work with.
struct CommandContext {
    const Identity &identity;
    Store &store;
    ClientPin &clientPin;
    UserPresence &presence;
    Clock clock;
};

} // namespace vouch::virtualkey
