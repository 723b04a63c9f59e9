// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/key_list.h"
#include "cli/prompter.h"
#include "cli/terminal.h"

#include "core/error.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

wire::Block answerTo(std::string_view name, const PromptOptions &prompts, const AddFields &fields,
                     const OnEvent &event = {}) {
    auto answer = exchangeWithPrompts(name, prompts, fields, event);
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

QList<ListedKey> listed(const PromptOptions &prompts) {
    QList<ListedKey> keys;
    const OnEvent take = [&keys](const wire::Block &event, wire::Connection &) {
        if (event.value("event") == "key")
            keys.append(listedKey(event));
    };
    answerTo("keys-list", prompts, {}, take);
    return keys;
}

/// Explains what removing the key does and asks for confirmation.
bool removalConfirmed(const ListedKey &key, bool isConfirmed) {
    print(Strings::tr("Removing %1 (%2) ends every session started with it%3.")
              .arg(key.name, key.model.isEmpty() ? key.id : key.model,
                   key.current ? Strings::tr(", including this one") : QString()));
    if (isConfirmed)
        return true;
    const auto answer = askYesOrNo(Strings::tr("Remove it? [y/N] "));
    if (!answer)
        throw Error(Error::Kind::PromptNeeded, Strings::tr("There is no terminal to prompt on."),
                    Strings::tr("To confirm without a prompt, run: vouch keys remove --yes %1")
                        .arg(key.id));
    return *answer;
}

} // namespace

int keysList(const QCommandLineParser &line) {
    const QList<ListedKey> keys = listed(promptOptions(line));
    if (line.isSet(u"json"_s)) {
        printJson(keysJson(keys));
        return Done;
    }
    for (const QString &row : keyTable(keys))
        print(row);
    return Done;
}

int keysAdd(const QCommandLineParser &line) {
    ListedKey added;
    const AddFields fields = [&line](wire::BlockWriter &request) {
        request.addUnlessEmpty("name", line.value(u"name"_s).toStdString());
    };
    const OnEvent take = [&added](const wire::Block &event, wire::Connection &) {
        if (event.value("event") == "key")
            added = listedKey(event);
    };
    const auto answer = answerTo("keys-add", promptOptions(line), fields, take);
    const QString count = text(answer, "count");
    print(count == "0"_L1
              ? Strings::tr("Added %1.").arg(added.name) // the list could not be fetched
              : Strings::tr("Added %1. You now have %2 keys.").arg(added.name, count));
    return Done;
}

int keysRename(const QCommandLineParser &line) {
    const QStringList arguments = line.positionalArguments();
    const ListedKey key = findKey(listed(promptOptions(line)), arguments[0]);
    answerTo("keys-rename", promptOptions(line), [&](wire::BlockWriter &request) {
        request.add("id", key.id.toStdString()).add("name", arguments[1].toStdString());
    });
    print(Strings::tr("Renamed %1 to %2.").arg(key.name, arguments[1].trimmed()));
    return Done;
}

int keysRemove(const QCommandLineParser &line) {
    const QList<ListedKey> keys = listed(promptOptions(line));
    const ListedKey key = findKey(keys, line.positionalArguments().first());
    if (keys.size() == 1)
        throw Error(Error::Kind::Server,
                    Strings::tr("This is your last key. Without it you can't sign in."),
                    Strings::tr("Add another key first: vouch keys add"));
    if (!removalConfirmed(key, line.isSet(u"yes"_s)))
        throw UserCanceled();
    const auto answer =
        answerTo("keys-remove", promptOptions(line),
                 [&key](wire::BlockWriter &request) { request.add("id", key.id.toStdString()); });
    const int ended = text(answer, "sessions_revoked").toInt();
    print(
        ended == 1
            ? Strings::tr("Removed %1. One session ended.").arg(key.name)
            : Strings::tr("Removed %1. %2 sessions ended.").arg(key.name, QString::number(ended)));
    if (answer.value("current_session_revoked") == "yes")
        print(Strings::tr("You're signed out. To sign in again, run: vouch login"));
    return Done;
}

int keysChangePin(const QCommandLineParser &line) {
    if (!hasTerminal())
        throw Error(Error::Kind::PromptNeeded, Strings::tr("There is no terminal to prompt on."),
                    Strings::tr("Change the PIN in Vouch's Keys window."));
    const auto answer = answerTo("keys-change-pin", {true, line.isSet(u"last-attempts"_s)}, {});
    const QString model = answer.find("key") ? text(answer, "key") : Strings::tr("your key");
    print((answer.value("had_pin") == "yes" ? Strings::tr("Changed the PIN of %1.")
                                            : Strings::tr("Set the PIN of %1."))
              .arg(model));
    return Done;
}

} // namespace vouch::cli
