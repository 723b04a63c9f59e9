// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// The kinds of `credential.helper` that we recognize.
enum class HelperKind {
    Vouch,
    OsxKeychain,
    Manager, ///< Git Credential Manager, also as `manager-core`
    WinCred,
    LibSecret,
    Store,
    Cache,
    AwsCli,   ///< `!aws codecommit credential-helper $@`
    AwsVault, ///< the same inside `aws-vault exec`
    Other,
};

HelperKind kindOfHelper(const QString &value);

/// Its short name for display, such as `libsecret`; for an unknown helper, the first word.
QString nameOfHelper(const QString &value);

/// Whether it stores passwords. Those for CodeCommit expire after 15 minutes.
bool storesPasswords(HelperKind kind) noexcept;

/// What it would do for CodeCommit URLs: one sentence for the user.
QString effectOf(HelperKind kind);

/// The shell command that git makes of the value, without the operation.
QString shellCommandOf(const QString &value);

} // namespace vouch
