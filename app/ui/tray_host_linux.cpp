// SPDX-License-Identifier: Apache-2.0
// StatusNotifier hosts announce themselves at a watcher on the session bus; XEmbed trays own a
// selection of the X server.
#include "ui/tray_host.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QGuiApplication>

#include <xcb/xcb.h>

#include <chrono>
#include <cstdlib>
#include <memory>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto loginTime = 10s; ///< how long a desktop may take to bring up its tray
const QString watcherService = u"org.kde.StatusNotifierWatcher"_s;
const QString watcherPath = u"/StatusNotifierWatcher"_s;

/// Somebody owns _NET_SYSTEM_TRAY_S0 (the freedesktop.org System Tray Protocol).
bool hasXembedTray() {
    const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    if (x11 == nullptr || x11->connection() == nullptr)
        return false;
    xcb_connection_t *connection = x11->connection();
    constexpr char name[] = "_NET_SYSTEM_TRAY_S0";
    const std::unique_ptr<xcb_intern_atom_reply_t, decltype(&std::free)> atom(
        xcb_intern_atom_reply(connection, xcb_intern_atom(connection, 0, sizeof name - 1, name),
                              nullptr),
        &std::free);
    if (!atom)
        return false;
    const std::unique_ptr<xcb_get_selection_owner_reply_t, decltype(&std::free)> owner(
        xcb_get_selection_owner_reply(connection, xcb_get_selection_owner(connection, atom->atom),
                                      nullptr),
        &std::free);
    return owner && owner->owner != XCB_NONE;
}

} // namespace

TrayHost::TrayHost(QObject *parent) : QObject(parent) {
    patience_.setSingleShot(true);
    connect(&patience_, &QTimer::timeout, this, [this] {
        if (hasXembedTray())
            settle();
        else
            Q_EMIT missing();
    });
}

void TrayHost::look() {
    auto bus = QDBusConnection::sessionBus();
    bus.connect(watcherService, watcherPath, watcherService, u"StatusNotifierHostRegistered"_s,
                this, SLOT(check()));
    auto *appearance = new QDBusServiceWatcher(watcherService, bus,
                                               QDBusServiceWatcher::WatchForRegistration, this);
    connect(appearance, &QDBusServiceWatcher::serviceRegistered, this, &TrayHost::check);
    patience_.start(loginTime);
    check();
}

void TrayHost::check() {
    if (settled_)
        return;
    auto ask = QDBusMessage::createMethodCall(watcherService, watcherPath,
                                              u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    ask << watcherService << u"IsStatusNotifierHostRegistered"_s;
    ask.setAutoStartService(false);
    auto *call = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(ask), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        call->deleteLater();
        const QDBusPendingReply<QDBusVariant> registered = *call;
        // No watcher at all is an XEmbed desktop, or one that is still starting.
        const bool hosted = registered.isValid() && registered.value().variant().toBool();
        if (hosted || (registered.isError() && hasXembedTray()))
            settle();
    });
}

void TrayHost::settle() {
    if (std::exchange(settled_, true))
        return;
    patience_.stop();
    Q_EMIT found();
}

} // namespace vouch::ui
