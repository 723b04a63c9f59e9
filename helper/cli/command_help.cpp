// SPDX-License-Identifier: Apache-2.0
#include "cli/command_help.h"

#include "cli/command_parameters.h"
#include "settings/options.h"
#include "settings/settings_file.h"

#include <algorithm>
#include <utility>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype lineWidth = 80;

/// A term and its explanation.
using Row = std::pair<QString, QString>;

/// Breaks a paragraph into lines. All but the first are indented by `indent`, and the first is
/// taken to start there.
QString wrapped(const QString &paragraph, qsizetype indent = 0) {
    QString text;
    qsizetype column = indent;
    for (const QString &word : paragraph.split(u' ')) {
        if (column > indent && column + 1 + word.size() > lineWidth) {
            text += u'\n' + QString(indent, u' ');
            column = indent;
        } else if (column > indent) {
            text += u' ';
            ++column;
        }
        text += word;
        column += word.size();
    }
    return text;
}

/// Wraps paragraphs; indented lines, which are examples, stay as they are.
QString wrappedHelp(QLatin1StringView help) {
    QStringList lines;
    for (const QString &line : QString(help).split(u'\n'))
        lines.append(line.startsWith(u' ') ? line : wrapped(line));
    return lines.join(u'\n');
}

/// A heading and two columns; empty without rows.
QString section(const QString &heading, const QList<Row> &rows) {
    if (rows.isEmpty())
        return {};
    qsizetype width = 0;
    for (const auto &[term, explanation] : rows)
        width = std::max(width, term.size());
    QString text = u'\n' + heading + u'\n';
    for (const auto &[term, explanation] : rows)
        text += u"  "_s + term.leftJustified(width + 2) + wrapped(explanation, width + 4) + u'\n';
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
                     QString(command->summary)});
    return rows;
}

QList<Row> optionRows(const Command &command) {
    QList<Row> rows;
    for (const CommandOption &option : command.options)
        rows.append({u"--"_s + option.name +
                         (option.value.isEmpty() ? QString() : u' ' + QString(option.value)),
                     QString(option.help)});
    rows.append({u"-h, --help"_s, u"Show this help."_s});
    return rows;
}

QList<Row> exitCodeRows(const Command &command) {
    QList<Row> rows;
    for (const ExitCodeMeaning &code : command.exitCodes)
        rows.append({QString::number(code.code), QString(code.meaning)});
    return rows;
}

QString settingsSection() {
    QList<Row> rows;
    for (const Option &option : options())
        rows.append({QString(option.name), option.description()});
    return section(u"Settings, stored in %1:"_s.arg(SettingsFile::standardPath()), rows);
}

} // namespace

QString usageLine(const Command &command) {
    QString text = u"Usage: vouch "_s + command.name;
    if (command.run == nullptr)
        text += u" COMMAND"_s;
    text += command.options.empty() && command.run != nullptr ? u""_s : u" [OPTIONS]"_s;
    for (const Argument &argument : command.arguments)
        text += u' ' + argumentText(argument);
    return text;
}

QString helpText(const Command &command) {
    QList<Row> arguments;
    for (const Argument &argument : command.arguments)
        arguments.append({QString(argument.name), QString(argument.help)});
    QString text = usageLine(command) + u"\n\n"_s + wrappedHelp(command.help) + u'\n' +
                   section(u"Commands:"_s, commandRows(&command)) +
                   section(u"Arguments:"_s, arguments) +
                   section(u"Options:"_s, optionRows(command)) +
                   section(u"Exit codes:"_s, exitCodeRows(command));
    if (command.listsSettings)
        text += settingsSection();
    if (command.run == nullptr)
        text += u"\nRun vouch %1 COMMAND --help for details.\n"_s.arg(command.name);
    return text;
}

QString overview() {
    QList<Row> codes;
    for (const ExitCodeMeaning &code : parameters::usualCodes)
        codes.append({QString::number(code.code), QString(code.meaning)});
    return u"Usage: vouch COMMAND [OPTIONS]\n"_s + section(u"Commands:"_s, commandRows(nullptr)) +
           section(u"Exit codes:"_s, codes) +
           u"\nRun vouch COMMAND --help for details, vouch --version for the version.\n"_s;
}

} // namespace vouch::cli
