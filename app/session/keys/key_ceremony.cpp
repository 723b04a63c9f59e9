// SPDX-License-Identifier: Apache-2.0
#include "session/keys/key_ceremony.h"

#include "core/log.h"
#include "fido/authenticator.h"
#include "fido/pin_rules.h"

#include <utility>

namespace vouch {

using namespace std::chrono_literals;
using Kind = KeyCeremony::Moment::Kind;

namespace {

/// How long a key blinks before it gives up (CTAP 2.1 section 6.2.2 leaves it to the key; all we
/// know take 30 s).
constexpr auto touchTime = 30s;

} // namespace

bool KeyCeremony::Moment::isDeadEnd() const {
    return kind == Kind::NotTouched || kind == Kind::PullOut || kind == Kind::PinBlocked ||
           kind == Kind::PinNotSet || kind == Kind::PinOutdated || kind == Kind::KeyBusy ||
           kind == Kind::NotRegistered || kind == Kind::AlreadyRegistered || kind == Kind::KeyFull;
}

KeyCeremony::KeyCeremony(Aim aim, fido::Authenticator &authenticator, Clock &clock)
    : authenticator_(authenticator), clock_(clock), aim_(aim) {
    connect(&authenticator_, &fido::Authenticator::touchNeeded, this, [this](quint64 asking) {
        // Not for another ceremony, and not of a key that nobody waits for any more.
        const bool asked = moment_.kind == Kind::CheckingPin ||
                           (moment_.kind == Kind::Checking && !moment_.model.isEmpty());
        if (!asked || asking != asking_)
            return;
        Moment touch(Kind::Touch, moment_.model);
        touch.until = clock_.now() + touchTime;
        setMoment(touch);
    });
}

KeyCeremony::~KeyCeremony() = default;

std::unique_ptr<KeyCeremony::Place> KeyCeremony::join(Requester who, bool inTerminal) {
    auto place = std::unique_ptr<Place>(new Place(this, std::move(who), inTerminal));
    places_.append(place.get());
    if (!isUnderWay()) {
        wrongPin_ = false;
        byPin_.clear();
        chosen_.clear();
        passedOver_.clear();
        setMoment(Kind::Checking);
        story_ = Story([this](std::stop_token stop) { return run(stop); },
                       [this](const Error &error) {
                           finish(&error);
                           Q_EMIT failed(error);
                       });
    }
    Q_EMIT requestersChanged();
    return place;
}

KeyCeremony::Place::~Place() {
    if (ceremony_)
        ceremony_->leave(this);
}

void KeyCeremony::leave(Place *place) {
    if (!places_.removeOne(place))
        return;
    if (places_.isEmpty())
        finish(nullptr);
    else
        Q_EMIT requestersChanged();
}

QList<Requester> KeyCeremony::requesters() const {
    QList<Requester> all;
    for (const Place *place : places_)
        all.append(place->who_);
    return all;
}

bool KeyCeremony::needsWindow() const {
    return std::ranges::any_of(places_, [](const Place *place) { return !place->inTerminal_; });
}

void KeyCeremony::submitPin(Secret pin) {
    if (moment_.kind != Kind::Pin || !couldBePin(pin.view()))
        return;
    pin_ = std::make_shared<Secret>(std::move(pin));
    happened(Event::PinGiven);
    setMoment({Kind::CheckingPin, moment_.model}); // a second one would be for nobody
}

void KeyCeremony::tryAgain() {
    if (moment_.isDeadEnd())
        happened(Event::TryAgain);
}

void KeyCeremony::useAnotherKey() {
    if (moment_.isDeadEnd())
        happened(Event::UseAnotherKey);
}

void KeyCeremony::chooseAccount(int index) {
    if (moment_.kind != Kind::ChooseAccount || index < 0 || index >= moment_.choices.size())
        return;
    account_ = index;
    happened(Event::AccountChosen);
}

void KeyCeremony::cancel() {
    Q_EMIT declined(requesters());
    stop();
}

void KeyCeremony::stop() {
    const Error error = cancelled();
    finish(&error);
}

/// Ends the ceremony and tells everybody who waits.
void KeyCeremony::finish(const Error *error) {
    story_.stop();
    wake_ = Outcome<bool>(); // whatever the story waited for will not come
    keyWatch_.reset();
    pin_.reset();
    const auto places = std::exchange(places_, {});
    for (Place *place : places) {
        if (error != nullptr)
            place->outcome_.fail(*error);
        else
            place->outcome_.deliver(true);
    }
    setMoment(Kind::Idle);
    if (!places.isEmpty())
        Q_EMIT requestersChanged();
}

void KeyCeremony::happened(Event event) {
    events_.enqueue(event);
    wake_.deliver(true);
}

void KeyCeremony::setMoment(Moment moment) {
    if (moment == moment_)
        return;
    moment_ = std::move(moment);
    qCDebug(logStory).nospace() << (aim_ == Aim::SignIn ? "sign-in: " : "add-key: ")
                                << moment_.kind;
    Q_EMIT momentChanged();
}

} // namespace vouch
