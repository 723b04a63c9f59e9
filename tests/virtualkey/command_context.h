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
    /// One of before CTAP 2.1: it says nothing of its room and of its PIN's least length, and knows
    /// no tokens with permissions.
    bool isOld = false;
    /// In code points (section 6.5.1).
    std::size_t minPinLength = 4;
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
