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

/// What the words behind `vouch keys` say.
struct KeysCommand {
    QStringList words; ///< behind the subcommand
    PersonOptions person;
    QString name; ///< for `add`; may be empty
    bool yes = false;
};

/// The application refused; what it said was complained about.
struct ToldExit {
    int code;
};

wire::Block answerTo(std::string_view command, const KeysCommand &what, const AddFields &fields,
                     const OnEvent &event = {}) {
    auto answer = converseThroughPerson(command, what.person, fields, event);
    if (const auto failure = wire::failure(answer))
        throw ToldExit{complain(*failure)};
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

QList<ListedKey> listed(const KeysCommand &what) {
    QList<ListedKey> keys;
    const OnEvent take = [&keys](const wire::Block &event, wire::Connection &) {
        if (event.value("event") == "key")
            keys.append(listedKey(event));
    };
    answerTo("keys-list", what, {}, take);
    return keys;
}

std::string bytes(const QString &text) {
    return text.toStdString();
}

int list(const KeysCommand &what) {
    for (const QString &line : keyTable(listed(what)))
        print(line);
    return Done;
}

int add(const KeysCommand &what) {
    ListedKey added;
    const AddFields fields = [&what](wire::BlockWriter &request) {
        request.addUnlessEmpty("name", bytes(what.name));
    };
    const OnEvent take = [&added](const wire::Block &event, wire::Connection &) {
        if (event.value("event") == "key")
            added = listedKey(event);
    };
    const auto answer = answerTo("keys-add", what, fields, take);
    const QString count = text(answer, "count");
    print(count == "0"_L1 ? u"Added %1."_s.arg(added.name) // the list could not be had
                          : u"Added %1. You have %2 keys now."_s.arg(added.name, count));
    return Done;
}

int rename(const KeysCommand &what) {
    const ListedKey key = keyMeant(listed(what), what.words[0]);
    answerTo("keys-rename", what, [&](wire::BlockWriter &request) {
        request.add("id", bytes(key.id)).add("name", bytes(what.words[1]));
    });
    print(u"%1 is called %2 now."_s.arg(key.name, what.words[1].trimmed()));
    return Done;
}

/// Whether the person wants it, who hears what it means first.
bool removalWanted(const ListedKey &key, const KeysCommand &what) {
    print(u"Removing %1 (%2) ends every session that was made with it%3."_s.arg(
        key.name, key.model.isEmpty() ? key.id : key.model,
        key.current ? u", this one too"_s : QString()));
    if (what.yes)
        return true;
    const auto answer = askYesOrNo(u"Remove it? [y/N] "_s);
    if (!answer)
        throw Error(Error::Kind::PromptNeeded, u"There is no terminal to ask on."_s,
                    u"If you mean it: vouch keys remove --yes %1"_s.arg(key.id));
    return *answer;
}

int remove(const KeysCommand &what) {
    const QList<ListedKey> keys = listed(what);
    const ListedKey key = keyMeant(keys, what.words[0]);
    if (keys.size() == 1)
        throw Error(Error::Kind::Server, u"This is your last key. Without it you can't sign in."_s,
                    u"Add another one first: vouch keys add"_s);
    if (!removalWanted(key, what))
        throw GaveUp();
    const auto answer = answerTo("keys-remove", what, [&key](wire::BlockWriter &request) {
        request.add("id", bytes(key.id));
    });
    const int ended = text(answer, "sessions_revoked").toInt();
    print(ended == 1 ? u"Removed %1. One session ended."_s.arg(key.name)
                     : u"Removed %1. %2 sessions ended."_s.arg(key.name, QString::number(ended)));
    if (answer.value("current_session_revoked") == "yes")
        print(u"You are signed out: vouch login"_s);
    return Done;
}

int changePin(const KeysCommand &what) {
    if (!hasTerminal())
        throw Error(Error::Kind::PromptNeeded, u"There is no terminal to ask on."_s,
                    u"Change the PIN in Vouch's Keys window."_s);
    KeysCommand here = what;
    here.person.onTerminal = true;
    const auto answer = answerTo("keys-change-pin", here, {});
    const QString key = answer.find("key") ? text(answer, "key") : u"your key"_s;
    print((answer.value("had_pin") == "yes" ? u"Changed the PIN of %1."_s : u"Set the PIN of %1."_s)
              .arg(key));
    return Done;
}

struct Subcommand {
    QLatin1StringView name;
    qsizetype words;
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
        u"The security keys that can sign you in.\n\n"
        "  list              which there are\n"
        "  add               register one more: insert it, type its PIN, touch it\n"
        "  rename KEY NAME   give one another name\n"
        "  remove KEY        take one away, with the sessions that were made with it\n"
        "  change-pin        change the PIN of the inserted key, or set its first one\n\n"
        "KEY is its name, its id or the beginning of its id."_s);
    const QCommandLineOption name(u"name"_s, u"What to call the added key."_s, u"NAME"_s);
    const QCommandLineOption yes(u"yes"_s, u"Remove without asking."_s);
    const QCommandLineOption terminal(u"terminal"_s, u"Ask for PINs on this terminal."_s);
    const QCommandLineOption last(
        u"last-attempts"_s, u"Try a PIN on the terminal even if 3 or fewer attempts are left."_s);
    parser.addOptions({name, yes, terminal, last});
    parser.addPositionalArgument(u"list|add|rename|remove|change-pin"_s, u"What to do."_s);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch keys"_s} + words);

    const QStringList given = parser.positionalArguments();
    const auto command = std::ranges::find(subcommands, given.value(0), &Subcommand::name);
    if (command == subcommands.end() || given.size() != command->words + 1)
        parser.showHelp(Usage);
    const KeysCommand what{given.sliced(1),
                           {parser.isSet(terminal), parser.isSet(last)},
                           parser.value(name),
                           parser.isSet(yes)};
    try {
        return command->run(what);
    } catch (const ToldExit &exit) {
        return exit.code;
    }
}

} // namespace vouch::cli
