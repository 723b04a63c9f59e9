// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/system_keys.h"

#include <memory>
#include <windows.h>

#include <webauthn.h>

/// For files of Windows only: security keys through Windows' own window. What its functions take
/// and return: https://learn.microsoft.com/windows/win32/api/webauthn/
namespace vouch::fido {

/// webauthn.dll's functions. Never unloaded.
class WebAuthn {
public:
    /// Loads them, from Windows' own folder only.
    WebAuthn();
    /// What is missing, for the log; empty if nothing is.
    const QString &missing() const { return missing_; }
    /// The error for what a function returned; see keyErrorOf().
    KeyError error(HRESULT result) const;

    decltype(&::WebAuthNGetApiVersionNumber) version = nullptr;
    decltype(&::WebAuthNGetErrorName) errorName = nullptr;
    decltype(&::WebAuthNGetCancellationId) cancellationId = nullptr;
    decltype(&::WebAuthNCancelCurrentOperation) cancel = nullptr;
    decltype(&::WebAuthNAuthenticatorGetAssertion) getAssertion = nullptr;
    decltype(&::WebAuthNFreeAssertion) freeAssertion = nullptr;
    decltype(&::WebAuthNAuthenticatorMakeCredential) makeCredential = nullptr;
    decltype(&::WebAuthNFreeCredentialAttestation) freeAttestation = nullptr;

private:
    QString missing_;
};

/// The error for an HRESULT, which Windows calls `name`. The only place that maps them.
KeyError keyErrorOf(HRESULT result, const QString &name);
/// For a Windows whose webauthn.dll lacks something, or that has none.
KeyError webAuthnMissing(const QString &what);
/// A key that only Windows may open was to be opened.
KeyError keptByWindows();

/// Windows' own way to use keys; null where programs may open keys themselves: with an
/// administrator's rights, and before Windows 10 1903.
std::unique_ptr<SystemKeys> windowsKeys();

} // namespace vouch::fido
