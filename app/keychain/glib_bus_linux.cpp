// SPDX-License-Identifier: Apache-2.0
// GLib sets GDBusConnection:exit-on-close for its shared connections, which raises SIGTERM when
// they close. QtKeychain loads libsecret, and with it GLib, at run time, so we load it the same
// way.
#include "keychain/glib_bus.h"

#include <dlfcn.h>
#include <utility>

namespace vouch {

namespace {

struct GioLibrary {
    using Ready = void (*)(void *source, void *result, void *data);
    using Get = void (*)(int bus, void *cancellable, Ready ready, void *data);
    using Finish = void *(*)(void *result, void **error);
    using SetExit = void (*)(void *connection, int exits);

    GioLibrary()
        : library(::dlopen("libgio-2.0.so.0", RTLD_NOW | RTLD_LOCAL)), get(find<Get>("g_bus_get")),
          finish(find<Finish>("g_bus_get_finish")),
          setExit(find<SetExit>("g_dbus_connection_set_exit_on_close")) {}

    template <typename Function>
    Function find(const char *name) const {
        return library == nullptr ? nullptr : reinterpret_cast<Function>(::dlsym(library, name));
    }
    bool isComplete() const { return get != nullptr && finish != nullptr && setExit != nullptr; }

    void *library;
    Get get;
    Finish finish;
    SetExit setExit;
};

const GioLibrary &gio() {
    static const GioLibrary library;
    return library;
}

bool isAsked = false;

/// Keeps our reference to the connection: a new one would have the flag set again.
void take(void *, void *result, void *) {
    if (void *connection = gio().finish(result, nullptr))
        gio().setExit(connection, 0);
    else
        isAsked = false; // the bus may still appear
}

} // namespace

void surviveSessionBus() {
    constexpr int sessionBus = 2; // G_BUS_TYPE_SESSION
    if (gio().isComplete() && !std::exchange(isAsked, true))
        gio().get(sessionBus, nullptr, take, nullptr);
}

} // namespace vouch
