// SPDX-License-Identifier: Apache-2.0
// Windows maps these results to WebAuthn's errors (WebAuthNGetErrorName in Microsoft's reference):
// InvalidStateError, ConstraintError, NotSupportedError, NotAllowedError. They say more than those.
#include "fido/webauthn_windows.h"

#include <QCoreApplication>

#include <fido.h>

namespace vouch::fido {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::fido)
};

} // namespace

KeyError keyErrorOf(HRESULT result, const QString &name) {
    using Cause = KeyError::Cause;
    using Kind = Error::Kind;
    const QString detail =
        u"webauthn.dll: %1, 0x%2"_s.arg(name, QString::number(quint32(result), 16));
    const auto error = [&](Cause cause, Kind kind, const QString &message, const QString &hint) {
        return KeyError(cause, kind, message, hint, detail);
    };
    switch (result) {
    case NTE_USER_CANCELLED:
    case HRESULT_FROM_WIN32(ERROR_CANCELLED):
        return error(Cause::Canceled, Kind::Canceled,
                     Strings::tr("You canceled in Windows' window."), {});
    case HRESULT_FROM_WIN32(ERROR_TIMEOUT):
        return error(Cause::NotTouched, Kind::TimedOut,
                     Strings::tr("Windows stopped waiting for your key."),
                     Strings::tr("Try again with the key within reach."));
    case NTE_NOT_FOUND:
        return error(Cause::NoCredential, Kind::NoKey,
                     Strings::tr("Windows found no account for this server on your key."),
                     Strings::tr("Use another key, or register this one with your organization."));
    case NTE_DEVICE_NOT_FOUND:
        return error(Cause::Unsuitable, Kind::NoKey, Strings::tr("Windows found no security key."),
                     Strings::tr("Insert your key, then try again."));
    case NTE_EXISTS:
        return keyError(FIDO_ERR_CREDENTIAL_EXCLUDED, detail);
    case NTE_TOKEN_KEYSET_STORAGE_FULL:
        return keyError(FIDO_ERR_KEY_STORE_FULL, detail);
    case NTE_NOT_SUPPORTED:
    case NTE_INVALID_PARAMETER:
    case HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED):
        return error(Cause::Unsuitable, Kind::Unsupported,
                     Strings::tr("Your key or this Windows doesn't support what Vouch needs."),
                     Strings::tr("Use a FIDO2 key with a PIN, and install Windows' updates."));
    case E_INVALIDARG:
        return error(Cause::Unsuitable, Kind::Unsupported,
                     Strings::tr("Windows rejected Vouch's request as invalid."),
                     Strings::tr("Install Windows' updates. If that doesn't help, please report "
                                 "it."));
    default:
        return error(Cause::Unsuitable, Kind::Unsupported,
                     Strings::tr("Windows couldn't use your key."),
                     Strings::tr("Try again. If it fails again, restart Windows."));
    }
}

KeyError webAuthnMissing(const QString &what) {
    return KeyError(KeyError::Cause::NotPermitted, Error::Kind::Unsupported,
                    Strings::tr("This Windows can't ask for security keys on Vouch's behalf."),
                    Strings::tr("Install Windows' updates: Vouch needs what Windows 10 has since "
                                "version 1903."),
                    what);
}

KeyError keptByWindows() {
    return KeyError(KeyError::Cause::NotPermitted, Error::Kind::Unsupported,
                    Strings::tr("Windows keeps a key's PIN, and what is on it, to itself."),
                    Strings::tr("Change the PIN in Windows' Settings: Accounts, Sign-in options, "
                                "Security key."),
                    u"only an administrator may open it"_s);
}

} // namespace vouch::fido
