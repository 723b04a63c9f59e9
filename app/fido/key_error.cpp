// SPDX-License-Identifier: Apache-2.0
#include "core/advice.h"
#include "fido/authenticator.h"

#include <QCoreApplication>

#include <fido.h>

namespace vouch::fido {

using namespace Qt::Literals::StringLiterals;

namespace {
struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::fido)
};
} // namespace

KeyError keyError(int code) {
    return keyError(code, u"libfido2: %1"_s.arg(QLatin1StringView(fido_strerr(code))));
}

KeyError keyError(int code, const QString &detail) {
    using Cause = KeyError::Cause;
    using Kind = Error::Kind;
    const auto error = [&](Cause cause, Kind kind, const QString &message, const QString &hint) {
        return KeyError(cause, kind, message, hint, detail);
    };
    switch (code) {
    case FIDO_ERR_PIN_INVALID:
    case FIDO_ERR_PIN_AUTH_INVALID:
        return error(Cause::WrongPin, Kind::Pin, Strings::tr("Wrong PIN."),
                     Strings::tr("Enter the PIN of the inserted key."));
    case FIDO_ERR_PIN_AUTH_BLOCKED:
        return error(Cause::PinPaused, Kind::Pin, Strings::tr("Three wrong PINs in a row."),
                     Strings::tr("Remove the key and insert it again."));
    case FIDO_ERR_UV_INVALID:
    case FIDO_ERR_UV_BLOCKED:
        return error(Cause::NotVerified, Kind::Pin, Strings::tr("Your key didn't recognize you."),
                     Strings::tr("Enter its PIN, or use another key."));
    case FIDO_ERR_PIN_BLOCKED:
        return error(Cause::PinBlocked, Kind::KeyBlocked, Strings::tr("This key's PIN is blocked."),
                     Strings::tr("Use another key. Only a reset unblocks this one, and a reset "
                                 "erases it."));
    case FIDO_ERR_PIN_NOT_SET:
        return error(Cause::PinNotSet, Kind::Pin, Strings::tr("This key has no PIN yet."),
                     Strings::tr("Set one in Vouch's Keys window, or run: vouch keys change-pin"));
    case FIDO_ERR_PIN_POLICY_VIOLATION: // the PIN must be changed first, or was never set
        return error(
            Cause::PinOutdated, Kind::Pin, Strings::tr("This key requires a new PIN."),
            Strings::tr("Change it in Vouch's Keys window, or run: vouch keys change-pin"));
    case FIDO_ERR_PIN_REQUIRED: // CTAP 2.1: PUAT_REQUIRED, sent whether or not a PIN is set
        return error(Cause::PinNeeded, Kind::Pin,
                     Strings::tr("Your key requires you to verify yourself first."),
                     Strings::tr("Try again with its PIN. If that doesn't help, use another key."));
    case FIDO_ERR_MISSING_PARAMETER:
        return error(
            Cause::Incomplete, Kind::Unsupported,
            Strings::tr("Your key rejected the request as incomplete."),
            Strings::tr("Use another key. If this one works elsewhere, please report it."));
    case FIDO_ERR_CHANNEL_BUSY:
        return keyBusy(detail);
    case FIDO_ERR_NO_CREDENTIALS:
        return error(Cause::NoCredential, Kind::NoKey, Strings::tr("This key isn't registered."),
                     Strings::tr("Use another key, or register this one with your organization."));
    case FIDO_ERR_CREDENTIAL_EXCLUDED:
        return error(Cause::AlreadyRegistered, Kind::NoKey,
                     Strings::tr("This key is already registered."),
                     Strings::tr("Insert the key you want to add."));
    case FIDO_ERR_KEY_STORE_FULL:
        return error(
            Cause::Full, Kind::NoKey, Strings::tr("This key has no room for another account."),
            Strings::tr("Remove an account with the key manufacturer's app, or use another key."));
    case FIDO_ERR_OPERATION_DENIED: // depends on the key
    case FIDO_ERR_USER_ACTION_TIMEOUT:
    case FIDO_ERR_ACTION_TIMEOUT:
    case FIDO_ERR_UP_REQUIRED:
        return error(Cause::NotTouched, Kind::TimedOut, Strings::tr("You didn't touch the key."),
                     Strings::tr("Try again with the key within reach."));
    case FIDO_ERR_KEEPALIVE_CANCEL:
        return error(Cause::Canceled, Kind::Canceled, Strings::tr("Canceled."), {});
    case FIDO_ERR_RX:
    case FIDO_ERR_TX:
    case FIDO_ERR_INVALID_CHANNEL:
    case FIDO_ERR_INTERNAL: // what libfido2 returns when the device can't be opened
        return error(Cause::Removed, Kind::NoKey,
                     Strings::tr("The key was removed or isn't responding."),
                     Strings::tr("Insert it again."));
    default:
        return error(Cause::Unsuitable, Kind::Unsupported,
                     Strings::tr("This key doesn't support what Vouch needs."),
                     Strings::tr("Use a FIDO2 key with a PIN."));
    }
}

KeyError pinNotSet() {
    return keyError(FIDO_ERR_PIN_NOT_SET);
}

KeyError pinBlocked() {
    return keyError(FIDO_ERR_PIN_BLOCKED);
}

KeyError pinOutdated() {
    return keyError(FIDO_ERR_PIN_POLICY_VIOLATION, u"forcePINChange"_s);
}

KeyError keyBusy(const QString &detail) {
    return KeyError(KeyError::Cause::Busy, Error::Kind::NoKey,
                    Strings::tr("Another program is using your key."),
                    Strings::tr("Close that program, such as a browser tab, ykman, or a virtual "
                                "machine, then try again."),
                    detail);
}

KeyError keyBusyWithUs() {
    return KeyError(KeyError::Cause::Busy, Error::Kind::NoKey,
                    Strings::tr("Vouch is already using your key."),
                    Strings::tr("Finish that first: touch the key or cancel."),
                    u"CTAPHID: ERR_CHANNEL_BUSY, from a device of ours"_s);
}

KeyError keyNotPermitted(const QString &detail) {
    return KeyError(KeyError::Cause::NotPermitted, Error::Kind::NoKey,
                    Strings::tr("This computer doesn't let you use your key."), advice::allowKeys(),
                    detail);
}

KeyError newPinError(int code, const KeyInfo &info) {
    using Cause = KeyError::Cause;
    const QString detail = u"libfido2, a new PIN: %1"_s.arg(QLatin1StringView(fido_strerr(code)));
    switch (code) {
    case FIDO_ERR_PIN_POLICY_VIOLATION:
        return KeyError(
            Cause::PinRefused, Error::Kind::Pin, Strings::tr("Your key didn't accept this PIN."),
            info.mustChangePin
                ? Strings::tr(
                      "It may be too simple, or the same as the current one. Choose another PIN.")
                : Strings::tr(
                      "It may be too simple. Choose another PIN of at least %n character(s).",
                      nullptr, info.minPinLength),
            detail);
    case FIDO_ERR_NOT_ALLOWED: // no other PIN would help
        return KeyError(Cause::Unsuitable, Error::Kind::Pin,
                        info.pinSet ? Strings::tr("This key already has a PIN.")
                                    : Strings::tr("This key doesn't allow a PIN to be set."),
                        info.pinSet ? Strings::tr("Change it instead.")
                                    : Strings::tr("Use the key manufacturer's app."),
                        detail);
    default:
        return keyError(code);
    }
}

} // namespace vouch::fido
