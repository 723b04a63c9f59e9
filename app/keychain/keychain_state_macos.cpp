// SPDX-License-Identifier: Apache-2.0
// The user's default keychain, which QtKeychain uses. There's no bus to lose.
#include "keychain/glib_bus.h"
#include "keychain/keychain.h"

#include "core/deferred.h"

#include <QMutex>
#include <QThreadPool>
#include <QTimer>

#include <Security/Security.h>

#include <memory>

namespace vouch {

namespace {

/// Blocks as long as the system's daemon takes.
KeychainState readState() {
    SecKeychainStatus status = 0;
#pragma clang diagnostic push // Apple names nothing in its place
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
    const OSStatus code = SecKeychainGetStatus(nullptr, &status);
#pragma clang diagnostic pop
    if (code == errSecNoDefaultKeychain || code == errSecNoSuchKeychain)
        return KeychainState::None;
    // If its state is unknown, an entry must not be taken for missing.
    const bool isOpen = code == errSecSuccess && (status & kSecUnlockStateStatus) != 0;
    return isOpen ? KeychainState::Open : KeychainState::Locked;
}

/// The answer of another thread, or of the timer, whichever comes first.
class StateAnswer {
public:
    QFuture<KeychainState> future() const { return deferred_.future(); }
    void deliver(KeychainState state) {
        const QMutexLocker locker(&mutex_);
        deferred_.deliver(state);
    }

private:
    QMutex mutex_;
    Deferred<KeychainState> deferred_;
};

} // namespace

void surviveSessionBus() {}

void watchKeychainBus() {}

std::optional<qsizetype> largestSecret() {
    return std::nullopt;
}

QCoro::Task<KeychainState> keychainState(std::chrono::milliseconds patience) {
    const auto answer = std::make_shared<StateAnswer>();
    QThreadPool::globalInstance()->start([answer] { answer->deliver(readState()); });
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, [answer] { answer->deliver(KeychainState::Late); });
    limit.start(patience);
    co_return co_await answer->future();
}

} // namespace vouch
