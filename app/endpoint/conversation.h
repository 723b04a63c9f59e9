// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"
#include "core/error.h"
#include "core/scoped_task.h"
#include "core/secret.h"
#include "endpoint/peer.h"
#include "wire/block.h"

#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <stop_token>

namespace vouch::endpoint {

/// One client's connection: one request in, events and one answer out, then it closes. Owns the
/// socket, the time limits and the story that answers; when the client hangs up the story is
/// stopped. GUI thread.
class Conversation : public QObject {
    Q_OBJECT
public:
    /// What a request is handed to. The coroutine ends with `succeed`, or throws an Error.
    using Handler = std::function<QCoro::Task<>(Conversation &, wire::Block, std::stop_token)>;
    /// Finds the handler for a command; empty for an unknown one.
    using Find = std::function<Handler(std::string_view command)>;

    /// Takes the accepted socket.
    Conversation(QLocalSocket *socket, Peer peer, Find find, QObject *parent);
    ~Conversation() override;

    const Peer &peer() const noexcept { return peer_; }
    /// It has not said yet what it wants.
    bool isIdle() const noexcept { return !started_ && !ended_; }
    /// It waits for a person: counts against the limit of those.
    bool isWaiting() const noexcept { return waiting_; }
    void setWaiting(bool waiting) { waiting_ = waiting; }

    /// Sends an `event=NAME` block. The fields follow by `fill`.
    void sendEvent(std::string_view name,
                   const std::function<void(wire::BlockWriter &)> &fill = {});
    /// Sends the answer that ends the conversation well.
    void succeed(const std::function<void(wire::BlockWriter &)> &fill = {});
    /// Sends the answer that ends it with a reason.
    void fail(const Error &error);

    /// Asks the client for something with `event=ask`; the reply's value. Only here may a client
    /// send anything after its request. Throws Error::Kind::Malformed for anything else it sends.
    QFuture<SharedSecret> ask(std::string_view what);

private:
    void readMore();
    void start(wire::Block request);
    void takeReply(const wire::Block &reply);
    void end(const wire::Bytes &answer);
    void close();

    QLocalSocket *socket_; ///< a child
    Peer peer_;
    Find find_;
    wire::BlockReader reader_{wire::requestLimit, wire::BlockReader::Strictness::Wire};
    QTimer limit_; ///< for the request at first, then for a reply, then for the client to read its
                   ///< answer
    bool started_ = false;
    bool ended_ = false;
    bool waiting_ = false;
    int asked_ = 0;
    std::unique_ptr<Deferred<SharedSecret>> reply_;
    ScopedTask task_;
};

} // namespace vouch::endpoint
