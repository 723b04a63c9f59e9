// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/configuration.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// A password for a CodeCommit host that another helper holds. Not the password itself: that never
/// enters this process.
struct StoredPassword {
    QString helper; ///< as it is configured, such as `store` or `libsecret`
    QString host;
    bool expires = true; ///< of the kind that AWS takes for a quarter of an hour; else one that a
                         ///< person made in the AWS console
};

/// The helpers in a configuration that keep passwords, for whatever host, switched off or not.
QStringList keepingHelpers(const QList<ConfigRow> &rows);

/// Where CodeCommit is offered, as far as we know.
QStringList codeCommitRegions();

/// The hosts to ask about: those that the configuration names, in remotes too, and CodeCommit's
/// host in every region that we know of, `regions` first.
QStringList hostsToAskAbout(const QList<ConfigRow> &rows, const QStringList &regions = {});

/// Asks each helper itself, with `get`, for each host. Nothing can prompt on the terminal, Git
/// Credential Manager is told not to prompt at all, and a helper that has not answered after five
/// seconds in all is not asked further. Blocking.
QList<StoredPassword> storedPasswords(const QStringList &helpers, const QStringList &hosts);

/// Has the helper itself erase what it answers for that host, until it has no more of that kind.
/// Blocking. Throws Error when it keeps it.
void eraseStored(const StoredPassword &password);

} // namespace vouch
