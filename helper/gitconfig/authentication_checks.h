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

/// What makes git sign in to a CodeCommit URL by itself, so that it never asks a helper: an
/// entry of `~/.netrc` (`netrc`), a header of its own (`extra-header`), and a rule that writes a
/// user name into the URL (`user-by-insteadof`). `rows` are what git reads. No finding shows a
/// password. Blocking: one process a rule that may apply. Throws Error where git can't be asked.
QList<Finding> authenticationTraps(const QStringList &urls, const QList<ConfigRow> &rows);

/// The row that gives git its proxy for the URL; nothing where none does. Blocking, as above.
std::optional<ConfigRow> proxyRow(const QString &url, const QList<ConfigRow> &rows);

/// An entry of a netrc file that holds a password, as libcurl reads it (its netrc(5)).
struct NetrcEntry {
    QString machine; ///< empty: `default`, for whatever no other entry names
    int line = 0;    ///< from 1

    bool operator==(const NetrcEntry &) const = default;
};
QList<NetrcEntry> netrcEntries(const QByteArray &text);

} // namespace vouch
