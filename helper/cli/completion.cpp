// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.h"

#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "wire/text.h"

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

/// A command line up to the word at the cursor.
struct Typed {
    const Command *command = nullptr; ///< null: none yet
    bool isUnknown = false;           ///< there is no such command
    bool isHelp = false;              ///< `vouch help`
    QStringList arguments;
    QStringList given;                      ///< options, without dashes
    const CommandOption *valueOf = nullptr; ///< the cursor is at this option's value
    bool optionsEnded = false;
    qsizetype firstArgument = -1; ///< its index among the words
};

/// The options of a command; of one with subcommands, all of theirs.
QList<const CommandOption *> optionsOf(const Command *command) {
    QList<const CommandOption *> options;
    const auto add = [&options](const Command &row) {
        for (const CommandOption &option : row.options)
            if (std::ranges::none_of(options, [&option](const CommandOption *other) {
                    return other->name == option.name;
                }))
                options.append(&option);
    };
    if (command == nullptr)
        return options;
    add(*command);
    for (const Command *subcommand : subcommands(command))
        add(*subcommand);
    return options;
}

const CommandOption *optionNamed(const Command *command, QStringView name) {
    for (const CommandOption *option : optionsOf(command))
        if (option->name == name)
            return option;
    return nullptr;
}

void takeWord(Typed &typed, const QString &word, qsizetype index) {
    if (typed.valueOf != nullptr) {
        typed.valueOf = nullptr;
    } else if (!typed.optionsEnded && word == "--"_L1) {
        typed.optionsEnded = true;
    } else if (!typed.optionsEnded && word.startsWith("--"_L1)) {
        const QString name = word.sliced(2).section(u'=', 0, 0);
        typed.given.append(name);
        const CommandOption *option = optionNamed(typed.command, name);
        if (option != nullptr && !option->value.isEmpty() && !word.contains(u'='))
            typed.valueOf = option;
    } else if (!typed.optionsEnded && word.startsWith(u'-')) {
        typed.given.append(word.sliced(1));
    } else if (typed.command == nullptr && word == "help"_L1 && !typed.isHelp) {
        typed.isHelp = true;
    } else if (typed.command == nullptr || !subcommands(typed.command).isEmpty()) {
        const QString name = typed.command == nullptr ? word : typed.command->name + u' ' + word;
        typed.command = findCommand(name);
        typed.isUnknown = typed.isUnknown || typed.command == nullptr;
    } else {
        if (typed.firstArgument < 0)
            typed.firstArgument = index;
        typed.arguments.append(word);
        typed.optionsEnded = typed.optionsEnded || typed.command->optionsFirst;
    }
}

QList<Candidate> subcommandCandidates(const Command *parent, bool isHelp) {
    QList<Candidate> candidates;
    for (const Command *command : subcommands(parent))
        candidates.append({lastWord(*command), translated(command->summary)});
    if (parent == nullptr && !isHelp)
        candidates.append({u"help"_s, Strings::tr("explain a command")});
    return candidates;
}

QList<Candidate> optionCandidates(const Typed &typed) {
    QList<Candidate> candidates;
    for (const CommandOption *option : optionsOf(typed.command))
        if (!typed.given.contains(option->name))
            candidates.append({u"--"_s + option->name, translated(option->help)});
    candidates.append({u"--help"_s, Strings::tr("Show this help.")});
    if (typed.command == nullptr)
        candidates.append({u"--version"_s, Strings::tr("Show the version.")});
    return candidates;
}

Completion fromSource(const WordSource &source, Words words, const QString &setting = {}) {
    const auto found = words == Words::Any ? QList<Candidate>() : source(words, setting);
    return found ? Completion{Completion::Kind::Words, *found}
                 : Completion{Completion::Kind::Files};
}

Completion argumentCompletion(const Typed &typed, qsizetype index, const WordSource &source) {
    const auto arguments = typed.command->arguments;
    if (arguments.empty())
        return {};
    const bool isUnlimited = arguments.back().count == Argument::Count::Any;
    const auto position = std::size_t(typed.arguments.size());
    if (position >= arguments.size() && !isUnlimited)
        return {};
    const Argument &argument = arguments[std::min(position, arguments.size() - 1)];
    if (argument.words == Words::CommandName)
        return {Completion::Kind::Command,
                {},
                1 + (typed.firstArgument < 0 ? index : typed.firstArgument)};
    return fromSource(source, argument.words, typed.arguments.value(0));
}

/// A word, and the index of its beginning among those that the shell sent.
struct JoinedWord {
    QString text;
    qsizetype index;
};

/// bash makes three words of `--role=Dev`. Joins them again.
QList<JoinedWord> joinedAtEquals(const QStringList &words) {
    QList<JoinedWord> joined;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool belongs = !joined.isEmpty() && joined.last().text.startsWith("--"_L1);
        if (words[i] == "="_L1 && belongs && !joined.last().text.contains(u'='))
            joined.last().text += u'=';
        else if (belongs && i > 0 && words[i - 1] == "="_L1)
            joined.last().text += words[i];
        else
            joined.append({words[i], i});
    }
    return joined;
}

Completion everything(const Typed &typed, const QString &current, qsizetype index,
                      const WordSource &source) {
    if (typed.isUnknown)
        return {};
    if (typed.valueOf != nullptr)
        return fromSource(source, typed.valueOf->words);
    if (!typed.optionsEnded && current.startsWith(u'-') && !typed.isHelp)
        return {Completion::Kind::Words, optionCandidates(typed)};
    if (typed.command == nullptr || !subcommands(typed.command).isEmpty())
        return {Completion::Kind::Words, subcommandCandidates(typed.command, typed.isHelp)};
    if (typed.isHelp)
        return {};
    return argumentCompletion(typed, index, source);
}

} // namespace

Completion completionOf(const QStringList &words, const WordSource &source) {
    const QList<JoinedWord> joined = joinedAtEquals(words);
    if (joined.isEmpty())
        return {};
    const auto &[last, lastIndex] = joined.last();
    const bool isSplit = words.last() != last;
    QString current = last;
    Typed typed;
    for (const auto &[word, index] : joined.first(joined.size() - 1))
        takeWord(typed, word, index);
    QString before; // of the value, in a word such as --role=Dev
    if (!typed.optionsEnded && current.startsWith("--"_L1) && current.contains(u'=')) {
        before = current.section(u'=', 0, 0) + u'=';
        typed.valueOf = optionNamed(typed.command, before.sliced(2).chopped(1));
        current = current.sliced(before.size());
        if (typed.valueOf == nullptr)
            return {};
    }
    Completion completion = everything(typed, current, lastIndex, source);
    completion.candidates.removeIf(
        [&current](const Candidate &candidate) { return !candidate.word.startsWith(current); });
    if (!isSplit)
        for (Candidate &candidate : completion.candidates)
            candidate.word.prepend(before);
    return completion;
}

int complete(const QStringList &words) {
    const Completion completion = completionOf(words, knownWords);
    QByteArray text = completion.kind == Completion::Kind::Files ? QByteArray("files")
                      : completion.kind == Completion::Kind::Command
                          ? "command " + QByteArray::number(completion.skipped)
                          : QByteArray("words");
    const auto clean = [](const QString &part) {
        return QByteArray::fromStdString(wire::displayText(part.toStdString(), 200));
    };
    for (const auto &[word, help] : completion.candidates)
        text += '\n' + clean(word) + '\t' + clean(help);
    text += '\n';
    std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
    return Done;
}

int completion(const QCommandLineParser &line) {
    const QString shell = line.positionalArguments().first();
    const QString script = completionScript(shell);
    if (script.isEmpty())
        throw UsageError{
            Strings::tr("There are no completions for “%1”, only for bash, zsh and fish.")
                .arg(shell)};
    std::fputs(script.toUtf8().constData(), stdout);
    return Done;
}

} // namespace vouch::cli
