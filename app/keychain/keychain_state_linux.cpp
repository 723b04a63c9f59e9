// SPDX-License-Identifier: Apache-2.0
// freedesktop.org's Secret Service: its default collection has the state that QtKeychain doesn't
// report.
#include "keychain/glib_bus.h"
#include "keychain/keychain.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDBusVariant>

#include <QCoro/QCoroDBus>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString secretService = u"org.freedesktop.secrets"_s;
/// Qt never reopens a closed session bus connection.
bool wasConnected = false;

/// The state for a D-Bus error. There's no keychain only if nothing provides the service; otherwise
/// its entries must not be taken for missing.
KeychainState stateFrom(const QDBusError &error) {
    switch (error.type()) {
    case QDBusError::ServiceUnknown:
    case QDBusError::NoServer:
        return KeychainState::None;
    case QDBusError::Disconnected:
        return wasConnected ? KeychainState::Gone : KeychainState::None;
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
        return KeychainState::Late;
    default:
        return error.name().startsWith("org.freedesktop.DBus.Error.Spawn"_L1)
                   ? KeychainState::None
                   : KeychainState::Locked;
    }
}

} // namespace

void watchKeychainBus() {
    wasConnected = QDBusConnection::sessionBus().isConnected();
}

std::optional<qsizetype> largestSecret() {
    return std::nullopt;
}

QCoro::Task<KeychainState> keychainState(std::chrono::milliseconds patience) {
    const int limit = int(patience.count());
    auto bus = QDBusConnection::sessionBus();
    if (wasConnected && !bus.isConnected())
        co_return KeychainState::Gone;
    auto readAlias =
        QDBusMessage::createMethodCall(secretService, u"/org/freedesktop/secrets"_s,
                                       u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
    readAlias << u"default"_s;
    const QDBusReply<QDBusObjectPath> alias = co_await bus.asyncCall(readAlias, limit);
    if (!alias.isValid())
        co_return stateFrom(alias.error());
    const QString collection = alias.value().path();
    if (collection == u"/")
        co_return KeychainState::Open; // no collection yet: the first entry creates it

    auto readLocked = QDBusMessage::createMethodCall(
        secretService, collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    readLocked << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    const QDBusReply<QDBusVariant> locked = co_await bus.asyncCall(readLocked, limit);
    // If the collection's state is unknown, an entry must not be taken for missing.
    if (!locked.isValid()) {
        const KeychainState state = stateFrom(locked.error());
        co_return state == KeychainState::None ? KeychainState::Locked : state;
    }
    co_return locked.value().variant().toBool() ? KeychainState::Locked : KeychainState::Open;
}

} // namespace vouch
