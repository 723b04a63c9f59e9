// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/scoped_task.h"
#include "core/secret.h"
#include "session/keys/ceremony_events.h"
#include "session/keys/ceremony_waiters.h"
#include "session/keys/key_choice.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace vouch::fido {
class KeyError;
}

namespace vouch {

/// What a user does with a security key: insert it, enter its PIN, touch it. Any number of requests
/// can join one ceremony. The user goes through a sequence of states; windows and terminals show
/// the current state and pass on the user's input, but don't know the sequence. The derived class
/// decides what the key finally does. Never tries a PIN twice. GUI thread.
class KeyCeremony : public QObject {
    Q_OBJECT
public:
    enum class Aim {
        SignIn, ///< begin a session
        AddKey, ///< register a key that the server doesn't know
    };

    /// What the user has to do now.
    enum class CeremonyStateKind {
        Idle,              ///< no ceremony is under way
        Checking,          ///< checking with the server
        SystemNext,        ///< let the system ask, which would disturb whoever doesn't expect it
        SystemAsks,        ///< the system's own window asks for a key, its PIN and a touch
        Insert,            ///< insert a key
        InsertAgain,       ///< insert the key again: it was removed before the touch
        Pin,               ///< enter the PIN
        CheckingPin,       ///< the key is checking the PIN and doesn't blink yet
        Touch,             ///< touch the key
        NotTouched,        ///< the key wasn't touched in time
        PullOut,           ///< three wrong PINs in a row: unplug the key and insert it again
        PinBlocked,        ///< no attempts left
        PinNotSet,         ///< the key doesn't have a PIN yet
        PinOutdated,       ///< the key requires a new PIN first
        KeyBusy,           ///< another program is using the key
        NotRegistered,     ///< the key has no account, or the server doesn't know the account
        AlreadyRegistered, ///< the key to add has already been added
        KeyFull,           ///< the key can't store another account
        ChooseKey,         ///< several keys blink: touch the one to use
        ChooseAccount,     ///< the key has several accounts for the server
    };
    Q_ENUM(CeremonyStateKind)

    struct CeremonyState {
        using Kind = CeremonyStateKind;

        Kind kind;
        QString model;         ///< of the key; may be empty
        QString key;           ///< PinNotSet, PinOutdated: the key's id in InsertedKeys
        int attemptsLeft = 0;  ///< for the PIN
        bool wrongPin = false; ///< the last PIN was wrong
        Time until{};          ///< Touch: when the key gives up
        QStringList choices;   ///< ChooseKey: models; ChooseAccount: account names
        QString system;        ///< what users call the system, if it asks for the key itself

        CeremonyState(Kind what = Kind::Idle, QString keyModel = {})
            : kind(what), model(std::move(keyModel)) {}
        bool operator==(const CeremonyState &) const = default;
        /// Only tryAgain(), useAnotherKey(), or a change of the inserted keys leads out of it.
        bool isDeadEnd() const;
        /// The system, while its window is open.
        QString askingSystem() const { return kind == Kind::SystemAsks ? system : QString(); }
    };

    /// One request that waits for the ceremony. When the last one leaves, the ceremony ends and the
    /// key stops blinking.
    using Waiter = CeremonyWaiters::Waiter;

    ~KeyCeremony() override;

    /// The window that shows the ceremony, for the system to ask in front of it; 0 if there is
    /// none.
    void setWindow(quintptr window) { window_ = window; }

    /// Joins the ceremony, or starts one. `inTerminal`: shown on a terminal, so the request doesn't
    /// need a window.
    std::unique_ptr<Waiter> join(Requester who, bool inTerminal = false);

    /// Takes the user through the ceremony in a window. Leaves when stopped. Throws what ended it.
    QCoro::Task<> inWindow(Requester who, std::stop_token stop);

    Aim aim() const noexcept { return aim_; }
    const CeremonyState &state() const noexcept { return state_; }
    /// The reason for a dead-end state.
    const std::optional<Error> &obstacle() const noexcept { return obstacle_; }
    bool isUnderWay() const noexcept { return state_.kind != CeremonyState::Kind::Idle; }
    /// The waiting requests, oldest first.
    QList<Requester> requesters() const { return waiters_.requesters(); }
    /// Whether a waiting request isn't shown on a terminal.
    bool needsWindow() const { return waiters_.needWindow(); }

    /// The user entered a PIN, UTF-8 in NFC. Ignored except in the state Pin, and if it fails
    /// couldBePin(): the key would count it as an attempt.
    void submitPin(Secret pin);
    /// The user is ready for the system's window. Ignored except in the states SystemNext and
    /// Checking, which may lead there.
    void letSystemAsk();
    /// The user wants to try the key again. Ignored except in a dead end.
    void tryAgain();
    /// The user wants to use another key: this one is passed over until it's unplugged. Ignored
    /// except in a dead end.
    void useAnotherKey();
    /// The user chose one of the state's choices. Ignored except in the state ChooseAccount.
    void chooseAccount(int index);
    /// The user canceled: fails all waiting requests, and reports them as declined.
    void cancel();
    /// Ends the ceremony for another reason, such as a change of server: fails all waiting requests
    /// as canceled, but not as declined by the user.
    void stop();

Q_SIGNALS:
    void stateChanged();
    void requestersChanged();
    /// The user declined these requests ("Not now"). Emitted before they fail.
    void declined(const QList<vouch::Requester> &waiting);
    /// The ceremony succeeded. Emitted after the requests succeeded, and before the state is Idle.
    void succeeded();
    /// The ceremony failed, for a reason to show to the user. Emitted after the requests failed.
    void failed(const vouch::Error &error);
    /// A wrong PIN was tried, from a window or a terminal.
    void wrongPinTried(int attemptsLeft);

protected:
    KeyCeremony(Aim aim, fido::Authenticator &authenticator, Clock &clock);

    // The steps that differ between ceremonies.

    /// Runs first: fails if the ceremony can't succeed anyway, before the user does anything.
    virtual QCoro::Task<> prepare(std::stop_token stop) = 0;
    /// Runs before the user enters the PIN of `key`, so that nothing has to wait for the server
    /// after that.
    virtual QCoro::Task<> prepareKey(fido::Key key, std::stop_token stop);
    /// Sends the key its request and completes the ceremony with the result. `pin` is null if the
    /// key verifies the user by itself, and `key` is empty if the system has the user choose one.
    /// Returns false if what was prepared has expired; the ceremony then starts over with the key.
    virtual QCoro::Task<bool> perform(fido::Key key, SharedSecret pin, std::stop_token stop) = 0;

    /// For perform() to put into its request: so that its touch is recognized, and where the system
    /// asks.
    quint64 requestId() const noexcept { return requestId_; }
    quintptr window() const noexcept { return window_; }
    /// Shows a state with choices and returns the index that the user chose. Doesn't use the key.
    QCoro::Task<int> choice(CeremonyState choosing, std::stop_token stop);
    /// Doesn't use this key until it has been unplugged.
    void passOver(const QString &path) { keyChoice_.passOver(path); }
    void setState(CeremonyState state);
    /// Ends the ceremony and fails all waiting requests.
    void endWith(const Error &error) { finish(&error); }

    fido::Authenticator &authenticator_;
    Clock &clock_;

private:
    using Event = CeremonyEvents::Event;
    using Keys = CeremonyEvents::Keys;

    QCoro::Task<> run(std::stop_token stop);
    /// From the PIN to the end. Returns false if the key was unplugged first, or must be used
    /// again.
    QCoro::Task<bool> useKey(fido::Key key, std::stop_token stop);
    /// Leaves everything from the choice of the key on to the system, which asks at once only if
    /// the user is waiting for that; otherwise as useKey().
    QCoro::Task<bool> leaveToSystem(std::stop_token stop);
    /// The PIN; null if the key was unplugged.
    QCoro::Task<SharedSecret> askPin(fido::Key key, int attemptsLeft, std::stop_token stop);
    /// Shows what went wrong with the key, and waits for the user to do something about it. Throws
    /// errors that the user can't fix there.
    QCoro::Task<> recover(fido::Key key, fido::KeyError error, std::stop_token stop);

    void decline(const Error &error);
    void finish(const Error *error);

    Aim aim_;
    CeremonyWaiters waiters_;
    CeremonyState state_;
    bool wrongPin_ = false;
    bool isReady_ = false; ///< for the system's window: said so early, or just left a dead end
    quint64 requestId_ = 0;
    quintptr window_ = 0;
    std::optional<Error> obstacle_;
    SharedSecret pin_;
    int account_ = 0;    ///< the chosen index
    QString pinOnlyKey_; ///< path of a key that failed to verify the user by itself
    CeremonyEvents events_;
    KeyChoice keyChoice_;
    ScopedTask task_;
};

} // namespace vouch
