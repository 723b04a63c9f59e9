// SPDX-License-Identifier: Apache-2.0
#include "platform/desktop_environment.h"

#include "platform/x11_linux.h"

#include <QWindow>

#include <xcb/xcb.h>

#include <array>

namespace vouch::platform {

namespace {

bool isGnome() {
    return qgetenv("XDG_CURRENT_DESKTOP").toLower().contains("gnome");
}

/// Asks the window manager, which alone changes the state of a visible window (EWMH,
/// _NET_WM_STATE).
void requestState(xcb_window_t window, bool on, const std::array<xcb_atom_t, 2> &states) {
    constexpr std::uint32_t application = 1; // who asks
    xcb_client_message_event_t message{};
    message.response_type = XCB_CLIENT_MESSAGE;
    message.format = 32;
    message.window = window;
    message.type = xAtom("_NET_WM_STATE");
    message.data.data32[0] = on ? 1 : 0;
    message.data.data32[1] = states[0];
    message.data.data32[2] = states[1];
    message.data.data32[3] = application;
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(xConnection())).data->root;
    xcb_send_event(xConnection(), 0, root,
                   XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY | XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT,
                   reinterpret_cast<const char *>(&message));
}

} // namespace

QByteArray platformPlugins() {
    QByteArray wanted = qgetenv("QT_QPA_PLATFORM");
    if (wanted.isEmpty()) {
        const bool wayland = !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
        const bool x11 = !qEnvironmentVariableIsEmpty("DISPLAY");
        // Qt's own order: GNOME draws no window frames under Wayland.
        if (wayland && !(isGnome() && x11))
            wanted = x11 ? "wayland;xcb" : "wayland";
        else if (x11)
            wanted = wayland ? "xcb;wayland" : "xcb";
    }
    if (wanted.contains("offscreen") || wanted.contains("minimal"))
        return wanted;
    return wanted.isEmpty() ? "offscreen" : wanted + ";offscreen";
}

QByteArray activationToken() {
    return qgetenv("XDG_ACTIVATION_TOKEN");
}

void setActivationToken(const QByteArray &token) {
    qputenv("XDG_ACTIVATION_TOKEN", token);
}

bool canPlaceWindows() {
    return xConnection() != nullptr && !isGnome();
}

void setOffTaskbar(const QWindow &window, bool off) {
    xcb_connection_t *connection = xConnection();
    if (connection == nullptr)
        return;
    const std::array<xcb_atom_t, 2> states{xAtom("_NET_WM_STATE_SKIP_TASKBAR"),
                                           xAtom("_NET_WM_STATE_SKIP_PAGER")};
    const auto id = xcb_window_t(window.winId());
    if (window.isVisible())
        requestState(id, off, states);
    else // Qt adds its own states when it shows the window
        xcb_change_property(connection, XCB_PROP_MODE_REPLACE, id, xAtom("_NET_WM_STATE"),
                            XCB_ATOM_ATOM, 32, off ? std::uint32_t(states.size()) : 0,
                            states.data());
    xcb_flush(connection);
}

bool isComposited() {
    return xSelectionOwner("_NET_WM_CM_S0") != 0;
}

std::optional<bool> isBarDark() {
    return isGnome() ? std::optional(true) : std::nullopt;
}

QRect trayPlace() {
    return {};
}

std::optional<int> trayIconSize() {
    return std::nullopt;
}

bool trayMenuTakesClicks() {
    return false;
}

} // namespace vouch::platform
