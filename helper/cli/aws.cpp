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

/// Keys are looked up and copied from somewhere.
constexpr auto patience = 10min;

/// What the words behind `vouch aws` say.
struct AwsCommand {
    QString profile; ///< behind the subcommand; may be empty
    bool onTerminal = false, blank = false, yes = false;
};

std::string bytes(const QString &text) {
    return text.toStdString();
}

wire::Block answerTo(const wire::Bytes &request, const OnEvent &event = {}) {
    return converse(wire::connectOrStart(wire::runtimePaths()), request, event, patience);
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
        return complain(*failure);
    if (profiles.isEmpty())
        print(u"There is no AWS profile. To store keys: vouch aws add PROFILE"_s);
    else
        for (const QString &line : profileTable(profiles))
            print(line);
    return Done;
}

int add(const AwsCommand &what) {
    const OnEvent event = [](const wire::Block &block, wire::Connection &connection) {
        const std::string_view asked = block.value("event") == "ask" ? block.value("what") : "";
        if (asked == "key_id")
            answerHidden(block, u"Access key ID: "_s, connection);
        else if (asked == "secret")
            answerHidden(block, u"Secret access key: "_s, connection);
        else if (block.value("event") == "waiting")
            say(text(block, "text"));
    };
    const auto request = wire::request("aws-add")
                             .add("profile", bytes(what.profile))
                             .add("via", what.onTerminal ? "terminal"
                                         : hasTerminal() ? "either"
                                                         : "window")
                             .finish();
    const auto answer = answerTo(request, event);
    if (const auto failure = wire::failure(answer))
        return complain(*failure);
    print(u"Stored the keys of %1 for the profile %2."_s.arg(text(answer, "arn"),
                                                             text(answer, "profile")));
    return Done;
}

int remove(const AwsCommand &what) {
    if (!what.yes) {
        const auto answer = askYesOrNo(u"Forget the stored keys of %1? [y/N] "_s.arg(what.profile));
        if (!answer)
            throw Error(Error::Kind::PromptNeeded, u"There is no terminal to ask on."_s,
                        u"If you mean it: vouch aws remove --yes %1"_s.arg(what.profile));
        if (!*answer)
            throw GaveUp();
    }
    const auto answer =
        answerTo(wire::request("aws-remove").add("profile", bytes(what.profile)).finish());
    if (const auto failure = wire::failure(answer))
        return complain(*failure);
    print(u"Forgot the keys of %1. At AWS they are still good: delete them there."_s.arg(
        what.profile));
    return Done;
}

int import(const AwsCommand &what) {
    bool failed = false;
    const OnEvent event = [&](const wire::Block &block, wire::Connection &connection) {
        const std::string_view name = block.value("event");
        if (name == "imported") {
            print(u"Stored the keys of %1 for the profile %2."_s.arg(text(block, "arn"),
                                                                     text(block, "name")));
        } else if (name == "failed") {
            failed = true;
            complain(
                u"%1: %2 %3"_s.arg(text(block, "name"), text(block, "message"), text(block, "hint"))
                    .trimmed());
        } else if (name == "ask" && block.value("what") == "choice") {
            const bool yes =
                askYesOrNo(u"Remove them from the credentials file? A copy is kept. [y/N] "_s)
                    .value_or(false);
            const QByteArrayView answer = yes ? "yes" : "no";
            reply(block, answer, connection);
        }
    };
    const char *blank = what.blank ? "yes" : what.yes || !hasTerminal() ? "no" : "ask";
    const auto answer = answerTo(wire::request("aws-import")
                                     .addUnlessEmpty("profile", bytes(what.profile))
                                     .add("blank", blank)
                                     .finish(),
                                 event);
    if (const auto failure = wire::failure(answer))
        return complain(*failure);
    if (const QString copy = text(answer, "copy"); !copy.isEmpty())
        print(u"They are gone from the credentials file. The copy still has them; remove it "
              "when all works: %1"_s.arg(copy));
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
        u"AWS profiles: those of ~/.aws, and those whose keys Vouch keeps in your keychain.\n\n"
        "  list               which there are\n"
        "  add PROFILE        store an IAM user's access keys, asked for in a window\n"
        "  remove PROFILE     forget them\n"
        "  import [PROFILE]   take them over from the credentials file, then remove them there"_s);
    const QCommandLineOption terminal(u"terminal"_s, u"Ask for keys on this terminal."_s);
    const QCommandLineOption blank(
        u"blank"_s, u"Remove imported keys from the credentials file without asking."_s);
    const QCommandLineOption yes(
        u"yes"_s, u"Ask nothing: remove at once, or import and leave the file as it is."_s);
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
