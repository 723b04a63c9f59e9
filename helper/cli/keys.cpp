// SPDX-License-Identifier: Apache-2.0
#include "cli/key_list.h"
#include "cli/prompter.h"
#include "cli/terminal.h"

#include "core/error.h"

#include <QCommandLineParser>

#include <algorithm>
#include <array>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The parsed command line of `vouch keys`.
struct KeysCommand {
    QStringList arguments; ///< after the subcommand
    PromptOptions prompts;
    QString name; ///< for `add`; may be empty
    bool yes = false;
};

wire::Block answerTo(std::string_view name, const KeysCommand &command, const AddFields &fields,
                     const OnEvent &event = {}) {
    auto answer = exchangeWithPrompts(name, command.prompts, fields, event);
    if (const auto failure = wire::failure(answer))
        throw Exit{printError(*failure)};
    return answer;
}

ListedKey listedKey(const wire::Block &event) {
    return {text(event, "id"),
            text(event, "name"),
            text(event, "model"),
            text(event, "aaguid"),
            text(event, "created_at").toLongLong(),
            event.value("current") == "yes"};
}

QList<ListedKey> listed(const KeysCommand &command) {
    QList<ListedKey> keys;
    const OnEvent take = [&keys](const wire::Block &event, wire::Connection &) {
        if (event.value("event") == "key")
            keys.append(listedKey(event));
    };
    answerTo("keys-list", command, {}, take);
    return keys;
}

std::string bytes(const QString &text) {
    return text.toStdString();
}

int list(const KeysCommand &command) {
    for (const QString &line : keyTable(listed(command)))
        print(line);
    return Done;
}

int add(const KeysCommand &command) {
    ListedKey added;
    const AddFields fields = [&command](wire::BlockWriter &request) {
        request.addUnlessEmpty("name", bytes(command.name));
    };
    const OnEvent take = [&added](const wire::Block &event, wire::Connection &) {
        if (event.value("event") == "key")
            added = listedKey(event);
    };
    const auto answer = answerTo("keys-add", command, fields, take);
    const QString count = text(answer, "count");
    print(count == "0"_L1 ? u"Added %1."_s.arg(added.name) // the list could not be fetched
                          : u"Added %1. You now have %2 keys."_s.arg(added.name, count));
    return Done;
}

int rename(const KeysCommand &command) {
    const ListedKey key = findKey(listed(command), command.arguments[0]);
    answerTo("keys-rename", command, [&](wire::BlockWriter &request) {
        request.add("id", bytes(key.id)).add("name", bytes(command.arguments[1]));
    });
    print(u"Renamed %1 to %2."_s.arg(key.name, command.arguments[1].trimmed()));
    return Done;
}

/// Explains what removing the key does and asks for confirmation.
bool removalConfirmed(const ListedKey &key, const KeysCommand &command) {
    print(u"Removing %1 (%2) ends every session started with it%3."_s.arg(
        key.name, key.model.isEmpty() ? key.id : key.model,
        key.current ? u", including this one"_s : QString()));
    if (command.yes)
        return true;
    const auto answer = askYesOrNo(u"Remove it? [y/N] "_s);
    if (!answer)
        throw Error(Error::Kind::PromptNeeded, u"There is no terminal to prompt on."_s,
                    u"To confirm without a prompt, run: vouch keys remove --yes %1"_s.arg(key.id));
    return *answer;
}

int remove(const KeysCommand &command) {
    const QList<ListedKey> keys = listed(command);
    const ListedKey key = findKey(keys, command.arguments[0]);
    if (keys.size() == 1)
        throw Error(Error::Kind::Server, u"This is your last key. Without it you can't sign in."_s,
                    u"Add another key first: vouch keys add"_s);
    if (!removalConfirmed(key, command))
        throw UserCanceled();
    const auto answer = answerTo("keys-remove", command, [&key](wire::BlockWriter &request) {
        request.add("id", bytes(key.id));
    });
    const int ended = text(answer, "sessions_revoked").toInt();
    print(ended == 1 ? u"Removed %1. One session ended."_s.arg(key.name)
                     : u"Removed %1. %2 sessions ended."_s.arg(key.name, QString::number(ended)));
    if (answer.value("current_session_revoked") == "yes")
        print(u"You're signed out. To sign in again, run: vouch login"_s);
    return Done;
}

int changePin(const KeysCommand &command) {
    if (!hasTerminal())
        throw Error(Error::Kind::PromptNeeded, u"There is no terminal to prompt on."_s,
                    u"Change the PIN in Vouch's Keys window."_s);
    KeysCommand here = command;
    here.prompts.onTerminal = true;
    const auto answer = answerTo("keys-change-pin", here, {});
    const QString key = answer.find("key") ? text(answer, "key") : u"your key"_s;
    print((answer.value("had_pin") == "yes" ? u"Changed the PIN of %1."_s : u"Set the PIN of %1."_s)
              .arg(key));
    return Done;
}

struct Subcommand {
    QLatin1StringView name;
    qsizetype arguments;
    int (*run)(const KeysCommand &);
};

constexpr std::array<Subcommand, 5> subcommands{{
    {"list"_L1, 0, list},
    {"add"_L1, 0, add},
    {"rename"_L1, 2, rename},
    {"remove"_L1, 1, remove},
    {"change-pin"_L1, 0, changePin},
}};

} // namespace

int keys(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Manages the security keys that you can sign in with.\n\n"
        "  list              list your keys\n"
        "  add               register another key: insert it, enter its PIN, touch it\n"
        "  rename KEY NAME   rename a key\n"
        "  remove KEY        remove a key and end the sessions started with it\n"
        "  change-pin        change the inserted key's PIN, or set its first one\n\n"
        "KEY is a key's name, its ID or the beginning of its ID."_s);
    const QCommandLineOption name(u"name"_s, u"Name for the added key."_s, u"NAME"_s);
    const QCommandLineOption yes(u"yes"_s, u"Remove without asking."_s);
    const QCommandLineOption terminal(u"terminal"_s, u"Ask for PINs on this terminal."_s);
    const QCommandLineOption last(
        u"last-attempts"_s, u"Try a PIN on this terminal even with 3 or fewer attempts left."_s);
    parser.addOptions({name, yes, terminal, last});
    parser.addPositionalArgument(u"list|add|rename|remove|change-pin"_s, u"What to do."_s);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch keys"_s} + words);

    const QStringList given = parser.positionalArguments();
    const auto command = std::ranges::find(subcommands, given.value(0), &Subcommand::name);
    if (command == subcommands.end() || given.size() != command->arguments + 1)
        parser.showHelp(Usage);
    const KeysCommand parsed{given.sliced(1),
                             {parser.isSet(terminal), parser.isSet(last)},
                             parser.value(name),
                             parser.isSet(yes)};
    return command->run(parsed);
}

} // namespace vouch::cli
