// SPDX-License-Identifier: Apache-2.0
// The steps of a ceremony, from finding the key to the end.
#include "session/keys/key_ceremony.h"

#include "fido/authenticator.h"

#include <utility>

namespace vouch {

using Kind = KeyCeremony::CeremonyState::Kind;

namespace {

/// Requests a stop when its scope ends.
struct StopAtEnd {
    std::stop_source source;
    ~StopAtEnd() { source.request_stop(); }
};

QStringList pathsOf(const QList<fido::Key> &keys) {
    QStringList paths;
    for (const fido::Key &key : keys)
        paths.append(key.path);
    return paths;
}

} // namespace

QCoro::Task<> KeyCeremony::inWindow(Requester who, std::stop_token stop) {
    auto waiter = join(who);
    const auto done = waiter->done();
    const std::stop_callback onStop(stop, [&waiter] { waiter.reset(); });
    co_await done;
    throwIfStopped(stop);
}

QCoro::Task<> KeyCeremony::run(std::stop_token stop) {
    keyWatch_ = authenticator_.watchKeys([this] { post(Event::LookAgain); });
    co_await prepare(stop);
    throwIfStopped(stop);

    while (true) {
        fido::Key key;
        std::optional<fido::KeyError> error;
        try {
            key = co_await insertedKey(stop);
            throwIfStopped(stop);
            const bool done = co_await useKey(key, stop);
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
            using Cause = fido::KeyError::Cause;
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
    static quint64 lastAsking = 0; // shared by all ceremonies
    asking_ = ++lastAsking;
    setState({verifiesItself ? Kind::Checking : Kind::CheckingPin, key.model});
    co_return co_await perform(key, std::exchange(pin, nullptr), stop);
}

QCoro::Task<> KeyCeremony::prepareKey(fido::Key, std::stop_token) {
    co_return;
}

QCoro::Task<fido::Key> KeyCeremony::insertedKey(std::stop_token stop) {
    while (true) {
        const Keys all = co_await authenticator_.keys();
        throwIfStopped(stop);
        const QStringList present = pathsOf(all);
        passedOver_.removeIf([&present](const QString &path) { return !present.contains(path); });
        Keys keys = all;
        keys.removeIf([this](const fido::Key &key) { return passedOver_.contains(key.path); });
        const auto chosen = std::ranges::find(keys, chosenKey_, &fido::Key::path);
        if (chosen != keys.end())
            co_return fido::Key(*chosen);
        chosenKey_.clear();
        if (keys.size() == 1)
            co_return fido::Key(keys.first());
        if (keys.size() > 1) {
            chosenKey_ = co_await touchedKey(keys, stop);
            throwIfStopped(stop);
            continue;
        }
        if (state_.kind != Kind::InsertAgain)
            setState(Kind::Insert);
        const KeysMatter changed = [all](const Keys &now) { return now != all; };
        co_await nextEvent(changed, stop);
        throwIfStopped(stop);
    }
}

QCoro::Task<QString> KeyCeremony::touchedKey(Keys keys, std::stop_token stop) {
    CeremonyState choosing(Kind::ChooseKey);
    for (const fido::Key &key : keys)
        choosing.choices.append(key.model);
    setState(choosing);
    const QStringList paths = pathsOf(keys);
    const StopAtEnd blinking;
    auto touched = authenticator_.touched(paths, blinking.source.get_token());
    touched.then(this, [this](const QFuture<QString> &) { post(Event::LookAgain); });
    const QStringList passedOver = passedOver_;
    const KeysMatter matter = [=](const Keys &now) {
        QStringList wanted = pathsOf(now);
        wanted.removeIf([&](const QString &path) { return passedOver.contains(path); });
        return touched.isFinished() || wanted != paths;
    };
    co_await nextEvent(matter, stop);
    throwIfStopped(stop);
    if (!touched.isFinished())
        co_return QString();
    co_return co_await touched;
}

QCoro::Task<SharedSecret> KeyCeremony::askPin(fido::Key key, int attemptsLeft,
                                              std::stop_token stop) {
    CeremonyState asking(Kind::Pin, key.model);
    asking.attemptsLeft = attemptsLeft;
    asking.wrongPin = wrongPin_;
    setState(asking);
    const KeysMatter gone = [key](const Keys &now) { return !now.contains(key); };
    const Event event = co_await nextEvent(gone, stop);
    throwIfStopped(stop);
    if (event == Event::PinGiven)
        co_return std::exchange(pin_, nullptr);
    wrongPin_ = false; // that PIN was for another key
    co_return SharedSecret();
}

QCoro::Task<int> KeyCeremony::choice(CeremonyState choosing, std::stop_token stop) {
    setState(choosing);
    const KeysMatter never = [](const Keys &) { return false; };
    co_await nextEvent(never, stop);
    throwIfStopped(stop);
    co_return int(account_);
}

QCoro::Task<> KeyCeremony::recover(fido::Key key, fido::KeyError error, std::stop_token stop) {
    using Cause = fido::KeyError::Cause;
    if (error.cause() != Cause::Busy) // if busy, a wrong PIN from before still has to be shown
        wrongPin_ = error.cause() == Cause::WrongPin;
    obstacle_ = error;
    const Keys keys = co_await authenticator_.keys();
    throwIfStopped(stop);
    KeysMatter matter = [keys](const Keys &now) { return now != keys; };
    CeremonyState obstacle(Kind::NotTouched, key.model);
    switch (error.cause()) {
    case Cause::WrongPin: {
        const fido::KeyInfo info = co_await authenticator_.info(key.path);
        throwIfStopped(stop);
        Q_EMIT wrongPinTried(info.pinRetries);
        co_return;
    }
    case Cause::Removed:
        // If the key is still there it isn't responding: don't retry at once, which would loop.
        obstacle.kind = Kind::InsertAgain;
        matter = [key, keys, looks = 0](const Keys &now) mutable {
            const bool changed = key.path.isEmpty() ? now != keys : !now.contains(key);
            return changed || looks++ > 0;
        };
        break;
    case Cause::NotVerified:
        if (pinOnlyKey_ == key.path)
            throw error;
        pinOnlyKey_ = key.path; // it can't verify the user by itself any more; use the PIN
        co_return;
    case Cause::PinPaused: {
        const fido::KeyInfo info = co_await authenticator_.info(key.path);
        throwIfStopped(stop);
        obstacle.kind = Kind::PullOut;
        obstacle.attemptsLeft = info.pinRetries;
        matter = [key](const Keys &now) { return !now.contains(key); };
        break;
    }
    case Cause::NotTouched:
        break;
    case Cause::PinBlocked:
        obstacle.kind = Kind::PinBlocked;
        break;
    case Cause::PinNeeded:
    case Cause::Incomplete: {
        const fido::KeyInfo info = co_await authenticator_.info(key.path);
        throwIfStopped(stop);
        const bool verifiesItself = info.verifiesItself && pinOnlyKey_ != key.path;
        if (verifiesItself && info.pinSet) { // CTAP 2.1: verifying the user by itself failed
            pinOnlyKey_ = key.path;
            co_return;
        }
        if (info.pinSet || error.cause() == Cause::Incomplete)
            throw error; // the PIN was given; asking again would loop
        obstacle_ = fido::pinNotSet();
        obstacle.kind = Kind::PinNotSet;
        obstacle.key = key.path;
        break;
    }
    case Cause::PinNotSet:
    case Cause::PinOutdated: { // keys can report either one for the other
        const fido::KeyInfo info = co_await authenticator_.info(key.path);
        throwIfStopped(stop);
        obstacle_ = info.pinSet ? fido::pinOutdated() : fido::pinNotSet();
        obstacle.kind = info.pinSet ? Kind::PinOutdated : Kind::PinNotSet;
        obstacle.key = key.path;
        break;
    }
    case Cause::Busy:
        obstacle.kind = Kind::KeyBusy;
        break;
    case Cause::NoCredential:
        obstacle.kind = Kind::NotRegistered;
        break;
    case Cause::AlreadyRegistered:
        obstacle.kind = Kind::AlreadyRegistered;
        break;
    case Cause::Full:
        obstacle.kind = Kind::KeyFull;
        break;
    case Cause::Cancelled:
    case Cause::PinRefused:
    case Cause::NotPermitted:
    case Cause::Unsuitable:
        throw error;
    }
    setState(obstacle);
    const Event event = co_await nextEvent(matter, stop);
    throwIfStopped(stop);
    if (event == Event::UseAnotherKey)
        passedOver_.append(key.path);
}

QCoro::Task<KeyCeremony::Event> KeyCeremony::nextEvent(KeysMatter matter, std::stop_token stop) {
    events_.clear();
    while (true) {
        const Keys now = co_await authenticator_.keys();
        throwIfStopped(stop);
        if (matter(now))
            co_return Event::LookAgain;
        while (events_.isEmpty()) {
            wake_ = Deferred<bool>();
            co_await wake_.future();
            throwIfStopped(stop);
        }
        const Event event = events_.dequeue();
        if (event != Event::LookAgain)
            co_return Event(event);
    }
}

} // namespace vouch
