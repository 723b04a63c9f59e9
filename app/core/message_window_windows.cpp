// SPDX-License-Identifier: Apache-2.0
#include "core/message_window_windows.h"

#include <utility>

namespace vouch {

MessageWindow::MessageWindow(Receiver receiver) : receiver_(std::move(receiver)) {
    static const ATOM kind = [] {
        WNDCLASSW description{};
        description.lpfnWndProc = receive;
        description.hInstance = ::GetModuleHandleW(nullptr);
        description.lpszClassName = L"VouchMessages";
        return ::RegisterClassW(&description);
    }();
    window_ = ::CreateWindowExW(0, MAKEINTATOM(kind), L"", WS_OVERLAPPED, 0, 0, 0, 0, nullptr,
                                nullptr, ::GetModuleHandleW(nullptr), nullptr);
    ::SetWindowLongPtrW(window_, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
}

MessageWindow::~MessageWindow() {
    ::SetWindowLongPtrW(window_, GWLP_USERDATA, 0);
    ::DestroyWindow(window_);
}

LRESULT CALLBACK MessageWindow::receive(HWND window, UINT message, WPARAM first, LPARAM second) {
    auto *self = reinterpret_cast<MessageWindow *>(::GetWindowLongPtrW(window, GWLP_USERDATA));
    if (self != nullptr) {
        const Receiver receiver = self->receiver_; // the call may destroy `self`
        if (receiver(message, first, second))
            return TRUE;
    }
    return ::DefWindowProcW(window, message, first, second);
}

} // namespace vouch
