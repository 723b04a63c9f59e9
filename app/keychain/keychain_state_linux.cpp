// SPDX-License-Identifier: Apache-2.0
// The Secret Service of freedesktop.org: its default collection tells what QtKeychain cannot.
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

const QString service = u"org.freedesktop.secrets"_s;
/// Such a connection is never made anew.
bool wasConnected = false;

/// What an answer that is an error tells. Only where nobody offers the service there is no
/// keychain: otherwise, what it holds must not be taken for absent.
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

void watchKeychainsBus() {
    wasConnected = QDBusConnection::sessionBus().isConnected();
}

QCoro::Task<KeychainState> keychainState(std::chrono::milliseconds patience) {
    const int limit = int(patience.count());
    auto bus = QDBusConnection::sessionBus();
    if (wasConnected && !bus.isConnected())
        co_return KeychainState::Gone;
    auto askAlias =
        QDBusMessage::createMethodCall(service, u"/org/freedesktop/secrets"_s,
                                       u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
    askAlias << u"default"_s;
    const QDBusReply<QDBusObjectPath> alias = co_await bus.asyncCall(askAlias, limit);
    if (!alias.isValid())
        co_return stateFrom(alias.error());
    const QString collection = alias.value().path();
    if (collection == u"/")
        co_return KeychainState::Open; // empty: the first entry makes the collection

    auto askLocked = QDBusMessage::createMethodCall(service, collection,
                                                    u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    askLocked << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    const QDBusReply<QDBusVariant> locked = co_await bus.asyncCall(askLocked, limit);
    // A collection that does not tell is no reason to believe that an entry does not exist.
    if (!locked.isValid()) {
        const KeychainState state = stateFrom(locked.error());
        co_return state == KeychainState::None ? KeychainState::Locked : state;
    }
    co_return locked.value().variant().toBool() ? KeychainState::Locked : KeychainState::Open;
}

} // namespace vouch
