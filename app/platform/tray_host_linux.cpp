// SPDX-License-Identifier: Apache-2.0
// StatusNotifier hosts register with a watcher on the session bus; XEmbed trays own an X selection.
#include "platform/tray_host.h"

#include "platform/x11_linux.h"

#include <QAbstractNativeEventFilter>
#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QTimer>

#include <xcb/xcb.h>

#include <chrono>
#include <cstdint>
#include <utility>

namespace vouch::platform {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto loginTime = 10s; ///< how long a desktop may take to start its tray
const QString watcherService = u"org.kde.StatusNotifierWatcher"_s;
const QString watcherPath = u"/StatusNotifierWatcher"_s;

constexpr char xembedTray[] = "_NET_SYSTEM_TRAY_S0"; // freedesktop.org System Tray Protocol

} // namespace

/// Qt chooses between StatusNotifier and XEmbed, permanently, when QSystemTrayIcon is first used.
class TrayWatch : public QObject, private QAbstractNativeEventFilter {
    Q_OBJECT
public:
    explicit TrayWatch(TrayHost *host) : host_(host) {
        patience_.setSingleShot(true);
        patience_.setInterval(loginTime);
        connect(&patience_, &QTimer::timeout, this, [this] {
            // Qt keeps the kind that it started with.
            if (settled_ != Kind::StatusNotifier && xSelectionOwner(xembedTray) != XCB_NONE)
                take(Kind::Xembed);
            else
                Q_EMIT host_->missing();
        });
    }

    ~TrayWatch() override { QCoreApplication::instance()->removeNativeEventFilter(this); }

    void look() {
        auto bus = QDBusConnection::sessionBus();
        for (const auto &change :
             {u"StatusNotifierHostRegistered"_s, u"StatusNotifierHostUnregistered"_s})
            bus.connect(watcherService, watcherPath, watcherService, change, this, SLOT(check()));
        auto *owner = new QDBusServiceWatcher(watcherService, bus,
                                              QDBusServiceWatcher::WatchForOwnerChange, this);
        connect(owner, &QDBusServiceWatcher::serviceOwnerChanged, this, [this] {
            if (settled_ == Kind::StatusNotifier) // a new watcher doesn't know our icon
                take(Kind::None);
            check();
        });
        if (xConnection() != nullptr) {
            manager_ = xAtom("MANAGER");
            QCoreApplication::instance()->installNativeEventFilter(this);
        }
        patience_.start();
        check();
    }

    bool isPresent() const { return present_; }

private:
    enum class Kind { None, StatusNotifier, Xembed };

    /// XEmbed trays announce themselves to the root window, whose events Qt selects, and disappear
    /// with their window.
    bool nativeEventFilter(const QByteArray &type, void *message, qintptr *) override {
        if (type != "xcb_generic_event_t")
            return false;
        const auto *event = static_cast<xcb_generic_event_t *>(message);
        const int kind = event->response_type & 0x7F;
        const bool came =
            kind == XCB_CLIENT_MESSAGE &&
            reinterpret_cast<const xcb_client_message_event_t *>(event)->type == manager_;
        const bool went =
            kind == XCB_DESTROY_NOTIFY && xembed_ != XCB_NONE &&
            reinterpret_cast<const xcb_destroy_notify_event_t *>(event)->window == xembed_;
        if (came || went) // let Qt handle it first
            QMetaObject::invokeMethod(this, &TrayWatch::check, Qt::QueuedConnection);
        return false;
    }

    Q_SLOT void check() {
        auto message = QDBusMessage::createMethodCall(
            watcherService, watcherPath, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
        message << watcherService << u"IsStatusNotifierHostRegistered"_s;
        message.setAutoStartService(false);
        auto *call =
            new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
        connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
            call->deleteLater();
            const QDBusPendingReply<QDBusVariant> registered = *call;
            if (settled_ != Kind::Xembed && registered.isValid() &&
                registered.value().variant().toBool())
                return take(Kind::StatusNotifier);
            xembed_ = xSelectionOwner(xembedTray);
            // A watcher without a host means that the desktop is still starting.
            const bool usable = settled_ == Kind::Xembed || registered.isError();
            take(xembed_ != XCB_NONE && usable ? Kind::Xembed : Kind::None);
        });
    }

    void take(Kind kind) {
        if (settled_ == Kind::None)
            settled_ = kind;
        const bool present = kind != Kind::None && kind == settled_;
        if (kind == Kind::Xembed) {
            xembed_ = xSelectionOwner(xembedTray);
            const std::uint32_t events = XCB_EVENT_MASK_STRUCTURE_NOTIFY; // to see it disappear
            xcb_change_window_attributes(xConnection(), xembed_, XCB_CW_EVENT_MASK, &events);
        }
        if (std::exchange(present_, present) == present)
            return;
        if (present) {
            patience_.stop();
            Q_EMIT host_->found();
        } else {
            patience_.start();
        }
    }

    TrayHost *host_;
    QTimer patience_;
    Kind settled_ = Kind::None; ///< the kind that Qt uses once a tray was found
    bool present_ = false;
    std::uint32_t manager_ = 0; ///< the atom of the message that announces a new XEmbed tray
    std::uint32_t xembed_ = 0;  ///< the XEmbed tray's window
};

TrayHost::TrayHost(QObject *parent) : QObject(parent), watch_(std::make_unique<TrayWatch>(this)) {}

TrayHost::~TrayHost() = default;

void TrayHost::look() {
    watch_->look();
}

bool TrayHost::isPresent() const {
    return watch_->isPresent();
}

} // namespace vouch::platform

#include "tray_host_linux.moc"
