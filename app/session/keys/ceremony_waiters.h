// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"
#include "core/error.h"
#include "session/requester.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QPointer>

#include <memory>

namespace vouch {

/// The requests that wait for a ceremony, oldest first. GUI thread.
class CeremonyWaiters : public QObject {
    Q_OBJECT
public:
    /// One of them. Destroying it leaves. May outlive the list.
    class Waiter {
    public:
        ~Waiter();
        /// Finishes when the ceremony succeeds; fails with an Error otherwise.
        QFuture<bool> done() const { return deferred_.future(); }

    private:
        friend class CeremonyWaiters;
        Waiter(CeremonyWaiters *all, Requester who, bool inTerminal)
            : all_(all), who_(std::move(who)), inTerminal_(inTerminal) {}

        QPointer<CeremonyWaiters> all_;
        Requester who_;
        bool inTerminal_;
        Deferred<bool> deferred_;
    };

    std::unique_ptr<Waiter> add(Requester who, bool inTerminal);
    /// Ends the wait of all, with an error or successfully. Returns whether anyone was waiting.
    bool resolve(const Error *error);

    bool isEmpty() const { return waiters_.isEmpty(); }
    QList<Requester> requesters() const;
    /// Whether one isn't shown on a terminal.
    bool needWindow() const;
    /// Whether the user is waiting for one, in front of a window or at a terminal.
    bool areAwaited() const;

Q_SIGNALS:
    /// One left before it was resolved.
    void left();

private:
    QList<Waiter *> waiters_;
};

} // namespace vouch
