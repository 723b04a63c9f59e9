// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/deferred.h"
#include "core/scoped_task.h"
#include "core/secret.h"
#include "session/requester.h"

#include <QFuture>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QQueue>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace vouch {

namespace fido {
class Authenticator;
class KeyError;
struct Key;
} // namespace fido

/// What a person goes through with a security key: it is inserted, its PIN typed, the key touched.
/// One story that any number of requests join, seen by the person as a row of moments. The window
/// and the terminal show the moment and hand in what the person does; neither knows how it goes.
/// What the key is asked for in the end is the derived class's. Nothing here ever tries a PIN a
/// second time. GUI thread.
class KeyCeremony : public QObject {
    Q_OBJECT
public:
    /// What it is for.
    enum class Aim {
        SignIn, ///< a session
        AddKey, ///< a key that the server did not know
    };

    /// What the person is to do now.
    enum class CeremonyStateKind {
        Idle,              ///< nothing is under way
        Checking,          ///< the server is asked
        Insert,            ///< put a key in
        InsertAgain,       ///< it was removed before the touch
        Pin,               ///< type the PIN
        CheckingPin,       ///< the key is asked; it does not blink yet
        Touch,             ///< touch the key
        NotTouched,        ///< nobody did, in time
        PullOut,           ///< three wrong PINs in a row: the key wants to be inserted again
        PinBlocked,        ///< no attempt left
        PinNotSet,         ///< the key has no PIN yet
        PinOutdated,       ///< the key wants another PIN first
        KeyBusy,           ///< another program is using the key
        NotRegistered,     ///< the server, or the key, knows no account
        AlreadyRegistered, ///< the key that is to be added was added before
        KeyFull,           ///< it has no room for one more account
        ChooseKey,         ///< several keys blink: touch the one to use
        ChooseAccount,     ///< the key holds several accounts for the server
    };
    Q_ENUM(CeremonyStateKind)

    struct CeremonyState {
        using Kind = CeremonyStateKind;

        Kind kind;
        QString model;         ///< the key's; may be empty
        QString key;           ///< PinNotSet, PinOutdated: how InsertedKeys names it
        int attemptsLeft = 0;  ///< for the PIN
        bool wrongPin = false; ///< the last one was wrong
        Time until{};          ///< Touch: when the key gives up
        QStringList choices;   ///< ChooseKey: the models; ChooseAccount: the accounts

        CeremonyState(Kind what = Kind::Idle, QString keyModel = {})
            : kind(what), model(std::move(keyModel)) {}
        bool operator==(const CeremonyState &) const = default;
        /// The key cannot go on with this as it is.
        bool isDeadEnd() const;
    };

    /// One request's waiter in the ceremony. Destroying it leaves; when the last one leaves, the
    /// ceremony ends and the key stops blinking.
    class Waiter {
    public:
        ~Waiter();
        /// Finishes when the ceremony has reached its aim; fails with an Error otherwise.
        QFuture<bool> done() const { return deferred_.future(); }

    private:
        friend class KeyCeremony;
        Waiter(KeyCeremony *ceremony, Requester who, bool inTerminal)
            : ceremony_(ceremony), who_(std::move(who)), inTerminal_(inTerminal) {}

        QPointer<KeyCeremony> ceremony_;
        Requester who_;
        bool inTerminal_;
        Deferred<bool> deferred_;
    };

    ~KeyCeremony() override;

    /// Joins the ceremony, and begins it if none is under way. `inTerminal`: this one is shown on a
    /// terminal, so no window is needed for it.
    std::unique_ptr<Waiter> join(Requester who, bool inTerminal = false);

    /// Takes the person through it in a window, to its aim. Stopping leaves. Throws what ended it.
    QCoro::Task<> inWindow(Requester who, std::stop_token stop);

    Aim aim() const noexcept { return aim_; }
    const CeremonyState &state() const noexcept { return state_; }
    /// Why the key cannot go on, in a moment that is a dead end.
    const std::optional<Error> &obstacle() const noexcept { return obstacle_; }
    bool isUnderWay() const noexcept { return state_.kind != CeremonyState::Kind::Idle; }
    /// Who waits, the first one first.
    QList<Requester> requesters() const;
    /// Somebody waits for whom only a window will do.
    bool needsWindow() const;

    /// The person typed a PIN, UTF-8 in NFC. Only in the moment Pin, and only what could be one:
    /// the rest would cost an attempt.
    void submitPin(Secret pin);
    /// The person wants another try with the key. Only in a dead end.
    void tryAgain();
    /// The person wants to go on with another key: this one is left alone until it was pulled out.
    /// Only in a dead end.
    void useAnotherKey();
    /// The person chose one of the moment's choices. Only in the moment ChooseAccount.
    void chooseAccount(int index);
    /// The person does not want to: every waiting request is told so.
    void cancel();
    /// Ends it for another reason, such as a change of the server: every waiting request is told
    /// that it was cancelled, but nobody has said "Not now" to it.
    void stop();

Q_SIGNALS:
    void stateChanged();
    void requestersChanged();
    /// The person cancelled: "Not now" to these, who are told next.
    void declined(const QList<vouch::Requester> &waiting);
    /// It ended for a reason that the person should hear. The requests were told.
    void failed(const vouch::Error &error);
    /// A wrong PIN was tried, in a window or over a terminal.
    void wrongPinTried(int attemptsLeft);

protected:
    KeyCeremony(Aim aim, fido::Authenticator &authenticator, Clock &clock);

    // The derived class's own steps, before and after those of every ceremony.

    /// Before the person is bothered: whether there is any point in it.
    virtual QCoro::Task<> prepare(std::stop_token stop) = 0;
    /// Before the person is asked for this key's PIN, which is not to wait for a server.
    virtual QCoro::Task<> meet(fido::Key key, std::stop_token stop);
    /// Asks the key, and does what follows from its answer. `pin` is null where the key verifies
    /// the person by itself. False: what was prepared is too old, so the key is asked again.
    virtual QCoro::Task<bool> perform(fido::Key key, SharedSecret pin, std::stop_token stop) = 0;

    /// The number of what perform() asks the key for, by which its touch is known.
    quint64 asking() const noexcept { return asking_; }
    /// Shows a moment with choices; gives the index of the one that the person takes. The key has
    /// done its part.
    QCoro::Task<int> choice(CeremonyState choosing, std::stop_token stop);
    /// That key is not the one: it is left alone until it was pulled out.
    void passOver(const QString &path) { passedOver_.append(path); }
    void setState(CeremonyState state);
    /// Ends it, and tells every waiting request why.
    void endWith(const Error &error) { finish(&error); }

    fido::Authenticator &authenticator_;
    Clock &clock_;

private:
    enum class Event { LookAgain, PinGiven, AccountChosen, TryAgain, UseAnotherKey };
    using Keys = QList<fido::Key>;
    using KeysMatter = std::function<bool(const Keys &)>;

    // The story, in key_ceremony_steps.cpp.
    QCoro::Task<> run(std::stop_token stop);
    /// From the PIN to the aim. False when the key was taken out before it was asked, or is to be
    /// asked again.
    QCoro::Task<bool> goOnWith(fido::Key key, std::stop_token stop);
    /// The key to go on with, once there is one and, of several, the person touched it.
    QCoro::Task<fido::Key> insertedKey(std::stop_token stop);
    /// The path of the one of several that the person touches; empty when the keys that are in
    /// change before.
    QCoro::Task<QString> touchedKey(Keys keys, std::stop_token stop);
    /// The PIN; null when the key was taken out.
    QCoro::Task<SharedSecret> askPin(fido::Key key, int attemptsLeft, std::stop_token stop);
    /// Shows what went wrong with the key, and waits for what the person does about it. Throws what
    /// is no matter of the key's.
    QCoro::Task<> overcome(fido::Key key, fido::KeyError error, std::stop_token stop);
    /// What happens next. LookAgain only when what is there now, the keys that are in before all,
    /// does `matter`; what the person did before the call does not count.
    QCoro::Task<Event> nextEvent(KeysMatter matter, std::stop_token stop);

    void happened(Event event);
    void finish(const Error *error);
    void leave(Waiter *waiter);

    Aim aim_;
    QList<Waiter *> waiters_;
    CeremonyState state_;
    bool wrongPin_ = false;
    quint64 asking_ = 0;
    std::optional<Error> obstacle_;
    SharedSecret pin_;
    int account_ = 0; ///< the one that was chosen
    QQueue<Event> events_;
    Deferred<bool> wake_;    ///< delivered when there is an event
    QString byPin_;          ///< the path of a key that could not verify the person by itself
    QString chosen_;         ///< the path of the key, of several, that the person touched
    QStringList passedOver_; ///< those of keys that the person does not want
    std::unique_ptr<QObject> keyWatch_;
    ScopedTask task_;
};

} // namespace vouch
