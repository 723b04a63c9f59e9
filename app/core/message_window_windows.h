// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <windows.h>

namespace vouch {

/// For files of Windows only: a top-level window that is never shown, for what Windows tells all
/// windows. Qt's event loop hands it its messages. GUI thread.
class MessageWindow {
public:
    /// Handles a message; false leaves it to Windows. It may destroy this object.
    using Receiver = std::function<bool(UINT message, WPARAM first, LPARAM second)>;

    explicit MessageWindow(Receiver receiver);
    ~MessageWindow();
    MessageWindow(const MessageWindow &) = delete;
    MessageWindow &operator=(const MessageWindow &) = delete;
    /// Null if Windows has no more windows.
    HWND handle() const { return window_; }

private:
    static LRESULT CALLBACK receive(HWND window, UINT message, WPARAM first, LPARAM second);

    Receiver receiver_;
    HWND window_ = nullptr;
};

} // namespace vouch
