// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "endpoint/application_lock.h"
#include "endpoint/conversation.h"
#include "endpoint/listener.h"
#include "wire/runtime_paths.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace vouch::endpoint {

/// The local socket through which git's helper and the command line reach the application. One per
/// user: only the holder of the lock file listens and replaces a stale socket. Closes connections
/// of other users at once. Beyond its limits, answers `busy`, and drops the oldest connection
/// without a request to make room. GUI thread.
class Endpoint : public QObject {
    Q_OBJECT
public:
    /// With a request.
    static constexpr int maxConversations = 256;
    /// This many more are answered `busy`; the next one is closed at once.
    static constexpr int maxRefusals = 64;
    /// Per process: ours only need a few.
    static constexpr int maxOfProcess = 32;
    static constexpr int maxWaiting = 128;

    Endpoint(wire::RuntimePaths paths, Conversation::Find find, ReadPeer readPeer = kernelPeer);
    /// Stops listening.
    ~Endpoint() override;

    /// Starts listening. False if another application is still listening after `patience`. Throws
    /// Error if the directory, the lock or the socket can't be created.
    bool listen(std::chrono::milliseconds patience = {});

    /// How many conversations are waiting for the user.
    int waiting() const;
    /// Throws Error::Kind::Busy if no more conversations may wait.
    void requireRoomToWait() const;

private:
    void accept();
    QList<Conversation *> conversations() const;

    wire::RuntimePaths paths_;
    Conversation::Find find_;
    ReadPeer readPeer_;
    ApplicationLock lock_;
    std::unique_ptr<Listener> listener_;
};

} // namespace vouch::endpoint
