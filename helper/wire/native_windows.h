// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/connection.h"

#include <string>
#include <string_view>
#include <utility>
#include <windows.h>

/// For files of Windows only: what its functions need around them.
namespace vouch::wire {

/// A HANDLE that closes itself. Empty is a null pointer; INVALID_HANDLE_VALUE counts as empty.
class Handle {
public:
    Handle() = default;
    explicit Handle(HANDLE handle) : handle_(handle == INVALID_HANDLE_VALUE ? nullptr : handle) {}
    Handle(Handle &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Handle &operator=(Handle &&other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Handle() {
        if (handle_ != nullptr)
            ::CloseHandle(handle_);
    }
    explicit operator bool() const noexcept { return handle_ != nullptr; }
    HANDLE get() const noexcept { return handle_; }
    /// For a function that stores a handle.
    HANDLE *receive() noexcept { return &handle_; }

private:
    HANDLE handle_ = nullptr;
};

/// UTF-8 as UTF-16, and back. What can't be converted becomes U+FFFD.
std::wstring wide(std::string_view text);
std::string narrow(std::wstring_view text);

/// Windows' sentence for an error code, on one line and without a period.
std::string errorText(DWORD error);

/// A variable of this process's environment; empty if unset.
std::wstring variable(const wchar_t *name);

/// Milliseconds to wait, at least 0.
DWORD milliseconds(Deadline deadline);

} // namespace vouch::wire
