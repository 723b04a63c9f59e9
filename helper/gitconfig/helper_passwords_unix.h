// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/stored_passwords.h"

/// For files of Unix systems only: what a helper says when it's run as git runs it.
namespace vouch {

/// As storedPasswords(), of one helper.
QList<StoredPassword> passwordsOf(const QString &helper, const QStringList &hosts);

/// As eraseStored().
void eraseFromHelper(const StoredPassword &password);

} // namespace vouch
