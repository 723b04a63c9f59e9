// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <span>

class QCommandLineParser;

/// The table of commands. Parsing, usage lines, help and what shells complete are made from it:
/// every row is constant and complete. Its texts are in English; `translated` gives the user's.
namespace vouch::cli {

/// What the words of an argument, or of an option's value, can be: see completion.h.
enum class Words {
    Any,         ///< nothing that Vouch knows
    CommandName, ///< a command of another program, and its arguments
    Key,
    Profile,
    Region,
    Role,
    RoleOrProfile,
    RuleGlob, ///< what a rule matches
    Setting,
    SettingValue, ///< of the setting before it
    Shell,
};

/// A positional argument.
struct Argument {
    enum class Count { One, Optional, Any };

    QLatin1StringView name; ///< such as `PROFILE`
    const char *help;       ///< a sentence
    Count count = Count::One;
    Words words = Words::Any;
};

/// An option, on top of `-h` and `--help`, which every command has.
struct CommandOption {
    QLatin1StringView name;  ///< without the dashes
    QLatin1StringView value; ///< its value in the usage line: `PROFILE`; empty for a flag
    const char *help;        ///< a sentence
    Words words = Words::Any;
};

struct ExitCodeMeaning {
    int code;
    const char *meaning;
};

/// A row of the table.
struct Command {
    QLatin1StringView name; ///< `login`; with a subcommand `keys add`
    const char *summary;    ///< one line for a list of commands
    const char *help;       ///< paragraphs; indented lines are examples
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
/// A text of the table in the user's language.
QString translated(const char *text);

} // namespace vouch::cli
