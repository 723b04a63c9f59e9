// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>

/// What macOS's own programs print, in English. Plain functions, on every system. Nothing if the
/// text isn't what they are known to print.
namespace vouch::posture::macos {

/// `fdesetup status`: whether the disk is encrypted, or being encrypted.
std::optional<bool> isFileVaultOn(const QByteArray &text);

/// `socketfilterfw --getglobalstate`.
std::optional<bool> isFirewallOn(const QByteArray &text);

/// `csrutil status`. Nothing for a custom configuration, which may protect some.
std::optional<bool> isIntegrityProtected(const QByteArray &text);

/// `nvram 94b73556-2197-4702-82a8-3e1337dafbfb:AppleSecureBootPolicy`, on Macs with a T2 chip:
/// whether the firmware starts only what is signed.
std::optional<bool> isBootSecure(const QByteArray &text);

/// When a password is needed after the screen saver began or the display went dark.
struct LockDelay {
    bool isOn = false;
    std::chrono::seconds after{};

    bool operator==(const LockDelay &) const = default;
};
/// `sysadminctl -screenLock status`.
std::optional<LockDelay> lockDelay(const QByteArray &text);

/// `pmset -g`: how long after the last input the display goes dark; 0 if it never does.
std::optional<std::chrono::minutes> displaySleep(const QByteArray &text);

/// `defaults read DOMAIN KEY` for a number or a flag.
std::optional<int> preference(const QByteArray &text);

} // namespace vouch::posture::macos
