// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "endpoint/application_lock.h"
#include "endpoint/conversation.h"
#include "wire/runtime_paths.h"

#include <QLocalServer>
#include <QObject>

#include <chrono>
#include <cstdint>
#include <memory>

namespace vouch::endpoint {

/// The local socket where git's helper and the command line find the application. One per user:
/// whoever holds the lock file listens, and only then is a stale socket removed. Closes whoever is
/// not our own user without a byte, and says `busy` beyond its limits. Beyond them the oldest
/// connection that has not asked for anything makes room. GUI thread.
class Endpoint : public QObject {
    Q_OBJECT
public:
    /// That have asked for something.
    static constexpr int maxConversations = 256;
    /// Beyond those, so many are still told that Vouch is busy; the next one is closed at once.
    static constexpr int maxRefusals = 64;
    /// Of one process: no program of ours needs more than a few.
    static constexpr int maxOfProcess = 32;
    static constexpr int maxWaiting = 128;

    Endpoint(wire::RuntimePaths paths, Conversation::Find find, ReadPeer readPeer = kernelPeer);
    /// Stops listening. Removes the socket only if it is still ours.
    ~Endpoint() override;

    /// Begins to listen. False when another application does, and goes on to for `patience`. Throws
    /// Error when the directory, the lock or the socket cannot be had.
    bool listen(std::chrono::milliseconds patience = {});

    /// How many conversations wait for a person.
    int waiting() const;
    /// Whether one more may wait. Throws Error::Kind::Busy otherwise.
    void requireRoomToWait() const;

private:
    void accept();
    QList<Conversation *> conversations() const;

    wire::RuntimePaths paths_;
    Conversation::Find find_;
    ReadPeer readPeer_;
    ApplicationLock lock_;
    std::unique_ptr<QLocalServer> server_;
    std::uint64_t inode_ = 0; ///< of the socket that we made
};

} // namespace vouch::endpoint
