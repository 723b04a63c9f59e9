// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/configuration.h"
#include "gitconfig/finding.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace vouch {

/// Finds what makes git sign in to a CodeCommit URL by itself, without asking a helper: an entry in
/// `~/.netrc` (`netrc`), an http.extraHeader (`extra-header`), or a rule that adds a user name to
/// the URL (`user-by-insteadof`). `rows` is git's configuration. Findings never show a password.
/// Blocking: runs git once per rule that may apply. Throws Error if git can't be run.
QList<Finding> authenticationConflicts(const QStringList &urls, const QList<ConfigRow> &rows);

/// The row that sets git's proxy for the URL; nullopt if none does. Blocking, as above.
std::optional<ConfigRow> proxyRow(const QString &url, const QList<ConfigRow> &rows);

/// A netrc entry that has a password, as libcurl reads it.
struct NetrcEntry {
    QString machine; ///< empty: `default`, for all other hosts
    int line = 0;    ///< from 1

    bool operator==(const NetrcEntry &) const = default;
};
QList<NetrcEntry> netrcEntries(const QByteArray &text);

} // namespace vouch
