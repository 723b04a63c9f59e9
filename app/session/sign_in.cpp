// SPDX-License-Identifier: Apache-2.0
#include "session/sign_in.h"

#include "core/log.h"
#include "fido/authenticator.h"
#include "identity/server.h"
#include "session/server_in_use.h"
#include "session/session.h"

#include <utility>

namespace vouch {

using namespace std::chrono_literals;
using Kind = SignIn::Moment::Kind;

namespace {

/// How long a key blinks before it gives up (CTAP 2.1 section 6.2.2 leaves it to the key; all we
/// know take 30 s).
constexpr auto touchTime = 30s;

} // namespace

bool SignIn::Moment::isDeadEnd() const {
    return kind == Kind::NotTouched || kind == Kind::PullOut || kind == Kind::PinBlocked ||
           kind == Kind::PinNotSet || kind == Kind::NotRegistered;
}

SignIn::SignIn(ServerInUse &servers, fido::Authenticator &authenticator, Session &session,
               Clock &clock)
    : servers_(servers), authenticator_(authenticator), session_(session), clock_(clock) {
    connect(&authenticator_, &fido::Authenticator::touchNeeded, this, [this] {
        if (moment_.kind != Kind::CheckingPin)
            return;
        Moment touch(Kind::Touch, moment_.model);
        touch.until = clock_.now() + touchTime;
        setMoment(touch);
    });
    connect(&servers_, &ServerInUse::changed, this, &SignIn::stop);
}

SignIn::~SignIn() = default;

std::unique_ptr<SignIn::Place> SignIn::join(Requester who, bool inTerminal) {
    auto place = std::unique_ptr<Place>(new Place(this, std::move(who), inTerminal));
    places_.append(place.get());
    if (!isUnderWay()) {
        wrongPin_ = false;
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

SignIn::Place::~Place() {
    if (signIn_)
        signIn_->leave(this);
}

void SignIn::leave(Place *place) {
    if (!places_.removeOne(place))
        return;
    if (places_.isEmpty())
        finish(nullptr);
    else
        Q_EMIT requestersChanged();
}

QList<Requester> SignIn::requesters() const {
    QList<Requester> all;
    for (const Place *place : places_)
        all.append(place->who_);
    return all;
}

bool SignIn::needsWindow() const {
    return std::ranges::any_of(places_, [](const Place *place) { return !place->inTerminal_; });
}

void SignIn::submitPin(Secret pin) {
    if (moment_.kind != Kind::Pin)
        return;
    pin_ = std::make_shared<Secret>(std::move(pin));
    event_.deliver(Event::PinGiven);
}

void SignIn::tryAgain() {
    event_.deliver(Event::TryAgain);
}

void SignIn::cancel() {
    Q_EMIT declined(requesters());
    stop();
}

void SignIn::stop() {
    const Error error = cancelled();
    finish(&error);
}

/// Ends the sign-in and tells everybody who waits.
void SignIn::finish(const Error *error) {
    story_.stop();
    event_ = Outcome<Event>(); // whatever the story waited for will not come
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

QCoro::Task<> SignIn::run(std::stop_token stop) {
    const auto server = servers_.server();
    keyWatch_ = authenticator_.watchKeys([this] { event_.deliver(Event::KeysChanged); });
    // Before the person is bothered: is the server there, and is it the right one?
    identity::Challenge challenge = co_await server->challenge(stop);
    throwIfStopped(stop);

    while (true) {
        const fido::Key key = co_await insertedKey(stop);
        throwIfStopped(stop);
        std::optional<fido::KeyError> error;
        try {
            const fido::KeyInfo info = co_await authenticator_.info(key.path);
            throwIfStopped(stop);
            if (!info.pinSet && !info.verifiesItself)
                throw fido::pinNotSet();
            SharedSecret pin;
            if (!info.verifiesItself) {
                pin = co_await askPin(key, info.pinRetries, stop);
                throwIfStopped(stop);
                if (!pin)
                    continue;
            }
            if (clock_.now() >= challenge.expiresAt) {
                challenge = co_await server->challenge(stop);
                throwIfStopped(stop);
            }
            setMoment({Kind::CheckingPin, key.model});
            const auto assertions = co_await authenticator_.assertions(
                key.path, challenge.assertionRequest(), std::exchange(pin, nullptr), stop);
            throwIfStopped(stop);
            setMoment({Kind::Checking, key.model});
            const auto login = co_await server->logIn(challenge, assertions.first(), stop);
            throwIfStopped(stop);
            session_.begin(login, key.path);
            finish(nullptr);
            co_return;
        } catch (const fido::KeyError &failure) {
            error = failure;
        }
        throwIfStopped(stop);
        co_await overcome(key, *error, stop);
        throwIfStopped(stop);
    }
}

QCoro::Task<fido::Key> SignIn::insertedKey(std::stop_token stop) {
    while (true) {
        const auto changed = nextEvent(); // before looking, so that no change is missed
        const auto keys = co_await authenticator_.keys();
        throwIfStopped(stop);
        if (!keys.isEmpty())
            co_return keys.first();
        if (moment_.kind != Kind::InsertAgain)
            setMoment(Kind::Insert);
        co_await changed;
        throwIfStopped(stop);
    }
}

QCoro::Task<SharedSecret> SignIn::askPin(fido::Key key, int attemptsLeft, std::stop_token stop) {
    auto next = nextEvent();
    Moment asking(Kind::Pin, key.model);
    asking.attemptsLeft = attemptsLeft;
    asking.wrongPin = wrongPin_;
    setMoment(asking);
    while (true) {
        const Event event = co_await next;
        throwIfStopped(stop);
        if (event == Event::PinGiven)
            co_return std::exchange(pin_, nullptr);
        next = nextEvent();
        const auto keys = co_await authenticator_.keys();
        throwIfStopped(stop);
        if (!keys.contains(key))
            co_return {};
    }
}

QCoro::Task<> SignIn::pulledOut(fido::Key key, std::stop_token stop) {
    while (true) {
        const auto changed = nextEvent();
        const auto keys = co_await authenticator_.keys();
        throwIfStopped(stop);
        if (!keys.contains(key))
            co_return;
        co_await changed;
        throwIfStopped(stop);
    }
}

QCoro::Task<> SignIn::overcome(fido::Key key, fido::KeyError error, std::stop_token stop) {
    using Cause = fido::KeyError::Cause;
    wrongPin_ = error.cause() == Cause::WrongPin;
    obstacle_ = error;
    switch (error.cause()) {
    case Cause::WrongPin: {
        const fido::KeyInfo info = co_await authenticator_.info(key.path);
        throwIfStopped(stop);
        Q_EMIT wrongPinTried(info.pinRetries);
        co_return;
    }
    case Cause::Removed:
        setMoment({Kind::InsertAgain, key.model});
        co_return;
    case Cause::PinPaused:
        setMoment({Kind::PullOut, key.model});
        co_await pulledOut(key, stop);
        co_return;
    case Cause::NotTouched:
        setMoment({Kind::NotTouched, key.model});
        break;
    case Cause::PinBlocked:
        setMoment({Kind::PinBlocked, key.model});
        break;
    case Cause::PinNotSet:
        setMoment({Kind::PinNotSet, key.model});
        break;
    case Cause::NoCredential:
        setMoment({Kind::NotRegistered, key.model});
        break;
    case Cause::Cancelled:
    case Cause::Unsuitable:
        throw error;
    }
    co_await nextEvent();
}

QFuture<SignIn::Event> SignIn::nextEvent() {
    event_ = Outcome<Event>();
    return event_.future();
}

void SignIn::setMoment(Moment moment) {
    if (moment == moment_)
        return;
    moment_ = std::move(moment);
    qCDebug(logStory) << "sign-in:" << moment_.kind;
    Q_EMIT momentChanged();
}

} // namespace vouch
