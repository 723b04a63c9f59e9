// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/deferred.h"
#include "core/error.h"
#include "core/scoped_task.h"
#include "session/keys/step_up.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QUrl>

#include <QCoro/QCoroTask>

#include <chrono>
#include <memory>
#include <optional>

namespace vouch {

class Keys;
class CurrentServer;
class Session;

namespace fido {
class Authenticator;
}
namespace identity {
struct Login;
class Server;
} // namespace identity

/// Enrolls this computer with the server in the settings (app/identity/README.md, section 2): the
/// user signs in there with a browser, and the session begins here. Like SignIn, it goes through a
/// sequence of states that a window or terminal shows. One at a time. Keeps waiting through network
/// outages and sleep until the code expires. GUI thread.
class Enrollment : public QObject {
    Q_OBJECT
public:
    enum class CeremonyStateKind {
        Idle,           ///< not started, or canceled
        Asking,         ///< requesting a code from the server
        Waiting,        ///< for the user, in the browser
        Approved,       ///< approved in the browser; the session begins
        RegisteringKey, ///< adding the inserted key, which the server doesn't know: KeyAddition
        Done,           ///< finished, including the key
        Denied,         ///< denied in the browser
        Expired,        ///< the code expired before anyone approved it
        Failed,         ///< any other failure; see `problem`
    };
    Q_ENUM(CeremonyStateKind)

    /// The result for the inserted key.
    enum class KeyState {
        None,    ///< no key was inserted
        Known,   ///< the server already knows an inserted key, or any if none can be asked
        Added,   ///< registered
        NotAdded ///< not registered; `problem` says why, unless the user canceled
    };

    struct CeremonyState {
        using Kind = CeremonyStateKind;

        Kind kind;
        QString code;                  ///< Waiting: for the user to compare or type
        QUrl address;                  ///< Waiting: where to enter the code
        QUrl complete;                 ///< Waiting: the address with the code in it; may be empty
        Time until{};                  ///< Waiting: when the code expires
        bool reachable = true;         ///< Waiting: whether the server answered the last poll
        int slowedDown = 0;            ///< Waiting: how often the server sent slow_down
        QString email;                 ///< from Approved on: who signed in; may be empty
        KeyState key = KeyState::None; ///< Done

        CeremonyState(Kind what = Kind::Idle) : kind(what) {}
        bool operator==(const CeremonyState &) const = default;
        /// The address to open in a browser.
        const QUrl &browserAddress() const { return complete.isEmpty() ? address : complete; }
    };

    /// An enrollment under way. Destroying it cancels the enrollment.
    class Run {
    public:
        ~Run();
        /// Finishes when the computer is enrolled; fails with an Error otherwise.
        QFuture<bool> done() const { return deferred_.future(); }

    private:
        friend class Enrollment;
        explicit Run(Enrollment *enrollment) : enrollment_(enrollment) {}

        QPointer<Enrollment> enrollment_;
        Deferred<bool> deferred_;
    };

    Enrollment(CurrentServer &servers, fido::Authenticator &authenticator, Keys &keys,
               Session &session, Clock &clock);
    ~Enrollment() override;

    /// Starts enrolling. `runner` takes the user through registering the key. Throws
    /// Error::Kind::Busy while another enrollment is under way.
    std::unique_ptr<Run> begin(CeremonyRunner runner);
    /// The user canceled.
    void cancel();

    const CeremonyState &state() const noexcept { return state_; }
    bool isUnderWay() const noexcept { return run_ != nullptr; }
    /// In Denied, Expired and Failed: why there is no session. In Done: why the key wasn't
    /// registered.
    const std::optional<Error> &problem() const noexcept { return problem_; }

Q_SIGNALS:
    void stateChanged();
    /// Open a browser at this address: https, or http on loopback. Emitted once per enrollment.
    void browserWanted(const QUrl &address);

private:
    QCoro::Task<> run(std::stop_token stop);
    /// Waits for the user to finish in the browser.
    QCoro::Task<identity::Login> approval(std::shared_ptr<identity::Server> server,
                                          std::stop_token stop);
    /// Registers the inserted key if the server doesn't know it.
    QCoro::Task<KeyState> registerKey(std::stop_token stop);
    QCoro::Task<KeyState> lookAtKeys(std::stop_token stop);
    /// Waits by a monotonic clock that includes time asleep.
    QCoro::Task<> sleep(std::chrono::seconds time, std::stop_token stop);

    void setState(CeremonyState state);
    /// Updates the state's `until` after the wall clock was set.
    void updateEnd();
    void finish(const std::optional<Error> &error, CeremonyState last);
    void leave(Run *run);

    CurrentServer &servers_;
    fido::Authenticator &authenticator_;
    Keys &keys_;
    Session &session_;
    Clock &clock_;
    CeremonyRunner runner_;
    Run *run_ = nullptr;
    CeremonyState state_;
    CeremonyStateKind failure_ = CeremonyStateKind::Failed; ///< the state to end in on failure
    std::optional<Error> problem_;
    std::chrono::seconds end_{}; ///< of the code, by Clock::elapsed
    Deferred<bool> wake_;        ///< ends a sleep() step early
    ScopedTask task_;
};

} // namespace vouch
