// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "assertion_sequence.h"
#include "command_context.h"
#include "operation.h"

namespace vouch::virtualkey {

/// authenticatorGetAssertion and authenticatorGetNextAssertion (CTAP 2.1 sections 6.2 and 6.3).
class Assertions {
public:
    explicit Assertions(CommandContext key) : key_(std::move(key)) {}

    /// getAssertion. This object must outlive the operation.
    Operation begin(Bytes parameters);

    /// getNextAssertion: the response's CBOR, or CtapError(NotAllowed) if there is no next.
    Bytes next();

    /// Another command came in between, or the power was cut: there is no next.
    void forget() { sequence_.reset(); }

    /// How many times getAssertion succeeded.
    std::uint64_t count() const { return count_; }

private:
    CommandContext key_;
    std::optional<AssertionSequence> sequence_;
    std::uint64_t count_ = 0;
};

} // namespace vouch::virtualkey
