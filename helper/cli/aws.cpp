// SPDX-License-Identifier: Apache-2.0
#include "cli/profile_list.h"
#include "cli/prompter.h"
#include "cli/terminal.h"

#include "core/error.h"
#include "wire/start.h"

#include <QCommandLineParser>

#include <algorithm>
#include <array>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Long enough to look up and copy the keys.
constexpr auto timeout = 10min;

/// The parsed command line of `vouch aws`.
struct AwsCommand {
    QString profile; ///< may be empty
    bool onTerminal = false, blank = false, yes = false;
};

std::string bytes(const QString &text) {
    return text.toStdString();
}

wire::Block answerTo(const wire::Bytes &request, const OnEvent &event = {}) {
    return exchange(wire::connectOrStart(wire::runtimePaths()), request, event, timeout);
}

int list(const AwsCommand &) {
    QList<ListedProfile> profiles;
    const OnEvent take = [&profiles](const wire::Block &event, wire::Connection &) {
        if (event.value("event") == "profile")
            profiles.append({text(event, "name"), text(event, "kind"), text(event, "mfa_serial"),
                             text(event, "problem"), text(event, "cached_until").toLongLong()});
    };
    const auto answer = answerTo(wire::request("aws-list").finish(), take);
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    if (profiles.isEmpty())
        print(u"No AWS profiles found. To store access keys, run: vouch aws add PROFILE"_s);
    else
        for (const QString &line : profileTable(profiles))
            print(line);
    return Done;
}

int add(const AwsCommand &command) {
    const OnEvent event = [](const wire::Block &block, wire::Connection &connection) {
        const std::string_view field = block.value("event") == "ask" ? block.value("what") : "";
        if (field == "key_id")
            answerHidden(block, u"Access key ID: "_s, connection);
        else if (field == "secret")
            answerHidden(block, u"Secret access key: "_s, connection);
        else if (block.value("event") == "waiting")
            printNote(text(block, "text"));
    };
    const auto request = wire::request("aws-add")
                             .add("profile", bytes(command.profile))
                             .add("via", command.onTerminal ? "terminal"
                                         : hasTerminal()    ? "either"
                                                            : "window")
                             .finish();
    const auto answer = answerTo(request, event);
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    print(u"Stored the keys of %1 for the profile %2."_s.arg(text(answer, "arn"),
                                                             text(answer, "profile")));
    return Done;
}

int remove(const AwsCommand &command) {
    if (!command.yes) {
        const auto answer =
            askYesOrNo(u"Remove the stored keys of %1? [y/N] "_s.arg(command.profile));
        if (!answer)
            throw Error(Error::Kind::PromptNeeded, u"There is no terminal to prompt on."_s,
                        u"To confirm without a prompt, run: vouch aws remove --yes %1"_s.arg(
                            command.profile));
        if (!*answer)
            throw UserCanceled();
    }
    const auto answer =
        answerTo(wire::request("aws-remove").add("profile", bytes(command.profile)).finish());
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    print(u"Removed the stored keys of %1. They still work until you delete them at AWS."_s.arg(
        command.profile));
    return Done;
}

int import(const AwsCommand &command) {
    bool failed = false;
    const OnEvent event = [&](const wire::Block &block, wire::Connection &connection) {
        const std::string_view name = block.value("event");
        if (name == "imported") {
            print(u"Stored the keys of %1 for the profile %2."_s.arg(text(block, "arn"),
                                                                     text(block, "name")));
        } else if (name == "failed") {
            failed = true;
            printError(
                u"%1: %2 %3"_s.arg(text(block, "name"), text(block, "message"), text(block, "hint"))
                    .trimmed());
        } else if (name == "ask" && block.value("what") == "choice") {
            const bool yes =
                askYesOrNo(u"Remove them from the credentials file? Vouch saves a backup. [y/N] "_s)
                    .value_or(false);
            const QByteArrayView answer = yes ? "yes" : "no";
            reply(block, answer, connection);
        }
    };
    const char *blank = command.blank ? "yes" : command.yes || !hasTerminal() ? "no" : "ask";
    const auto answer = answerTo(wire::request("aws-import")
                                     .addUnlessEmpty("profile", bytes(command.profile))
                                     .add("blank", blank)
                                     .finish(),
                                 event);
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    if (const QString copy = text(answer, "copy"); !copy.isEmpty())
        print(u"Removed the keys from the credentials file. The backup still has them; delete it "
              "once everything works: %1"_s.arg(copy));
    return failed ? Refused : Done;
}

struct Subcommand {
    QLatin1StringView name;
    qsizetype minWords, maxWords;
    int (*run)(const AwsCommand &);
};

constexpr std::array<Subcommand, 4> subcommands{{
    {"list"_L1, 0, 0, list},
    {"add"_L1, 1, 1, add},
    {"remove"_L1, 1, 1, remove},
    {"import"_L1, 0, 1, import},
}};

} // namespace

int aws(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Manages AWS profiles: those in ~/.aws, and those whose keys Vouch stores in your "
        u"keychain.\n\n"
        "  list               list your profiles\n"
        "  add PROFILE        store an IAM user's access keys, which you enter in a window\n"
        "  remove PROFILE     remove the stored keys\n"
        "  import [PROFILE]   store the keys from the credentials file, then remove them there"_s);
    const QCommandLineOption terminal(u"terminal"_s, u"Ask for keys on this terminal."_s);
    const QCommandLineOption blank(
        u"blank"_s, u"Remove imported keys from the credentials file without asking."_s);
    const QCommandLineOption yes(
        u"yes"_s,
        u"Don't ask: remove right away, or import without changing the credentials file."_s);
    parser.addOptions({terminal, blank, yes});
    parser.addPositionalArgument(u"list|add|remove|import"_s, u"What to do."_s);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch aws"_s} + words);

    const QStringList given = parser.positionalArguments();
    const auto command = std::ranges::find(subcommands, given.value(0), &Subcommand::name);
    const qsizetype more = given.size() - 1;
    if (command == subcommands.end() || more < command->minWords || more > command->maxWords)
        parser.showHelp(Usage);
    return command->run(
        {given.value(1), parser.isSet(terminal), parser.isSet(blank), parser.isSet(yes)});
}

} // namespace vouch::cli
