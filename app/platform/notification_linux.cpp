// SPDX-License-Identifier: Apache-2.0
// org.freedesktop.Notifications, the Desktop Notifications Specification. QSystemTrayIcon's
// messages have no buttons and are lost if no daemon is running.
#include "platform/notification.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QVariantMap>

#include <functional>
#include <optional>
#include <utility>

namespace vouch::platform {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto service = "org.freedesktop.Notifications"_L1;
constexpr auto objectPath = "/org/freedesktop/Notifications"_L1;
constexpr uchar normalUrgency = 1;

QDBusMessage method(QLatin1StringView name) {
    return QDBusMessage::createMethodCall(service, objectPath, service, name);
}

} // namespace

/// The daemon, over the session bus.
class NotificationDaemon : public QObject {
    Q_OBJECT
public:
    struct Content {
        QString title, text;
        QList<Notification::Button> buttons;
    };

    explicit NotificationDaemon(Notification *notification) : notification_(notification) {
        auto bus = QDBusConnection::sessionBus();
        bus.connect(service, objectPath, service, u"ActionInvoked"_s, this,
                    SLOT(takeAction(uint, QString)));
        bus.connect(service, objectPath, service, u"NotificationClosed"_s, this,
                    SLOT(takeClosed(uint, uint)));
        auto *owner =
            new QDBusServiceWatcher(service, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
        connect(owner, &QDBusServiceWatcher::serviceRegistered, this,
                [this] { setAvailable(true); });
        connect(owner, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
            shown_ = 0; // our notification is gone too
            findDaemon();
        });
        available_ = bus.isConnected();
        if (available_)
            findDaemon();
    }

    bool isAvailable() const { return available_; }

    void show(const Content &content) {
        if (!QDBusConnection::sessionBus().isConnected()) // the call would never finish
            return;
        if (sending_)
            next_ = content; // its ID, which the next one replaces, isn't known yet
        else
            send(content);
    }

    void withdraw() {
        next_.reset();
        unwanted_ = sending_;
        if (shown_ != 0)
            QDBusConnection::sessionBus().asyncCall(method("CloseNotification"_L1) << shown_);
        shown_ = 0;
    }

private:
    /// Asks the bus, not the daemon, which would start one, perhaps not the one that the user
    /// wants.
    void findDaemon() {
        findName(u"ListNames"_s, [this](bool running) {
            if (running)
                return setAvailable(true);
            // The bus can start one when there's something to show.
            findName(u"ListActivatableNames"_s, [this](bool known) { setAvailable(known); });
        });
    }

    /// Whether one of the bus's lists of names contains the daemon's.
    void findName(const QString &list, std::function<void(bool)> answer) {
        const QString bus = u"org.freedesktop.DBus"_s;
        const auto message =
            QDBusMessage::createMethodCall(bus, u"/org/freedesktop/DBus"_s, bus, list);
        auto *call =
            new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
        connect(call, &QDBusPendingCallWatcher::finished, this, [call, answer = std::move(answer)] {
            call->deleteLater();
            const QDBusPendingReply<QStringList> names = *call;
            answer(names.isValid() && names.value().contains(service));
        });
    }

    void setAvailable(bool available) {
        if (std::exchange(available_, available) != available)
            Q_EMIT notification_->availableChanged();
    }

    void send(const Content &content) {
        QStringList actions;
        for (const Notification::Button &button : content.buttons)
            actions << button.name << button.text;
        const QVariantMap hints{{u"desktop-entry"_s, u"vouch"_s},
                                {u"urgency"_s, QVariant::fromValue(normalUrgency)},
                                {u"suppress-sound"_s, true}};
        QDBusMessage notify = method("Notify"_L1);
        notify << u"Vouch"_s << shown_ << u"vouch"_s << content.title
               << content.text.toHtmlEscaped() // the body is markup, and ours may contain
                                               // untrusted names
               << actions << hints << -1;
        sending_ = true;
        unwanted_ = false;
        auto *call =
            new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(notify), this);
        connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
            call->deleteLater();
            const QDBusPendingReply<uint> id = *call;
            shown_ = id.isValid() ? id.value() : 0;
            sending_ = false;
            if (const auto next = std::exchange(next_, std::nullopt))
                send(*next);
            else if (unwanted_)
                withdraw();
        });
    }

    Q_SLOT void takeAction(uint id, const QString &action) {
        if (id == shown_ && id != 0)
            Q_EMIT notification_->pressed(action);
    }
    Q_SLOT void takeClosed(uint id, uint) {
        if (id == shown_)
            shown_ = 0;
    }

    Notification *notification_;
    bool available_ = true;
    uint shown_ = 0;              ///< the daemon's ID of ours; 0 if none is shown
    bool sending_ = false;        ///< its ID hasn't arrived yet
    bool unwanted_ = false;       ///< withdrawn while it was being sent
    std::optional<Content> next_; ///< shown as soon as it has arrived
};

Notification::Notification(QObject *parent)
    : QObject(parent), daemon_(std::make_unique<NotificationDaemon>(this)) {}

Notification::~Notification() {
    withdraw();
}

bool Notification::isAvailable() const {
    return daemon_->isAvailable();
}

void Notification::show(const QString &title, const QString &text, const QList<Button> &buttons) {
    daemon_->show({title, text, buttons});
}

void Notification::withdraw() {
    daemon_->withdraw();
}

} // namespace vouch::platform

#include "notification_linux.moc"
