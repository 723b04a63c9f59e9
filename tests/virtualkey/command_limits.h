// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

namespace vouch::virtualkey {

// What getInfo promises to hosts, and the commands hold them to.

/// maxMsgSize: the same as widespread keys, well over the 1024 bytes that CTAP 2.1 section 6.4
/// makes the least.
constexpr std::size_t maxMessageSize = 1200;

/// maxCredentialCountInList, for allow and exclude lists.
constexpr std::size_t maxCredentialsInList = 8;

/// maxCredentialIdLength, and the length of the ids this key makes. WebAuthn's section on
/// credential ids asks for 16 bytes with 100 bits of entropy at least.
constexpr std::size_t credentialIdSize = 32;

/// CTAP 2.1 section 6: so much time may pass between a stateful command and the one before it.
constexpr std::chrono::seconds statefulCommandLimit{30};

} // namespace vouch::virtualkey
