// SPDX-License-Identifier: Apache-2.0
#include "platform/x11_linux.h"

#include <QGuiApplication>

#include <xcb/xcb.h>

#include <cstdlib>
#include <cstring>
#include <memory>

namespace vouch::platform {

namespace {

template <typename Reply>
using Owned = std::unique_ptr<Reply, decltype(&std::free)>;

} // namespace

xcb_connection_t *xConnection() {
    const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    return x11 == nullptr ? nullptr : x11->connection();
}

std::uint32_t xAtom(const char *name) {
    xcb_connection_t *connection = xConnection();
    if (connection == nullptr)
        return XCB_ATOM_NONE;
    const auto cookie = xcb_intern_atom(connection, 0, std::uint16_t(std::strlen(name)), name);
    const Owned<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(connection, cookie, nullptr),
                                               &std::free);
    return reply ? reply->atom : xcb_atom_t(XCB_ATOM_NONE);
}

std::uint32_t xSelectionOwner(const char *selection) {
    const xcb_atom_t atom = xAtom(selection);
    if (atom == XCB_ATOM_NONE)
        return XCB_NONE;
    xcb_connection_t *connection = xConnection();
    const Owned<xcb_get_selection_owner_reply_t> reply(
        xcb_get_selection_owner_reply(connection, xcb_get_selection_owner(connection, atom),
                                      nullptr),
        &std::free);
    return reply ? reply->owner : xcb_window_t(XCB_NONE);
}

} // namespace vouch::platform
