// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"

#include <QList>
#include <QObject>
#include <QQueue>

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <stop_token>

namespace vouch {

namespace fido {
class Authenticator;
struct Key;
} // namespace fido

/// What a ceremony waits for: the user's next action, or a change of the inserted keys. GUI thread.
class CeremonyEvents : public QObject {
    Q_OBJECT
public:
    enum class Event { LookAgain, PinGiven, AccountChosen, SystemMayAsk, TryAgain, UseAnotherKey };
    using Keys = QList<fido::Key>;
    using KeysMatter = std::function<bool(const Keys &)>;

    explicit CeremonyEvents(fido::Authenticator &authenticator) : authenticator_(authenticator) {}

    /// Watches the keys until end().
    void begin();
    /// Also leaves a pending next() waiting, for a task that is stopped.
    void end();
    void post(Event event);
    /// Waits for the user's next action, ignoring earlier ones, or returns LookAgain once `matter`
    /// is true for the inserted keys.
    QCoro::Task<Event> next(KeysMatter matter, std::stop_token stop);
    /// The same, whatever happens to the keys.
    QCoro::Task<Event> action(std::stop_token stop);

private:
    fido::Authenticator &authenticator_;
    QQueue<Event> events_;
    Deferred<bool> wake_; ///< delivered when there is an event
    std::unique_ptr<QObject> watch_;
};

} // namespace vouch
