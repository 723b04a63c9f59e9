// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace vouch {

/// One configuration entry, and where git read it.
struct ConfigRow {
    QString scope; ///< as git reports it: `system`, `global`, `local`, `worktree`, `command`;
                   ///< Xcode's file is `system` or `unknown`
    QString file;  ///< absolute; empty for the command line and the environment
    QString key;   ///< section and variable in lower case
    QString value; ///< null for a key without "="
    int line = 0;  ///< in that file, from 1; 0 if unknown

    bool operator==(const ConfigRow &) const = default;
};

/// Everything that git reads in a directory (empty: the current one), in git's order, including
/// includes and the calling environment. Blocking. Throws Error if git can't parse it.
QList<ConfigRow> readConfiguration(const QString &directory = {});

/// A parsed key: `credential.https://HOST.helper` has the section `credential`, the subsection
/// `https://HOST` and the variable `helper`.
struct ConfigKey {
    QString section, subsection, variable;

    static ConfigKey of(const QString &key);
};

} // namespace vouch
