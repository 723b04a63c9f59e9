// SPDX-License-Identifier: Apache-2.0
#include "pin_uv_auth_token.h"

#include "crypto.h"

namespace vouch::virtualkey {
namespace {

using namespace std::chrono_literals;

// Section 6.5.2.1. The initial limit is the one for USB.
constexpr auto initialUsageTimeLimit = 30s;
constexpr auto maxUsageTimePeriod = 10min;

constexpr std::size_t tokenSize = 32;

} // namespace

PinUvAuthToken::PinUvAuthToken(Clock clock)
    : clock_(std::move(clock)), value_(randomBytes(tokenSize)) {}

void PinUvAuthToken::reset() {
    value_ = randomBytes(tokenSize);
    issued_ = false;
}

void PinUvAuthToken::beginUsing(std::uint64_t permissions, std::optional<std::string> rpId) {
    issued_ = true;
    userVerified_ = true;
    used_ = false;
    issuedAt_ = clock_();
    permissions_ = permissions;
    rpId_ = std::move(rpId);
}

bool PinUvAuthToken::inUse() const {
    if (!issued_ || !userVerified_)
        return false;
    return clock_() - issuedAt_ <= (used_ ? maxUsageTimePeriod : initialUsageTimeLimit);
}

void PinUvAuthToken::spend() {
    userVerified_ = false;
    permissions_ = 0;
}

} // namespace vouch::virtualkey
