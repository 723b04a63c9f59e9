// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/guest_system.h"

namespace vouch {

std::optional<GuestSetup> guestSetup(const QString &, const QString &) {
    return std::nullopt;
}

} // namespace vouch
