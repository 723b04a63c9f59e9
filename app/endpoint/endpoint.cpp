// SPDX-License-Identifier: Apache-2.0
#include "endpoint/endpoint.h"

#include "core/log.h"

#include <algorithm>
#include <stdexcept>
#include <system_error>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

Error busy() {
    return Error(Error::Kind::Busy, Endpoint::tr("Too many programs are using Vouch at once."),
                 Endpoint::tr("Try again when some of them have finished."));
}

/// Ends the oldest connection without a request; false if there is none. `conversations` are in
/// order of arrival.
bool dropOldestIdle(const QList<Conversation *> &conversations) {
    const auto idle = std::ranges::find_if(conversations, &Conversation::isIdle);
    if (idle == conversations.end())
        return false;
    (*idle)->fail(busy());
    return true;
}

/// Refuses after reading the whole request, so that the client isn't cut off while sending and can
/// read the error.
Conversation::Handler refuseAsBusy(std::string_view) {
    return [](Conversation &, wire::Block, std::stop_token) -> QCoro::Task<void> {
        throw busy();
        co_return;
    };
}

} // namespace

Endpoint::Endpoint(wire::RuntimePaths paths, Conversation::Find find, ReadPeer readPeer)
    : paths_(std::move(paths)), find_(std::move(find)), readPeer_(std::move(readPeer)),
      lock_(paths_.appLock) {}

Endpoint::~Endpoint() = default;

bool Endpoint::listen(std::chrono::milliseconds patience) {
    try {
        wire::makeDirectory(paths_);
    } catch (const std::runtime_error &error) {
        throw Error(Error::Kind::Internal, QString::fromUtf8(error.what()));
    }
    try {
        if (!lock_.tryLock(patience))
            return false;
    } catch (const std::system_error &error) {
        throw Error(Error::Kind::Internal,
                    tr("Can't lock %1: %2.")
                        .arg(QString::fromStdString(paths_.appLock),
                             QString::fromLocal8Bit(error.code().message().c_str())),
                    tr("If it isn't a regular file of yours, remove it."));
    }
    listener_ = std::make_unique<Listener>(paths_, maxConversations);
    connect(listener_.get(), &Listener::connected, this, &Endpoint::accept);
    if (!listener_->listen())
        throw Error(Error::Kind::Internal,
                    tr("Can't listen on %1.").arg(QString::fromStdString(paths_.endpoint)), {},
                    listener_->errorString());
    return true;
}

void Endpoint::accept() {
    while (QLocalSocket *socket = listener_->next()) {
        const auto drop = [socket] {
            socket->abort();
            socket->deleteLater();
        };
        const auto peer = readPeer_(socket->socketDescriptor());
        if (!mayCall(peer)) {
            qCWarning(logEndpoint) << "refused a caller that is another user, or unknown";
            drop();
            continue;
        }
        const auto others = conversations();
        if (others.size() >= maxConversations + maxRefusals && !dropOldestIdle(others)) {
            drop(); // without descriptors nobody could connect
            continue;
        }
        const auto ofProcess = std::ranges::count_if(
            others, [&](const Conversation *other) { return other->peer().pid == peer->pid; });
        const auto idle = std::ranges::count_if(others, &Conversation::isIdle);
        const bool hasRoom = ofProcess < maxOfProcess && others.size() - idle < maxConversations;
        new Conversation(socket, *peer, hasRoom ? find_ : refuseAsBusy, this);
    }
}

QList<Conversation *> Endpoint::conversations() const {
    return findChildren<Conversation *>(Qt::FindDirectChildrenOnly);
}

int Endpoint::waiting() const {
    return int(std::ranges::count_if(conversations(), &Conversation::isWaiting));
}

void Endpoint::requireRoomToWait() const {
    if (waiting() >= maxWaiting)
        throw busy();
}

} // namespace vouch::endpoint
