// SPDX-License-Identifier: Apache-2.0
#include "cli/command_help.h"

#include "cli/command_parameters.h"
#include "cli/terminal.h"
#include "cli/wrapping.h"
#include "settings/options.h"
#include "settings/settings_file.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// Longer lines are tiring to read.
constexpr int widestLine = 100, narrowestLine = 40;

int lineWidth() {
    return std::clamp(terminalWidth(), narrowestLine, widestLine);
}

/// A term and its explanation.
using Row = std::pair<QString, QString>;

/// Wraps a text that starts in this column to the width of the terminal.
QString wrapped(const QString &paragraph, qsizetype indent = 0) {
    return wrappedText(paragraph, indent, lineWidth());
}

/// Wraps paragraphs; indented lines, which are examples, stay as they are.
QString wrappedHelp(const QString &help) {
    QStringList lines;
    for (const QString &line : help.split(u'\n'))
        lines.append(line.startsWith(u' ') ? line : wrapped(line));
    return lines.join(u'\n');
}

/// A heading and two columns; empty without rows. If a term is so long that little room is left
/// beside it, the explanation starts below it.
QString section(const QString &heading, const QList<Row> &rows) {
    if (rows.isEmpty())
        return {};
    const qsizetype widestTerm = lineWidth() / 2 - 4;
    qsizetype width = 0;
    for (const auto &[term, explanation] : rows)
        if (term.size() <= widestTerm)
            width = std::max(width, term.size());
    QString text = u'\n' + heading + u'\n';
    for (const auto &[term, explanation] : rows) {
        text += u"  "_s + term.leftJustified(width + 2);
        if (term.size() > width)
            text += u'\n' + QString(width + 4, u' ');
        text += wrapped(explanation, width + 4) + u'\n';
    }
    return text;
}

QString argumentText(const Argument &argument) {
    switch (argument.count) {
    case Argument::Count::One:
        break;
    case Argument::Count::Optional:
        return u'[' + QString(argument.name) + u']';
    case Argument::Count::Any:
        return u"[--] ["_s + QString(argument.name) + u"...]"_s;
    }
    return argument.name;
}

/// `rename KEY NAME`
QString commandText(const Command &command) {
    QString text = lastWord(command);
    for (const Argument &argument : command.arguments)
        text += u' ' + argumentText(argument);
    return text;
}

QList<Row> commandRows(const Command *parent) {
    QList<Row> rows;
    for (const Command *command : subcommands(parent))
        rows.append({parent == nullptr ? QString(command->name) : commandText(*command),
                     translated(command->summary)});
    return rows;
}

QList<Row> optionRows(const Command &command) {
    QList<Row> rows;
    for (const CommandOption &option : command.options)
        rows.append({u"--"_s + option.name +
                         (option.value.isEmpty() ? QString() : u' ' + QString(option.value)),
                     translated(option.help)});
    rows.append({u"-h, --help"_s, Strings::tr("Show this help.")});
    return rows;
}

QList<Row> exitCodeRows(const Command &command) {
    QList<Row> rows;
    for (const ExitCodeMeaning &code : command.exitCodes)
        rows.append({QString::number(code.code), translated(code.meaning)});
    return rows;
}

QString settingsSection() {
    QList<Row> rows;
    for (const Option &option : options())
        rows.append({QString(option.name), option.description()});
    return section(Strings::tr("Settings, stored in %1:").arg(SettingsFile::standardPath()), rows);
}

} // namespace

QString usageLine(const Command &command) {
    QString text = Strings::tr("Usage:") + u" vouch "_s + command.name;
    if (command.run == nullptr)
        text += u" COMMAND"_s;
    else if (!subcommands(&command).isEmpty())
        text += u" [COMMAND]"_s;
    text += command.options.empty() && command.run != nullptr ? u""_s : u" [OPTIONS]"_s;
    for (const Argument &argument : command.arguments)
        text += u' ' + argumentText(argument);
    return text;
}

QString helpText(const Command &command) {
    QList<Row> arguments;
    for (const Argument &argument : command.arguments)
        arguments.append({QString(argument.name), translated(argument.help)});
    QString text = usageLine(command) + u"\n\n"_s + wrappedHelp(translated(command.help)) + u'\n' +
                   section(Strings::tr("Commands:"), commandRows(&command)) +
                   section(Strings::tr("Arguments:"), arguments) +
                   section(Strings::tr("Options:"), optionRows(command)) +
                   section(Strings::tr("Exit codes:"), exitCodeRows(command));
    if (command.listsSettings)
        text += settingsSection();
    if (!subcommands(&command).isEmpty())
        text += u'\n' +
                wrapped(Strings::tr("Run vouch %1 COMMAND --help for details.").arg(command.name)) +
                u'\n';
    return text;
}

QString overview() {
    QList<Row> codes;
    for (const ExitCodeMeaning &code : parameters::usualCodes)
        codes.append({QString::number(code.code), translated(code.meaning)});
    return Strings::tr("Usage:") + u" vouch [COMMAND] [OPTIONS]\n"_s +
           section(Strings::tr("Commands:"), commandRows(nullptr)) +
           section(Strings::tr("Exit codes:"), codes) + u'\n' +
           wrapped(
               Strings::tr("Run vouch COMMAND --help for details, vouch --version for the version. "
                           "Without a command, vouch shows the status and what to do next.")) +
           u'\n';
}

} // namespace vouch::cli
