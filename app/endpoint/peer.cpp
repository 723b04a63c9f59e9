// SPDX-License-Identifier: Apache-2.0
#include "endpoint/peer.h"

#include "endpoint/requester_lookup.h"
#include "wire/process.h"

#include <QtConcurrentRun>

#include <algorithm>

namespace vouch::endpoint {

Requester describe(const Peer &peer) {
    return requesterOf(wire::withAncestors(peer.pid));
}

QFuture<Requester> describeLauncher(const Peer &peer) {
    return QtConcurrent::run([peer] {
        Requester who;
        const auto chain = wire::withAncestors(peer.pid);
        // Otherwise another process has this pid by now.
        if (!chain.empty() && (peer.started == 0 || chain[0].started == peer.started))
            who = launcherOf(chain, ownCommandLine(), lookAtFile);
        const auto runs = [](const wire::Process &process) {
            return wire::startOf(process.pid) == process.started;
        };
        if (!std::ranges::all_of(chain, runs))
            who.identity.clear(); // the files may be those of a process that got the same pid
        return who;
    });
}

} // namespace vouch::endpoint
