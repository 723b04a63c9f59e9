// SPDX-License-Identifier: Apache-2.0
// The Secret Service of freedesktop.org: its default collection tells what QtKeychain cannot.
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

/// Nobody offers the service. Anything else, as no answer in time, is a keychain that is late: what
/// it holds must not be taken for absent.
bool isAbsent(const QDBusError &error) {
    return error.type() == QDBusError::ServiceUnknown || error.type() == QDBusError::NoServer ||
           error.type() == QDBusError::Disconnected ||
           error.name().startsWith("org.freedesktop.DBus.Error.Spawn"_L1);
}

} // namespace

QCoro::Task<KeychainState> keychainState() {
    auto bus = QDBusConnection::sessionBus();
    auto askAlias =
        QDBusMessage::createMethodCall(service, u"/org/freedesktop/secrets"_s,
                                       u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
    askAlias << u"default"_s;
    const QDBusReply<QDBusObjectPath> alias = co_await bus.asyncCall(askAlias);
    if (!alias.isValid())
        co_return isAbsent(alias.error()) ? KeychainState::None : KeychainState::Locked;
    const QString collection = alias.value().path();
    if (collection == u"/")
        co_return KeychainState::Open; // empty: the first entry makes the collection

    auto askLocked = QDBusMessage::createMethodCall(service, collection,
                                                    u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    askLocked << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    const QDBusReply<QDBusVariant> locked = co_await bus.asyncCall(askLocked);
    // A collection that does not tell is no reason to believe that an entry does not exist.
    const bool open = locked.isValid() && !locked.value().variant().toBool();
    co_return open ? KeychainState::Open : KeychainState::Locked;
}

} // namespace vouch
