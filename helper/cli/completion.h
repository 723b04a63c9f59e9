// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command_table.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

/// What a shell completes. The scripts in completions/ run `vouch __complete WORD...` with the
/// words after `vouch`, up to and including the one at the cursor, which may be empty.
namespace vouch::cli {

/// A word, and what it is.
struct Candidate {
    QString word, help;
};

struct Completion {
    enum class Kind {
        Words,   ///< one of the candidates
        Files,   ///< a file
        Command, ///< another program's command line
    };

    Kind kind = Kind::Words;
    QList<Candidate> candidates{};
    qsizetype skipped = 0; ///< for Command: how many words come before it
};

/// The words that depend on the user's settings, profiles and keys. For Words::SettingValue also
/// gets the setting's name. Nullopt: a file.
using WordSource =
    std::function<std::optional<QList<Candidate>>(Words words, const QString &setting)>;

/// The completion of the last word. Of the candidates those that begin with it.
Completion completionOf(const QStringList &words, const WordSource &source);

/// The user's own words. Doesn't start the application, nor ask the user for anything; what can't
/// be found out that way is left out.
std::optional<QList<Candidate>> knownWords(Words words, const QString &setting);

/// Prints a completion for the scripts: a line with the kind, then a candidate on each line, a tab
/// and its help. Returns the exit code.
int complete(const QStringList &words);

/// The script for a shell; empty for one that isn't known.
QString completionScript(const QString &shell);

} // namespace vouch::cli
