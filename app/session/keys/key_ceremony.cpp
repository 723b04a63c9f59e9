// SPDX-License-Identifier: Apache-2.0
#include "session/keys/key_ceremony.h"

#include "core/log.h"
#include "fido/authenticator.h"
#include "fido/pin_rules.h"

#include <utility>

namespace vouch {

using namespace std::chrono_literals;
using Kind = KeyCeremony::CeremonyState::Kind;

namespace {

/// How long a key blinks before it gives up. CTAP 2.1 section 6.2.2 leaves the time to the key; all
/// the ones we know take 30 s.
constexpr auto touchTime = 30s;

} // namespace

bool KeyCeremony::CeremonyState::isDeadEnd() const {
    return kind == Kind::NotTouched || kind == Kind::PullOut || kind == Kind::PinBlocked ||
           kind == Kind::PinNotSet || kind == Kind::PinOutdated || kind == Kind::KeyBusy ||
           kind == Kind::NotRegistered || kind == Kind::AlreadyRegistered || kind == Kind::KeyFull;
}

KeyCeremony::KeyCeremony(Aim aim, fido::Authenticator &authenticator, Clock &clock)
    : authenticator_(authenticator), clock_(clock), aim_(aim) {
    connect(&authenticator_, &fido::Authenticator::touchNeeded, this, [this](quint64 asking) {
        // Ignore other ceremonies' touches, and keys that this one no longer waits for.
        const bool isWaiting = state_.kind == Kind::CheckingPin ||
                               (state_.kind == Kind::Checking && !state_.model.isEmpty());
        if (!isWaiting || asking != asking_)
            return;
        CeremonyState touch(Kind::Touch, state_.model);
        touch.until = clock_.now() + touchTime;
        setState(touch);
    });
}

KeyCeremony::~KeyCeremony() = default;

std::unique_ptr<KeyCeremony::Waiter> KeyCeremony::join(Requester who, bool inTerminal) {
    auto waiter = std::unique_ptr<Waiter>(new Waiter(this, std::move(who), inTerminal));
    waiters_.append(waiter.get());
    if (!isUnderWay()) {
        wrongPin_ = false;
        pinOnlyKey_.clear();
        chosenKey_.clear();
        passedOver_.clear();
        setState(Kind::Checking);
        task_ = ScopedTask([this](std::stop_token stop) { return run(stop); },
                           [this](const Error &error) {
                               finish(&error);
                               Q_EMIT failed(error);
                           });
    }
    Q_EMIT requestersChanged();
    return waiter;
}

KeyCeremony::Waiter::~Waiter() {
    if (ceremony_)
        ceremony_->leave(this);
}

void KeyCeremony::leave(Waiter *waiter) {
    if (!waiters_.removeOne(waiter))
        return;
    if (waiters_.isEmpty())
        finish(nullptr);
    else
        Q_EMIT requestersChanged();
}

QList<Requester> KeyCeremony::requesters() const {
    QList<Requester> all;
    for (const Waiter *waiter : waiters_)
        all.append(waiter->who_);
    return all;
}

bool KeyCeremony::needsWindow() const {
    return std::ranges::any_of(waiters_, [](const Waiter *waiter) { return !waiter->inTerminal_; });
}

void KeyCeremony::submitPin(Secret pin) {
    if (state_.kind != Kind::Pin || !couldBePin(pin.view()))
        return;
    pin_ = std::make_shared<Secret>(std::move(pin));
    post(Event::PinGiven);
    setState({Kind::CheckingPin, state_.model}); // so that a second PIN isn't accepted
}

void KeyCeremony::tryAgain() {
    if (state_.isDeadEnd())
        post(Event::TryAgain);
}

void KeyCeremony::useAnotherKey() {
    if (state_.isDeadEnd())
        post(Event::UseAnotherKey);
}

void KeyCeremony::chooseAccount(int index) {
    if (state_.kind != Kind::ChooseAccount || index < 0 || index >= state_.choices.size())
        return;
    account_ = index;
    post(Event::AccountChosen);
}

void KeyCeremony::cancel() {
    Q_EMIT declined(requesters());
    stop();
}

void KeyCeremony::stop() {
    const Error error = cancelled();
    finish(&error);
}

/// Ends the ceremony and resolves all waiters.
void KeyCeremony::finish(const Error *error) {
    task_.stop();
    wake_ = Deferred<bool>(); // what the task was waiting for won't come
    keyWatch_.reset();
    pin_.reset();
    const auto waiters = std::exchange(waiters_, {});
    for (Waiter *waiter : waiters) {
        if (error != nullptr)
            waiter->deferred_.fail(*error);
        else
            waiter->deferred_.deliver(true);
    }
    setState(Kind::Idle);
    if (!waiters.isEmpty())
        Q_EMIT requestersChanged();
}

void KeyCeremony::post(Event event) {
    events_.enqueue(event);
    wake_.deliver(true);
}

void KeyCeremony::setState(CeremonyState state) {
    if (state == state_)
        return;
    state_ = std::move(state);
    qCDebug(logTask).nospace() << (aim_ == Aim::SignIn ? "sign-in: " : "add-key: ") << state_.kind;
    Q_EMIT stateChanged();
}

} // namespace vouch
