// SPDX-License-Identifier: Apache-2.0
#include "cli/command_table.h"

#include "cli/aws_commands.h"
#include "cli/settings_commands.h"
#include "cli/sign_in_commands.h"

#include <QCoreApplication>
#include <QStringView>

#include <algorithm>
#include <array>

namespace vouch::cli {

namespace {

/// The groups one behind the other.
template <std::size_t... sizes>
constexpr auto inOneTable(const std::array<Command, sizes> &...groups) {
    std::array<Command, (sizes + ...)> all{};
    auto next = all.begin();
    ((next = std::ranges::copy(groups, next).out), ...);
    return all;
}

constexpr auto allCommands =
    inOneTable(rows::signInCommands, rows::awsCommands, rows::settingsCommands);

/// Whether a row is one level below `parent`; the commands themselves are below the empty name.
bool isBelow(const Command &row, QStringView parent) {
    const qsizetype space = row.name.lastIndexOf(u' ');
    return row.name.first(std::max<qsizetype>(space, 0)) == parent;
}

} // namespace

std::span<const Command> commands() {
    return allCommands;
}

const Command *findCommand(QStringView name) {
    const auto found =
        std::ranges::find_if(allCommands, [name](const Command &row) { return row.name == name; });
    return found == allCommands.end() ? nullptr : &*found;
}

QList<const Command *> subcommands(const Command *command) {
    const QString parent = command == nullptr ? QString() : QString(command->name);
    QList<const Command *> below;
    for (const Command &row : allCommands)
        if (isBelow(row, parent))
            below.append(&row);
    return below;
}

QString translated(const char *text) {
    return QCoreApplication::translate("vouch::cli", text);
}

QLatin1StringView lastWord(const Command &command) {
    return command.name.sliced(command.name.lastIndexOf(u' ') + 1);
}

} // namespace vouch::cli
