// SPDX-License-Identifier: Apache-2.0
#include "fido/webauthn_windows.h"

#include "wire/native_windows.h"

namespace vouch::fido {

using namespace Qt::Literals::StringLiterals;

WebAuthn::WebAuthn() {
    const HMODULE library =
        ::LoadLibraryExW(L"webauthn.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (library == nullptr) {
        missing_ = u"webauthn.dll: "_s + QString::fromStdString(wire::errorText(::GetLastError()));
        return;
    }
    const auto load = [&](auto &function, const char *name) {
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(
            reinterpret_cast<void *>(::GetProcAddress(library, name)));
        if (function == nullptr && missing_.isEmpty())
            missing_ = QLatin1StringView(name);
    };
    load(version, "WebAuthNGetApiVersionNumber");
    load(errorName, "WebAuthNGetErrorName");
    load(cancellationId, "WebAuthNGetCancellationId");
    load(cancel, "WebAuthNCancelCurrentOperation");
    load(getAssertion, "WebAuthNAuthenticatorGetAssertion");
    load(freeAssertion, "WebAuthNFreeAssertion");
    load(makeCredential, "WebAuthNAuthenticatorMakeCredential");
    load(freeAttestation, "WebAuthNFreeCredentialAttestation");
    if (missing_.isEmpty() && version() < WEBAUTHN_API_VERSION_1)
        missing_ = u"webauthn.dll has the version %1"_s.arg(version());
}

KeyError WebAuthn::error(HRESULT result) const {
    return keyErrorOf(result, QString::fromWCharArray(errorName(result)));
}

} // namespace vouch::fido
