// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace vouch {

/// One key as git reads it, and where git has it from.
struct ConfigRow {
    QString scope; ///< git's word: `system`, `global`, `local`, `worktree`, `command`; Xcode's own
                   ///< file is `system` or `unknown`
    QString file;  ///< absolute; empty for the command line and the environment
    QString key;   ///< section and variable in lower case
    QString value; ///< null for a key without "="
    int line = 0;  ///< in that file, from 1; 0: not known

    bool operator==(const ConfigRow &) const = default;
};

/// All that git reads in a directory (empty: ours), in the order in which it reads it, with
/// includes followed and the calling environment counted. Blocking. Throws Error where git finds it
/// broken.
QList<ConfigRow> readConfiguration(const QString &directory = {});

/// A key taken apart: `credential.https://HOST.helper` is section `credential`, subsection
/// `https://HOST`, variable `helper`.
struct ConfigKey {
    QString section, subsection, variable;

    static ConfigKey of(const QString &key);
};

} // namespace vouch
