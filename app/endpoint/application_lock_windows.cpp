// SPDX-License-Identifier: Apache-2.0
#include "endpoint/application_lock.h"

#include "wire/native_windows.h"

#include <system_error>
#include <thread>

namespace vouch::endpoint {
namespace {

[[noreturn]] void fail(DWORD error, const std::string &path) {
    throw std::system_error(static_cast<int>(error), std::system_category(), path);
}

} // namespace

ApplicationLock::ApplicationLock(std::string path) : path_(std::move(path)) {}

ApplicationLock::~ApplicationLock() {
    if (file_ >= 0)
        ::CloseHandle(reinterpret_cast<HANDLE>(file_));
}

bool ApplicationLock::tryLock(std::chrono::milliseconds patience) {
    constexpr std::chrono::milliseconds pause{50};
    const auto deadline = std::chrono::steady_clock::now() + patience;
    wire::Handle file(::CreateFileW(wire::wide(path_).c_str(), GENERIC_READ | GENERIC_WRITE,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_ALWAYS,
                                    FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    if (!file)
        fail(::GetLastError(), path_);
    while (true) {
        OVERLAPPED begin{};
        if (::LockFileEx(file.get(), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
                         &begin)) {
            file_ = reinterpret_cast<std::intptr_t>(std::exchange(*file.receive(), nullptr));
            return true;
        }
        const DWORD error = ::GetLastError();
        if (error != ERROR_LOCK_VIOLATION && error != ERROR_IO_PENDING)
            fail(error, path_);
        if (std::chrono::steady_clock::now() >= deadline)
            return false;
        std::this_thread::sleep_for(pause);
    }
}

} // namespace vouch::endpoint
