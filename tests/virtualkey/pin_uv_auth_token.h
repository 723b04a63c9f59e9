// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"
#include "clock.h"

#include <optional>
#include <string>

namespace vouch::virtualkey {

/// What a pinUvAuthToken may be used for (CTAP 2.1 section 6.5.5.7, "permissions"), as far as
/// this key has the features behind them.
enum Permission : std::uint64_t {
    MakeCredential = 0x01,
    GetAssertion = 0x02,
    ManageCredentials = 0x04,
};

/// A pinUvAuthToken with its state (CTAP 2.1 section 6.5.2.1).
///
/// The "user present" flag of that section is left out: only a built-in user verification method
/// could set it, so it would be false for ever.
class PinUvAuthToken {
public:
    explicit PinUvAuthToken(Clock clock);

    /// resetPinUvAuthToken(): another random value, not in use.
    void reset();

    /// beginUsingPinUvAuthToken() with the permissions given, for one RP ID or, so far, any.
    void beginUsing(std::uint64_t permissions, std::optional<std::string> rpId);

    /// False when it was never issued, has been used up, or has run out of time.
    bool inUse() const;

    const Bytes &value() const { return value_; }
    bool mayBeUsedFor(Permission permission) const { return (permissions_ & permission) != 0; }
    const std::optional<std::string> &rpId() const { return rpId_; }
    void bindTo(const std::string &rpId) { rpId_ = rpId; }

    /// Remembers that it served, which lengthens its life (the initial usage time limit).
    void markUsed() { used_ = true; }

    /// What a test of user presence does: clearUserVerifiedFlag() and
    /// clearPinUvAuthTokenPermissionsExceptLbw(). One touch, one use.
    void spend();

private:
    Clock clock_;
    Bytes value_;
    bool issued_ = false;
    bool userVerified_ = false;
    bool used_ = false;
    TimePoint issuedAt_{};
    std::uint64_t permissions_ = 0;
    std::optional<std::string> rpId_;
};

} // namespace vouch::virtualkey
