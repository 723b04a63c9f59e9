// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.h"

#include "cli/command.h"
#include "cli/command_help.h"
#include "cli/command_table.h"
#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/manual.h"
#include "cli/suggestion.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// Prints help as it is: it has lines of its own.
int show(std::FILE *file, const QString &text, int exitCode) {
    std::fputs(text.toUtf8().constData(), file);
    return exitCode;
}

/// `--json`, `-h`
QString dashed(const QString &option) {
    return (option.size() == 1 ? u"-"_s : u"--"_s) + option;
}

QStringList lastWords(const QList<const Command *> &commands) {
    QStringList words;
    for (const Command *command : commands)
        words.append(lastWord(*command));
    return words;
}

void addOptions(QCommandLineParser &parser, const Command &command) {
    for (const CommandOption &option : command.options)
        parser.addOption({option.name, translated(option.help), option.value});
}

void addHelp(QCommandLineParser &parser) {
    parser.addOption({{u"h"_s, u"help"_s, u"help-all"_s}, Strings::tr("Show this help.")});
}

/// The subcommand in `arguments`, which is taken out of them; null if there is none. Options, also
/// those of the command itself, may stand before it.
const Command *takeSubcommand(const Command &command, QStringList &arguments) {
    QCommandLineParser parser; // of the options of all of them, to skip their values
    addHelp(parser);
    QStringList known;
    for (const Command *subcommand : subcommands(&command) + QList{&command})
        for (const CommandOption &option : subcommand->options)
            if (!known.contains(option.name)) {
                known.append(option.name);
                parser.addOption({option.name, translated(option.help), option.value});
            }
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    parser.parse(QStringList{u"vouch"_s} + arguments);
    const QString name = parser.positionalArguments().value(0);
    if (name.isEmpty())
        return nullptr;
    arguments.removeOne(name);
    if (const Command *found = findCommand(command.name + u' ' + name))
        return found;
    throw UsageError{
        Strings::tr("There is no command “%1 %2”. %3")
            .arg(command.name, name, suggestionFor(name, lastWords(subcommands(&command))))
            .trimmed()};
}

/// What is wrong with the options.
QString optionError(const QCommandLineParser &parser, const Command &command) {
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty()) {
        QStringList names;
        for (const CommandOption &option : command.options)
            names.append(dashed(option.name));
        const QString name = dashed(unknown[0]);
        return Strings::tr("Unknown option: %1. %2")
            .arg(name, suggestionFor(name, names))
            .trimmed();
    }
    // Qt says in English only which one it is: Missing value after '--role'.
    const QString text = parser.errorText();
    QString name = text.section(u'\'', 1, -2);
    if (!name.startsWith(u'-'))
        name = dashed(name);
    return text.startsWith("Missing"_L1) ? Strings::tr("%1 needs a value.").arg(name)
                                         : Strings::tr("%1 takes no value.").arg(name);
}

/// Throws UsageError if an option is unknown, or arguments are missing or too many.
void parse(QCommandLineParser &parser, const Command &command, const QStringList &arguments) {
    if (!parser.parse(QStringList{u"vouch"_s} + arguments))
        throw UsageError{optionError(parser, command)};
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
            Strings::tr("%1 is missing.").arg(command.arguments[std::size_t(given.size())].name)};
    if (given.size() > allowed && !isUnlimited)
        throw UsageError{Strings::tr("Unexpected argument: %1").arg(given[allowed])};
}

int runCommand(const Command &command, QStringList arguments) {
    const Command *target = &command;
    try {
        if (!subcommands(&command).isEmpty())
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

void printUnknown(const QString &name) {
    QStringList names;
    for (const Command &command : commands())
        if (!command.name.contains(u' ') || name.contains(u' '))
            names.append(command.name);
    printError(Strings::tr("There is no command “%1”. %2")
                   .arg(name, suggestionFor(name, names))
                   .trimmed());
    printNote(Strings::tr("Run vouch help for a list of commands."));
}

/// `vouch help [COMMAND]`
int help(const QStringList &names) {
    if (names.isEmpty())
        return show(stdout, overview(), Done);
    if (const Command *command = findCommand(names.join(u' ')))
        return show(stdout, helpText(*command), Done);
    printUnknown(names.join(u' '));
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
        return statusAndNextStep();
    if (name == "__manual"_L1) // for the build
        return arguments.size() < 2        ? show(stdout, manualPage(), Done)
               : writeManual(arguments[1]) ? Done
                                           : Refused;
    if (name == "__complete"_L1)
        return complete(arguments.sliced(1));
    for (const Command *command : subcommands(nullptr))
        if (command->name == name)
            return runCommand(*command, arguments.sliced(1));
    if (name.startsWith(u'-'))
        printError(Strings::tr("Unknown option: %1. %2")
                       .arg(name, suggestionFor(name, {u"--help"_s, u"--version"_s}))
                       .trimmed());
    else
        printUnknown(name);
    return Usage;
}

} // namespace vouch::cli
