// SPDX-License-Identifier: Apache-2.0
#include "posture/computer.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDBusVariant>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString systemd = u"org.freedesktop.systemd1"_s;

QDBusMessage call(QDBusConnection bus, QDBusMessage message, const QDeadlineTimer &deadline) {
    if (deadline.hasExpired())
        return {};
    message.setAutoStartService(false);
    const qint64 left = deadline.isForever() ? -1 : deadline.remainingTime();
    return bus.call(message, QDBus::Block, int(left));
}

} // namespace

std::optional<bool> Computer::isOnBus(Bus bus, const QString &name) const {
    auto message =
        QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                       u"org.freedesktop.DBus"_s, u"NameHasOwner"_s);
    message << name;
    const QDBusReply<bool> owned =
        call(bus == Bus::System ? QDBusConnection::systemBus() : QDBusConnection::sessionBus(),
             message, deadline_);
    return owned.isValid() ? std::optional(owned.value()) : std::nullopt;
}

std::optional<bool> Computer::isActive(const QString &unit) const {
    const QDBusConnection bus = QDBusConnection::systemBus();
    auto message = QDBusMessage::createMethodCall(systemd, u"/org/freedesktop/systemd1"_s,
                                                  systemd + u".Manager"_s, u"GetUnit"_s);
    message << unit;
    const QDBusReply<QDBusObjectPath> found = call(bus, message, deadline_);
    if (!found.isValid()) // an unloaded unit isn't running
        return found.error().name() == systemd + u".NoSuchUnit"_s ? std::optional(false)
                                                                  : std::nullopt;
    message = QDBusMessage::createMethodCall(systemd, found.value().path(),
                                             u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    message << systemd + u".Unit"_s << u"ActiveState"_s;
    const QDBusReply<QDBusVariant> state = call(bus, message, deadline_);
    return state.isValid() ? std::optional(state.value().variant().toString() == "active"_L1)
                           : std::nullopt;
}

} // namespace vouch::posture
