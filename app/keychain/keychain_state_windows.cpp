// SPDX-License-Identifier: Apache-2.0
// Credential Manager: it is open as long as the user is logged in, and there's no bus to lose.
#include "keychain/glib_bus.h"
#include "keychain/keychain.h"

#include <windows.h>

#include <wincred.h>

namespace vouch {

void surviveSessionBus() {}

void watchKeychainBus() {}

std::optional<qsizetype> largestSecret() {
    return 5 * 512; // CRED_MAX_CREDENTIAL_BLOB_SIZE; mingw-w64's headers have an older one
}

QCoro::Task<KeychainState> keychainState(std::chrono::milliseconds) {
    PCREDENTIALW credential = nullptr;
    if (::CredReadW(L"vouch/", CRED_TYPE_GENERIC, 0, &credential)) {
        ::CredFree(credential);
        co_return KeychainState::Open;
    }
    co_return ::GetLastError() == ERROR_NOT_FOUND ? KeychainState::Open : KeychainState::None;
}

} // namespace vouch
