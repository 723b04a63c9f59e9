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

/// One client's connection: reads one request, sends events and one answer, then closes. Owns the
/// socket, the time limits and the handler's task, which stops when the client hangs up.
/// GUI thread.
class Conversation : public QObject {
    Q_OBJECT
public:
    /// Handles a request: ends with `succeed`, or throws an Error.
    using Handler = std::function<QCoro::Task<>(Conversation &, wire::Block, std::stop_token)>;
    /// Finds the handler for a command; empty if the command is unknown.
    using Find = std::function<Handler(std::string_view command)>;

    /// Takes ownership of the accepted socket.
    Conversation(QLocalSocket *socket, Peer peer, Find find, QObject *parent);
    ~Conversation() override;

    const Peer &peer() const noexcept { return peer_; }
    /// No request yet.
    bool isIdle() const noexcept { return !started_ && !ended_; }
    /// Waiting for the user; counts toward the endpoint's limit.
    bool isWaiting() const noexcept { return waiting_; }
    void setWaiting(bool waiting) { waiting_ = waiting; }

    /// Sends an `event=NAME` block; `fill` adds its fields.
    void sendEvent(std::string_view name,
                   const std::function<void(wire::BlockWriter &)> &fill = {});
    /// Sends the successful answer and ends the conversation.
    void succeed(const std::function<void(wire::BlockWriter &)> &fill = {});
    /// Sends the error and ends the conversation.
    void fail(const Error &error);

    /// Requests something from the client with `event=ask`; finishes with the reply's value. The
    /// only time a client may send anything after its request; anything else fails the
    /// conversation with Error::Kind::Malformed.
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
    QTimer limit_; ///< for the request, then for replies, then for the client to read its answer
    bool started_ = false;
    bool ended_ = false;
    bool waiting_ = false;
    int asked_ = 0;
    std::unique_ptr<Deferred<SharedSecret>> reply_;
    ScopedTask task_;
};

} // namespace vouch::endpoint
