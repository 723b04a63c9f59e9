// SPDX-License-Identifier: Apache-2.0
// systemd-logind on the system bus (org.freedesktop.login1(5)), and the screen locker on the
// session bus (org.freedesktop.ScreenSaver), which also works without logind.
#include "platform/lock_watch.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusUnixFileDescriptor>
#include <QVariantMap>

namespace vouch::platform {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString login = u"org.freedesktop.login1"_s;
const QString managerPath = u"/org/freedesktop/login1"_s;
const QString manager = u"org.freedesktop.login1.Manager"_s;
const QString loginSession = u"org.freedesktop.login1.Session"_s;
const QString properties = u"org.freedesktop.DBus.Properties"_s;
const QString screenSaver = u"org.freedesktop.ScreenSaver"_s;

} // namespace

/// The implementation, over the two buses.
class LockSignals : public QObject {
    Q_OBJECT
public:
    explicit LockSignals(LockWatch *watch)
        : watch_(watch), system_(QDBusConnection::systemBus()),
          session_(QDBusConnection::sessionBus()),
          loginOwner_(login, system_, QDBusServiceWatcher::WatchForOwnerChange),
          saverOwner_(screenSaver, session_, QDBusServiceWatcher::WatchForOwnerChange) {
        system_.connect(login, managerPath, manager, u"PrepareForSleep"_s, this,
                        SLOT(takeSleep(bool)));
        // Some lockers use /ScreenSaver, others /org/freedesktop/ScreenSaver.
        session_.connect(screenSaver, {}, screenSaver, u"ActiveChanged"_s, this,
                         SLOT(takeSaver(bool)));
        connect(&loginOwner_, &QDBusServiceWatcher::serviceOwnerChanged, this,
                [this](const QString &, const QString &, const QString &owner) {
                    setAbility(reportsSuspend_, !owner.isEmpty());
                    if (owner.isEmpty())
                        leaveSession();
                    else
                        findSession();
                });
        connect(&saverOwner_, &QDBusServiceWatcher::serviceOwnerChanged, this,
                [this](const QString &, const QString &, const QString &owner) {
                    setAbility(hasSaver_, !owner.isEmpty());
                });
        findSession();
        findSaver();
    }

    bool reportsLock() const { return hasSaver_ || !sessionPath_.isEmpty(); }
    bool reportsSuspend() const { return reportsSuspend_; }

private:
    /// Makes an asynchronous call and passes the reply to `answered`.
    template <typename... Types, typename Answered>
    void ask(const QDBusConnection &bus, const QDBusMessage &message, Answered answered) {
        auto *call = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
        connect(call, &QDBusPendingCallWatcher::finished, this,
                [call, answered = std::move(answered)] {
                    call->deleteLater();
                    answered(QDBusPendingReply<Types...>(*call));
                });
    }

    void findSession() {
        auto message = QDBusMessage::createMethodCall(login, managerPath, manager, u"GetSession"_s);
        message << u"auto"_s; // our session, or the one on display
        ask<QDBusObjectPath>(
            system_, message, [this](const QDBusPendingReply<QDBusObjectPath> &path) {
                // Any other reply means that logind is there, even if it doesn't know our session.
                const auto kind = path.error().type();
                setAbility(reportsSuspend_, path.isValid() || (kind != QDBusError::ServiceUnknown &&
                                                               kind != QDBusError::Disconnected &&
                                                               kind != QDBusError::NoReply));
                if (path.isValid())
                    watchSession(path.value().path());
                if (reportsSuspend_)
                    holdSleep();
            });
    }

    void watchSession(const QString &path) {
        leaveSession();
        sessionPath_ = path;
        system_.connect(login, path, loginSession, u"Lock"_s, this, SLOT(takeLock()));
        system_.connect(login, path, properties, u"PropertiesChanged"_s, this,
                        SLOT(takeProperties(QString, QVariantMap, QStringList)));
        Q_EMIT watch_->abilitiesChanged();
    }

    void leaveSession() {
        if (sessionPath_.isEmpty())
            return;
        const QString path = std::exchange(sessionPath_, {});
        system_.disconnect(login, path, loginSession, u"Lock"_s, this, SLOT(takeLock()));
        system_.disconnect(login, path, properties, u"PropertiesChanged"_s, this,
                           SLOT(takeProperties(QString, QVariantMap, QStringList)));
        Q_EMIT watch_->abilitiesChanged();
    }

    void findSaver() {
        auto message =
            QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                           u"org.freedesktop.DBus"_s, u"NameHasOwner"_s);
        message << screenSaver;
        ask<bool>(session_, message, [this](const QDBusPendingReply<bool> &owned) {
            setAbility(hasSaver_, owned.isValid() && owned.value());
        });
    }

    /// Without this, the computer would sleep first, and the session would end only after it wakes.
    void holdSleep() {
        auto message = QDBusMessage::createMethodCall(login, managerPath, manager, u"Inhibit"_s);
        message << u"sleep"_s << u"Vouch"_s << u"Signs out"_s << u"delay"_s;
        ask<QDBusUnixFileDescriptor>(
            system_, message, [this](const QDBusPendingReply<QDBusUnixFileDescriptor> &held) {
                if (held.isValid())
                    hold_ = held.value();
            });
    }

    void setAbility(bool &ability, bool value) {
        if (std::exchange(ability, value) != value)
            Q_EMIT watch_->abilitiesChanged();
    }

    Q_SLOT void takeSleep(bool begins) {
        if (!begins) {
            holdSleep();
            return;
        }
        Q_EMIT watch_->suspending();
        hold_ = {}; // allow sleep
    }
    Q_SLOT void takeLock() { Q_EMIT watch_->screenLocked(); }
    Q_SLOT void takeProperties(const QString &face, const QVariantMap &changed,
                               const QStringList &) {
        if (face == loginSession && changed.value(u"LockedHint"_s).toBool())
            Q_EMIT watch_->screenLocked();
    }
    Q_SLOT void takeSaver(bool active) {
        if (active)
            Q_EMIT watch_->screenLocked();
    }

    LockWatch *watch_;
    QDBusConnection system_, session_;
    QDBusServiceWatcher loginOwner_, saverOwner_;
    QString sessionPath_; ///< logind's object for the user's session; empty until it's known
    bool hasSaver_ = false;
    bool reportsSuspend_ = false;
    QDBusUnixFileDescriptor hold_;
};

LockWatch::LockWatch() : signals_(std::make_unique<LockSignals>(this)) {}

LockWatch::~LockWatch() = default;

bool LockWatch::reportsLock() const {
    return signals_->reportsLock();
}

bool LockWatch::reportsSuspend() const {
    return signals_->reportsSuspend();
}

} // namespace vouch::platform

#include "lock_watch_linux.moc"
