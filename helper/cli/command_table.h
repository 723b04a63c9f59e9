// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QList>

#include <span>

class QCommandLineParser;

/// The table of commands. Parsing, usage lines and help are made from it, and so can man pages and
/// shell completions be: every row is constant and complete.
namespace vouch::cli {

/// A positional argument.
struct Argument {
    enum class Count { One, Optional, Any };

    QLatin1StringView name; ///< such as `PROFILE`
    QLatin1StringView help; ///< a sentence
    Count count = Count::One;
};

/// An option, on top of `-h` and `--help`, which every command has.
struct CommandOption {
    QLatin1StringView name;  ///< without the dashes
    QLatin1StringView value; ///< its value in the usage line: `PROFILE`; empty for a flag
    QLatin1StringView help;  ///< a sentence
};

struct ExitCodeMeaning {
    int code;
    QLatin1StringView meaning;
};

/// A row of the table.
struct Command {
    QLatin1StringView name;    ///< `login`; with a subcommand `keys add`
    QLatin1StringView summary; ///< one line for a list of commands
    QLatin1StringView help;    ///< paragraphs; indented lines are examples
    std::span<const Argument> arguments = {};
    std::span<const CommandOption> options = {};
    std::span<const ExitCodeMeaning> exitCodes = {};
    /// Runs it; the parser has the options above and the arguments after the name. Null for a
    /// command that only has subcommands.
    int (*run)(const QCommandLineParser &line) = nullptr;
    /// Whether everything after the first argument is an argument, even if it starts with a dash.
    bool optionsFirst = false;
    bool listsSettings = false; ///< the names of settings belong into its help
};

/// All rows. Subcommands follow their command.
std::span<const Command> commands();
/// The row of that name, or null.
const Command *findCommand(QStringView name);
/// The subcommands of a command; with null, the commands themselves.
QList<const Command *> subcommands(const Command *command);
/// The last word of the name: `add` of `keys add`.
QLatin1StringView lastWord(const Command &command);

} // namespace vouch::cli
