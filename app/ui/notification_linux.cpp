// SPDX-License-Identifier: Apache-2.0
// org.freedesktop.Notifications, the Desktop Notifications Specification. QSystemTrayIcon's
// messages have no buttons, and vanish silently where no daemon runs.
#include "ui/notification.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto service = "org.freedesktop.Notifications"_L1;
constexpr auto path = "/org/freedesktop/Notifications"_L1;
constexpr auto buttonAction = "button"_L1;

QDBusMessage method(QLatin1StringView name) {
    return QDBusMessage::createMethodCall(service, path, service, name);
}

} // namespace

Notification::Notification(QObject *parent) : QObject(parent) {
    auto bus = QDBusConnection::sessionBus();
    bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(takeAction(uint, QString)));
    bus.connect(service, path, service, u"NotificationClosed"_s, this,
                SLOT(takeClosed(uint, uint)));
}

Notification::~Notification() {
    withdraw();
}

void Notification::show(const QString &title, const QString &text, const QString &button) {
    QStringList actions;
    if (!button.isEmpty())
        actions << buttonAction << button;
    QDBusMessage notify = method("Notify"_L1);
    notify << u"Vouch"_s << shown_ << u"vouch"_s << title
           << text.toHtmlEscaped() // the body may hold markup; names in ours are others' words
           << actions << QVariantMap{{u"desktop-entry"_s, u"vouch"_s}} << -1;
    auto *call = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(notify), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        call->deleteLater();
        const QDBusPendingReply<uint> id = *call;
        shown_ = id.isValid() ? id.value() : 0;
    });
}

void Notification::withdraw() {
    if (shown_ != 0)
        QDBusConnection::sessionBus().asyncCall(method("CloseNotification"_L1) << shown_);
    shown_ = 0;
}

void Notification::takeAction(uint id, const QString &action) {
    if (id == shown_ && action == buttonAction)
        Q_EMIT pressed();
}

void Notification::takeClosed(uint id, uint) {
    if (id == shown_)
        shown_ = 0;
}

} // namespace vouch::ui
