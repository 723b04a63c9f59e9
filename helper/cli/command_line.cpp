// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.h"

#include "cli/command.h"
#include "cli/command_help.h"
#include "cli/command_table.h"
#include "core/nearest_names.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Prints help as it is: it has lines of its own.
int show(std::FILE *file, const QString &text, int exitCode) {
    std::fputs(text.toUtf8().constData(), file);
    return exitCode;
}

QString suggestion(const QStringList &nearest) {
    return nearest.size() == 1 ? u"Did you mean %1?"_s.arg(nearest[0])
                               : u"The nearest are: %1."_s.arg(nearest.join(u", "_s));
}

void addOptions(QCommandLineParser &parser, const Command &command) {
    for (const CommandOption &option : command.options)
        parser.addOption({option.name, option.help, option.value});
}

void addHelp(QCommandLineParser &parser) {
    parser.addOption({{u"h"_s, u"help"_s, u"help-all"_s}, u"Show this help."_s});
}

/// The subcommand in `arguments`, which is taken out of them; null if there is none. Options may
/// stand before it.
const Command *takeSubcommand(const Command &command, QStringList &arguments) {
    QCommandLineParser parser; // of the options of all subcommands, to skip their values
    addHelp(parser);
    QStringList known;
    for (const Command *subcommand : subcommands(&command))
        for (const CommandOption &option : subcommand->options)
            if (!known.contains(option.name)) {
                known.append(option.name);
                parser.addOption({option.name, option.help, option.value});
            }
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    parser.parse(QStringList{u"vouch"_s} + arguments);
    const QString name = parser.positionalArguments().value(0);
    if (name.isEmpty())
        return nullptr;
    arguments.removeOne(name);
    if (const Command *found = findCommand(command.name + u' ' + name))
        return found;
    QStringList names;
    for (const Command *subcommand : subcommands(&command))
        names.append(lastWord(*subcommand));
    throw UsageError{u"There is no command “%1 %2”. %3"_s.arg(
        command.name, name, suggestion(nearestNames(name, names)))};
}

/// Throws UsageError if an option is unknown, or arguments are missing or too many.
void parse(QCommandLineParser &parser, const Command &command, const QStringList &arguments) {
    if (!parser.parse(QStringList{u"vouch"_s} + arguments)) {
        const QStringList unknown = parser.unknownOptionNames();
        QStringList names;
        for (const CommandOption &option : command.options)
            names.append(option.name);
        QStringList similar = similarNames(unknown.value(0), names);
        if (unknown.isEmpty() || similar.isEmpty())
            throw UsageError{parser.errorText()};
        for (QString &option : similar)
            option.prepend("--"_L1);
        throw UsageError{parser.errorText() + u' ' + suggestion(similar)};
    }
    if (parser.isSet(u"help"_s))
        return;
    const QStringList given = parser.positionalArguments();
    qsizetype needed = 0;
    bool isUnlimited = false;
    for (const Argument &argument : command.arguments) {
        needed += argument.count == Argument::Count::One ? 1 : 0;
        isUnlimited = isUnlimited || argument.count == Argument::Count::Any;
    }
    const auto allowed = qsizetype(command.arguments.size());
    if (given.size() < needed)
        throw UsageError{
            u"%1 is missing."_s.arg(command.arguments[std::size_t(given.size())].name)};
    if (given.size() > allowed && !isUnlimited)
        throw UsageError{u"Unexpected argument: %1"_s.arg(given[allowed])};
}

int runCommand(const Command &command, QStringList arguments) {
    const Command *target = &command;
    try {
        if (command.run == nullptr)
            if (const Command *found = takeSubcommand(command, arguments))
                target = found;
        QCommandLineParser parser;
        addOptions(parser, *target);
        addHelp(parser);
        if (target->optionsFirst)
            parser.setOptionsAfterPositionalArgumentsMode(
                QCommandLineParser::ParseAsPositionalArguments);
        parse(parser, *target, arguments);
        if (parser.isSet(u"help"_s))
            return show(stdout, helpText(*target), Done);
        if (target->run == nullptr)
            return show(stderr, helpText(*target), Usage);
        return target->run(parser);
    } catch (const UsageError &error) {
        printError(error.message);
        printNote(usageLine(*target));
        return Usage;
    }
}

/// `vouch help [COMMAND]`
int help(const QStringList &names) {
    if (names.isEmpty())
        return show(stdout, overview(), Done);
    if (const Command *command = findCommand(names.join(u' ')))
        return show(stdout, helpText(*command), Done);
    printError(u"There is no command “%1”."_s.arg(names.join(u' ')));
    return Usage;
}

} // namespace

int run(const QStringList &arguments) {
    const QString name = arguments.value(0);
    if (name == "--help"_L1 || name == "-h"_L1)
        return show(stdout, overview(), Done);
    if (name == "help"_L1)
        return help(arguments.sliced(1));
    if (name == "--version"_L1) {
        print(u"vouch "_s + QCoreApplication::applicationVersion());
        return Done;
    }
    if (name.isEmpty())
        return show(stderr, overview(), Usage);
    QStringList names;
    for (const Command *command : subcommands(nullptr)) {
        if (command->name == name)
            return runCommand(*command, arguments.sliced(1));
        names.append(command->name);
    }
    printError(u"There is no command “%1”. %2"_s.arg(name, suggestion(nearestNames(name, names))));
    printNote(u"Run vouch help for a list of commands."_s);
    return Usage;
}

} // namespace vouch::cli
