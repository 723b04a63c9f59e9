// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace vouch {

/// How credentials are requested, whether of a role or of a profile.
struct CredentialsRequest {
    /// The minimum remaining lifetime; cached credentials with less are renewed.
    std::chrono::seconds minLife{300};
    /// The lifetime of a session; zero: the role's or profile's own.
    std::chrono::seconds duration{0};
    /// Return the long-lived keys of a profile without a role, rather than a session.
    bool longLived = false;
    /// Bypass the cache. An MFA session is still reused.
    bool bypassCache = false;
};

} // namespace vouch
