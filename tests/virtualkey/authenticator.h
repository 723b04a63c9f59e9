// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command_context.h"
#include "credential_management.h"
#include "get_assertion.h"
#include "operation.h"

namespace vouch::virtualkey {

/// The CTAP2 authenticator (CTAP 2.1 section 6): takes requests, gives operations. It knows
/// nothing of how they are carried.
class Authenticator {
public:
    /// `protocols` are the PIN/UV auth protocols offered, the preferred one first.
    Authenticator(const Identity &identity, const std::vector<int> &protocols, Store &store,
                  UserPresence &presence, Clock clock);
    Authenticator(const Authenticator &) = delete;
    Authenticator &operator=(const Authenticator &) = delete;

    /// Starts the command in the request: its byte, then its parameters in CBOR (section 8). The
    /// authenticator must outlive the operation; there is one at a time.
    Operation execute(ByteView request);

    /// Forgets all that is not in the store. Must be called before the first command.
    void powerUp();

    /// The next command that registers, signs, or sets or changes the PIN ends with this status.
    void failNext(Status status) { nextError_ = status; }

    ClientPin &clientPin() { return clientPin_; }
    std::uint64_t assertionCount() const { return assertions_.count(); }

private:
    Operation immediate(std::uint8_t command, Bytes parameters);
    Operation reset(Bytes parameters);
    Operation selection(Bytes parameters);

    ClientPin clientPin_;
    CommandContext context_;
    CredentialManagement credentialManagement_;
    Assertions assertions_;
    TimePoint poweredUpAt_{};
    std::optional<Status> nextError_;
};

} // namespace vouch::virtualkey
