// SPDX-License-Identifier: Apache-2.0
#include "operation.h"

#include <cstdio>

namespace vouch::virtualkey {

void Operation::promise_type::unhandled_exception() {
    try {
        throw;
    } catch (const CtapError &error) {
        status = error.status();
    } catch (const std::exception &error) {
        // Not the host's fault, so it gets no detail; stderr does.
        std::fprintf(stderr, "virtualkey: %s\n", error.what());
        status = Status::Other;
    }
}

Bytes Operation::response() const {
    const promise_type &promise = handle_.promise();
    const std::uint8_t status[] = {static_cast<std::uint8_t>(promise.status)};
    return concat(status, promise.body);
}

} // namespace vouch::virtualkey
