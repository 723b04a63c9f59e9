// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/authenticator.h"

#include <optional>
#include <stop_token>

namespace vouch::fido {

/// Security keys on a system that keeps them from programs: in a window of its own, it has the user
/// choose a key, enter its PIN and touch it.
class SystemKeys {
public:
    virtual ~SystemKeys() = default;
    /// What users call the system. Any thread.
    virtual QString name() const = 0;
    /// Why the system can't do it on this computer; nullopt if it can. Any thread.
    virtual std::optional<KeyError> problem() const = 0;
    /// Why a program can't read a key or change its PIN, and where the user can. Any thread.
    virtual KeyError closed() const = 0;
    /// Has the user sign with a key. Blocks until the user is done or `stop` is requested, which
    /// closes the system's window. Throws KeyError. Worker thread.
    virtual Assertion assertion(const AssertionRequest &request, std::stop_token stop) = 0;
    /// Has the user create an account on a key, in the same way. Fails with AlreadyRegistered if
    /// the key holds an excluded credential.
    virtual Attestation attestation(const RegistrationRequest &request, std::stop_token stop) = 0;
};

} // namespace vouch::fido
