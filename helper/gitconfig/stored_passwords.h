// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"
#include "gitconfig/configuration.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// A password for a CodeCommit host that another helper has stored. Not the password itself, which
/// is never kept.
struct StoredPassword {
    QString helper; ///< as configured, such as `store` or `libsecret`
    QString host;
    bool expires = true; ///< a signed password that AWS accepts for 15 minutes; otherwise one
                         ///< that the user created in the AWS console
};

/// The configured helpers that store passwords, for any host, even if they are cleared.
QStringList storingHelpers(const QList<ConfigRow> &rows);

/// The known CodeCommit regions.
QStringList codeCommitRegions();

/// The hosts to look up: those in the configuration, remotes included, and CodeCommit's host in
/// every known region, `regions` first.
QStringList hostsToQuery(const QList<ConfigRow> &rows, const QStringList &regions = {});

/// Runs each helper's `get` for each host. Helpers can't prompt on the terminal, and Git Credential
/// Manager is told not to prompt at all. Each helper gets five seconds for all hosts. Blocking.
QList<StoredPassword> storedPasswords(const QStringList &helpers, const QStringList &hosts);

/// The error of eraseStored().
Error stillStored(const StoredPassword &password);

/// Makes the helper erase its passwords of that kind for that host. Blocking. Throws Error if it
/// still has one.
void eraseStored(const StoredPassword &password);

} // namespace vouch
