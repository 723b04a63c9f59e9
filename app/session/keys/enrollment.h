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

/// Lets this computer in at the server that the settings name (app/identity/README.md, section 2):
/// a person signs in there with a browser, and the session begins here. Seen as a row of moments,
/// as SignIn is; the window and the terminal show them. One at a time. It waits through a lost
/// network and a sleeping computer until the code is too old. GUI thread.
class Enrollment : public QObject {
    Q_OBJECT
public:
    enum class CeremonyStateKind {
        Idle,           ///< nobody has begun one, or it was cancelled
        Asking,         ///< the server is asked for a code
        Waiting,        ///< for the person, who is in the browser
        Approved,       ///< the person was let in: the session begins
        RegisteringKey, ///< the inserted key, which the server does not know; see KeyAddition
        Done,           ///< the rest is done as well
        Denied,         ///< the person said no in the browser
        Expired,        ///< nobody decided in time
        Failed,         ///< anything else; `problem` says what
    };
    Q_ENUM(CeremonyStateKind)

    /// What became of the inserted key.
    enum class KeyState {
        None,    ///< none was inserted
        Known,   ///< the server knows it, or another one that is inserted
        Added,   ///< it was registered
        NotAdded ///< it was not; where it was not the person's wish, `problem` says why
    };

    struct CeremonyState {
        using Kind = CeremonyStateKind;

        Kind kind;
        QString code;                  ///< Waiting: what the person compares, or types
        QUrl address;                  ///< Waiting: where
        QUrl complete;                 ///< Waiting: the same with the code in it; may be empty
        Time until{};                  ///< Waiting: when the code is too old
        bool reachable = true;         ///< Waiting: the server answered the last time it was asked
        int slowedDown = 0;            ///< Waiting: how often it asked for more patience
        QString email;                 ///< from Approved on: who; may be empty
        KeyState key = KeyState::None; ///< Done

        CeremonyState(Kind what = Kind::Idle) : kind(what) {}
        bool operator==(const CeremonyState &) const = default;
        /// What a browser is best opened at.
        const QUrl &browserAddress() const { return complete.isEmpty() ? address : complete; }
    };

    /// The right to an enrollment's result. Destroying it cancels the enrollment, unless it has
    /// ended.
    class Run {
    public:
        ~Run();
        /// Finishes when the computer was let in; fails with an Error otherwise.
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

    /// Begins. `guide` takes the person through the registration of the key. Throws
    /// Error::Kind::Busy while another one is under way.
    std::unique_ptr<Run> begin(CeremonyRunner runner);
    /// The person does not want to.
    void cancel();

    const CeremonyState &state() const noexcept { return state_; }
    bool isUnderWay() const noexcept { return run_ != nullptr; }
    /// Why it ended without a session: in the moments Denied, Expired and Failed. In Done, why the
    /// key was not registered.
    const std::optional<Error> &problem() const noexcept { return problem_; }

Q_SIGNALS:
    void stateChanged();
    /// A browser should be opened there, once; https, or http on loopback.
    void browserWanted(const QUrl &address);

private:
    // The story.
    QCoro::Task<> run(std::stop_token stop);
    /// Waits for the person in the browser.
    QCoro::Task<identity::Login> approval(std::shared_ptr<identity::Server> server,
                                          std::stop_token stop);
    /// Registers the inserted key where the server does not know it.
    QCoro::Task<KeyState> registerKey(std::stop_token stop);
    QCoro::Task<KeyState> lookAtKeys(std::stop_token stop);
    /// Waits by a clock that nobody can set, also while the computer sleeps.
    QCoro::Task<> pass(std::chrono::seconds time, std::stop_token stop);

    void setState(CeremonyState state);
    /// The code's end by the clock as it stands now.
    void showEnd();
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
    CeremonyStateKind failure_ =
        CeremonyStateKind::Failed; ///< the moment in which a failure ends it
    std::optional<Error> problem_;
    std::chrono::seconds end_{}; ///< of the code, by Clock::elapsed
    Deferred<bool> wake_;        ///< delivered when it is time to look
    ScopedTask task_;
};

} // namespace vouch
