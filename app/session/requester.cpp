// SPDX-License-Identifier: Apache-2.0
#include "session/requester.h"

#include <algorithm>

namespace vouch {

bool isAwaited(const QList<Requester> &requesters) {
    return std::ranges::any_of(requesters, [](const Requester &who) {
        const bool isOurs = who.pid == 0; // the user pressed something in Vouch
        return isOurs || (who.isInForeground && who.purpose != Requester::Purpose::Program);
    });
}

} // namespace vouch
