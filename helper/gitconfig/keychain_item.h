// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace vouch {

/// An internet password in macOS's keychain, without the password.
struct KeychainItem {
    QString server, account;

    bool operator==(const KeychainItem &) const = default;
};

/// What `security find-internet-password` prints; nullopt if that isn't an entry. A plain function,
/// on every system.
std::optional<KeychainItem> keychainItem(const QByteArray &text);

/// Whether an account is an AWS access key, perhaps with a session's token behind it. Its password
/// is then a signature that expires; otherwise it's one that the user created in the AWS console.
bool isSigningAccount(const QString &account);

} // namespace vouch
