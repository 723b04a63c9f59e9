// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <windows.h>

namespace vouch::test {

/// An empty key that stands for a part of Windows' registry in this process, as long as this
/// object: what a test writes there changes nothing of the computer's.
class OwnRegistry {
public:
    /// `root` is HKEY_CURRENT_USER or HKEY_LOCAL_MACHINE. Make the one of the user last, and end it
    /// first: the empty keys are among the user's.
    explicit OwnRegistry(HKEY root)
        : root_(root), name_(L"Software\\Vouch test " + std::to_wstring(::GetCurrentProcessId()) +
                             (root == HKEY_CURRENT_USER ? L" user" : L" machine")) {
        HKEY key = nullptr;
        if (::RegCreateKeyExW(HKEY_CURRENT_USER, name_.c_str(), 0, nullptr, 0, KEY_ALL_ACCESS,
                              nullptr, &key, nullptr) != ERROR_SUCCESS)
            return;
        isOwn_ = ::RegOverridePredefKey(root_, key) == ERROR_SUCCESS;
        ::RegCloseKey(key);
    }
    OwnRegistry(const OwnRegistry &) = delete;
    OwnRegistry &operator=(const OwnRegistry &) = delete;
    ~OwnRegistry() {
        if (isOwn_)
            ::RegOverridePredefKey(root_, nullptr);
        ::RegDeleteTreeW(HKEY_CURRENT_USER, name_.c_str());
    }

    /// False if Windows refused; then nothing may be written.
    bool isOwn() const { return isOwn_; }

    /// Removes all that is in it.
    void clear() const {
        if (isOwn_)
            ::RegDeleteTreeW(root_, nullptr);
    }

private:
    HKEY root_;
    std::wstring name_;
    bool isOwn_ = false;
};

} // namespace vouch::test
