// SPDX-License-Identifier: Apache-2.0
#include "session/keys/key_ceremony.h"

#include "core/log.h"
#include "fido/authenticator.h"
#include "fido/pin_rules.h"
#include "fido/system_keys.h"
#include "fido/touch_time.h"
#include "session/keys/key_recovery.h"

#include <utility>

namespace vouch {

using KeysMatter = CeremonyEvents::KeysMatter;
using Kind = KeyCeremony::CeremonyState::Kind;
using Cause = fido::KeyError::Cause;

bool KeyCeremony::CeremonyState::isDeadEnd() const {
    return kind == Kind::NotTouched || kind == Kind::PullOut || kind == Kind::PinBlocked ||
           kind == Kind::PinNotSet || kind == Kind::PinOutdated || kind == Kind::KeyBusy ||
           kind == Kind::NotRegistered || kind == Kind::AlreadyRegistered || kind == Kind::KeyFull;
}

KeyCeremony::KeyCeremony(Aim aim, fido::Authenticator &authenticator, Clock &clock)
    : authenticator_(authenticator), clock_(clock), aim_(aim), events_(authenticator),
      keyChoice_(authenticator, events_,
                 {[this] {
                      if (state_.kind != Kind::InsertAgain)
                          setState(Kind::Insert);
                  },
                  [this](const QStringList &models) {
                      CeremonyState choosing(Kind::ChooseKey);
                      choosing.choices = models;
                      setState(choosing);
                  }}) {
    connect(&waiters_, &CeremonyWaiters::left, this, [this] {
        if (waiters_.isEmpty())
            finish(nullptr);
        Q_EMIT requestersChanged();
    });
    connect(&authenticator_, &fido::Authenticator::touchNeeded, this, [this](quint64 requestId) {
        // Ignore other ceremonies' touches, and keys that this one no longer waits for.
        const bool isWaiting = state_.kind == Kind::CheckingPin ||
                               (state_.kind == Kind::Checking && !state_.model.isEmpty());
        if (!isWaiting || requestId != requestId_)
            return;
        CeremonyState touch(Kind::Touch, state_.model);
        touch.until = clock_.now() + fido::touchTime;
        setState(touch);
    });
}

KeyCeremony::~KeyCeremony() = default;

std::unique_ptr<KeyCeremony::Waiter> KeyCeremony::join(Requester who, bool inTerminal) {
    auto waiter = waiters_.add(std::move(who), inTerminal);
    if (waiters_.areAwaited())
        letSystemAsk();
    if (!isUnderWay()) {
        wrongPin_ = isReady_ = false;
        pinOnlyKey_.clear();
        keyChoice_.reset();
        setState(CeremonyState::Kind::Checking);
        task_ = ScopedTask([this](std::stop_token stop) { return run(stop); },
                           [this](const Error &error) {
                               finish(&error);
                               Q_EMIT failed(error);
                           });
    }
    Q_EMIT requestersChanged();
    return waiter;
}

void KeyCeremony::cancel() {
    decline(canceled());
}

void KeyCeremony::decline(const Error &error) {
    Q_EMIT declined(requesters());
    finish(&error);
}

void KeyCeremony::stop() {
    const Error error = canceled();
    finish(&error);
}

/// Ends the ceremony and resolves all waiters.
void KeyCeremony::finish(const Error *error) {
    task_.stop();
    events_.end();
    pin_.reset();
    const bool hadWaiters = waiters_.resolve(error);
    if (error == nullptr && hadWaiters)
        Q_EMIT succeeded();
    setState(CeremonyState::Kind::Idle);
    if (hadWaiters)
        Q_EMIT requestersChanged();
}

QCoro::Task<> KeyCeremony::inWindow(Requester who, std::stop_token stop) {
    auto waiter = join(who);
    const auto done = waiter->done();
    const std::stop_callback onStop(stop, [&waiter] { waiter.reset(); });
    co_await done;
    throwIfStopped(stop);
}

void KeyCeremony::submitPin(Secret pin) {
    if (state_.kind != Kind::Pin || !couldBePin(pin.view()))
        return;
    pin_ = std::make_shared<Secret>(std::move(pin));
    events_.post(Event::PinGiven);
    setState({Kind::CheckingPin, state_.model}); // so that a second PIN isn't accepted
}

void KeyCeremony::letSystemAsk() {
    if (state_.kind == Kind::SystemNext)
        events_.post(Event::SystemMayAsk);
    else if (state_.kind == Kind::Checking)
        isReady_ = true;
}

void KeyCeremony::tryAgain() {
    if (state_.isDeadEnd())
        events_.post(Event::TryAgain);
}

void KeyCeremony::useAnotherKey() {
    if (state_.isDeadEnd())
        events_.post(Event::UseAnotherKey);
}

void KeyCeremony::chooseAccount(int index) {
    if (state_.kind != Kind::ChooseAccount || index < 0 || index >= state_.choices.size())
        return;
    account_ = index;
    events_.post(Event::AccountChosen);
}

void KeyCeremony::setState(CeremonyState state) {
    if (state == state_)
        return;
    state_ = std::move(state);
    qCDebug(logTask).nospace() << (aim_ == Aim::SignIn ? "sign-in: " : "add-key: ") << state_.kind;
    Q_EMIT stateChanged();
}

QCoro::Task<> KeyCeremony::run(std::stop_token stop) {
    events_.begin();
    co_await prepare(stop);
    throwIfStopped(stop);

    while (true) {
        fido::Key key;
        std::optional<fido::KeyError> error;
        try {
            bool done = false;
            if (authenticator_.systemKeys() != nullptr) {
                done = co_await leaveToSystem(stop);
            } else {
                key = co_await keyChoice_.key(stop);
                throwIfStopped(stop);
                done = co_await useKey(key, stop);
            }
            throwIfStopped(stop);
            if (done) {
                finish(nullptr);
                co_return;
            }
        } catch (const fido::KeyError &failure) {
            error = failure;
        }
        throwIfStopped(stop);
        if (!error)
            continue;
        try {
            co_await recover(key, *error, stop);
        } catch (const fido::KeyError &failure) {
            if (failure.cause() != Cause::Removed && failure.cause() != Cause::Busy)
                throw; // otherwise it was unplugged, or another program took it
        }
        throwIfStopped(stop);
    }
}

QCoro::Task<bool> KeyCeremony::useKey(fido::Key key, std::stop_token stop) {
    const fido::KeyInfo info = co_await authenticator_.info(key.path);
    throwIfStopped(stop);
    const bool verifiesItself = info.verifiesItself && pinOnlyKey_ != key.path;
    if (!info.pinSet && !verifiesItself)
        throw fido::pinNotSet();
    if (info.mustChangePin && !verifiesItself) // the key would refuse even the correct PIN
        throw fido::pinOutdated();
    co_await prepareKey(key, stop);
    throwIfStopped(stop);
    SharedSecret pin;
    if (!verifiesItself) {
        pin = co_await askPin(key, info.pinRetries, stop);
        throwIfStopped(stop);
        if (!pin)
            co_return false;
    }
    static quint64 lastRequestId = 0; // shared by all ceremonies
    requestId_ = ++lastRequestId;
    setState({verifiesItself ? Kind::Checking : Kind::CheckingPin, key.model});
    co_return co_await perform(key, std::exchange(pin, nullptr), stop);
}

QCoro::Task<bool> KeyCeremony::leaveToSystem(std::stop_token stop) {
    const fido::Key any;
    CeremonyState system(Kind::SystemNext);
    system.system = authenticator_.systemKeys()->name();
    if (!std::exchange(isReady_, false) && !waiters_.areAwaited()) {
        setState(system);
        co_await events_.action(stop);
        throwIfStopped(stop);
    }
    co_await prepareKey(any, stop);
    throwIfStopped(stop);
    system.kind = Kind::SystemAsks;
    setState(system);
    co_return co_await perform(any, nullptr, stop);
}

QCoro::Task<> KeyCeremony::prepareKey(fido::Key, std::stop_token) {
    co_return;
}

QCoro::Task<SharedSecret> KeyCeremony::askPin(fido::Key key, int attemptsLeft,
                                              std::stop_token stop) {
    CeremonyState pin(Kind::Pin, key.model);
    pin.attemptsLeft = attemptsLeft;
    pin.wrongPin = wrongPin_;
    setState(pin);
    const KeysMatter gone = [key](const CeremonyEvents::Keys &now) { return !now.contains(key); };
    const Event event = co_await events_.next(gone, stop);
    throwIfStopped(stop);
    if (event == Event::PinGiven)
        co_return std::exchange(pin_, nullptr);
    wrongPin_ = false; // that PIN was for another key
    co_return SharedSecret();
}

QCoro::Task<int> KeyCeremony::choice(CeremonyState choosing, std::stop_token stop) {
    setState(choosing);
    co_await events_.action(stop);
    throwIfStopped(stop);
    co_return int(account_);
}

QCoro::Task<> KeyCeremony::recover(fido::Key key, fido::KeyError error, std::stop_token stop) {
    if (error.cause() != Cause::Busy) // if busy, a wrong PIN from before still has to be shown
        wrongPin_ = error.cause() == Cause::WrongPin;
    obstacle_ = error;
    const Keys keys = co_await authenticator_.keys();
    throwIfStopped(stop);
    fido::KeyInfo info;
    if (needsKeyInfo(error.cause())) {
        info = co_await authenticator_.info(key.path);
        throwIfStopped(stop);
    }
    if (error.cause() == Cause::WrongPin)
        Q_EMIT wrongPinTried(info.pinRetries);
    const KeyRecovery recovery = keyRecovery(error, key, info, pinOnlyKey_ == key.path);
    if (recovery.action == KeyRecovery::Action::Fail)
        throw error;
    if (recovery.action == KeyRecovery::Action::Decline) {
        decline(error);
        co_return;
    }
    if (recovery.action == KeyRecovery::Action::RetryWithPin)
        pinOnlyKey_ = key.path;
    if (recovery.action != KeyRecovery::Action::Show)
        co_return;
    obstacle_ = recovery.reason;
    CeremonyState shown = recovery.state;
    if (const fido::SystemKeys *system = authenticator_.systemKeys())
        shown.system = system->name();
    setState(shown);
    const KeysMatter matter = lookAgainAfter(shown.kind, key, keys);
    const Event event = co_await events_.next(matter, stop);
    throwIfStopped(stop);
    isReady_ = event != Event::LookAgain;
    if (event == Event::UseAnotherKey)
        passOver(key.path);
}

} // namespace vouch
