// SPDX-License-Identifier: Apache-2.0
#include "session/keys/key_recovery.h"

namespace vouch {

using Action = KeyRecovery::Action;
using CeremonyState = KeyCeremony::CeremonyState;
using Kind = CeremonyState::Kind;
using Cause = fido::KeyError::Cause;

bool needsKeyInfo(Cause cause) {
    return cause == Cause::WrongPin || cause == Cause::PinPaused || cause == Cause::PinNeeded ||
           cause == Cause::Incomplete || cause == Cause::PinNotSet || cause == Cause::PinOutdated;
}

KeyRecovery keyRecovery(const fido::KeyError &error, const fido::Key &key,
                        const fido::KeyInfo &info, bool pinOnly) {
    const auto only = [&error](Action action) { return KeyRecovery{action, {}, error}; };
    const auto show = [&](Kind kind) {
        return KeyRecovery{Action::Show, CeremonyState(kind, key.model), error};
    };
    const auto changePin = [&](Kind kind, const fido::KeyError &reason) {
        KeyRecovery recovery{Action::Show, CeremonyState(kind, key.model), reason};
        recovery.state.key = key.path;
        return recovery;
    };
    switch (error.cause()) {
    case Cause::WrongPin:
        return only(Action::Retry);
    case Cause::Removed:
        return show(Kind::InsertAgain);
    case Cause::NotVerified:
        return only(pinOnly ? Action::Fail : Action::RetryWithPin);
    case Cause::PinPaused: {
        KeyRecovery recovery = show(Kind::PullOut);
        recovery.state.attemptsLeft = info.pinRetries;
        return recovery;
    }
    case Cause::NotTouched:
        return show(Kind::NotTouched);
    case Cause::PinBlocked:
        return show(Kind::PinBlocked);
    case Cause::PinNeeded:
    case Cause::Incomplete:
        if (info.pinSet && info.verifiesItself && !pinOnly)
            return only(Action::RetryWithPin); // CTAP 2.1: verifying the user by itself failed
        if (info.pinSet || error.cause() == Cause::Incomplete)
            return only(Action::Fail); // the PIN was given; asking again would loop
        return changePin(Kind::PinNotSet, fido::pinNotSet());
    case Cause::PinNotSet:
    case Cause::PinOutdated: // keys can report either one for the other
        return info.pinSet ? changePin(Kind::PinOutdated, fido::pinOutdated())
                           : changePin(Kind::PinNotSet, fido::pinNotSet());
    case Cause::Busy:
        return show(Kind::KeyBusy);
    case Cause::NoCredential:
        return show(Kind::NotRegistered);
    case Cause::AlreadyRegistered:
        return show(Kind::AlreadyRegistered);
    case Cause::Full:
        return show(Kind::KeyFull);
    case Cause::Canceled:
        return only(Action::Decline);
    case Cause::PinRefused:
    case Cause::NotPermitted:
    case Cause::Unsuitable:
        break;
    }
    return only(Action::Fail);
}

CeremonyEvents::KeysMatter lookAgainAfter(Kind shown, const fido::Key &key,
                                          const CeremonyEvents::Keys &keys) {
    if (shown == Kind::PullOut)
        return [key](const CeremonyEvents::Keys &now) { return !now.contains(key); };
    if (shown != Kind::InsertAgain)
        return [keys](const CeremonyEvents::Keys &now) { return now != keys; };
    // If the key is still there it isn't responding: don't retry at once, which would loop.
    return [key, keys, looks = 0](const CeremonyEvents::Keys &now) mutable {
        const bool changed = key.path.isEmpty() ? now != keys : !now.contains(key);
        return changed || looks++ > 0;
    };
}

} // namespace vouch
