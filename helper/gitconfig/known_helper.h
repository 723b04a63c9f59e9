// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// A value of `credential.helper`, as far as we know what stands behind it.
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

/// The short name a person knows it by, such as `libsecret`; for an unknown one its first word.
QString nameOfHelper(const QString &value);

/// Whether it keeps what git hands it: CodeCommit's passwords fail a quarter of an hour later.
bool keepsPasswords(HelperKind kind) noexcept;

/// What git would have it do about CodeCommit, beside Vouch: one sentence for a person.
QString whatItWouldDo(HelperKind kind);

/// What a shell runs for it, without the operation: as git itself makes it of the value.
QString shellCommandOf(const QString &value);

/// A word as a shell reads it back.
QString shellQuoted(const QString &word);

} // namespace vouch
