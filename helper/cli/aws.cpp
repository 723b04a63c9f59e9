// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/profile_list.h"
#include "cli/prompter.h"
#include "cli/terminal.h"

#include "core/error.h"
#include "wire/start.h"

#include <QCommandLineParser>

#include <chrono>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Long enough to look up and copy the keys.
constexpr auto timeout = 10min;

std::string bytes(const QString &text) {
    return text.toStdString();
}

wire::Block answerTo(const wire::Bytes &request, const OnEvent &event = {}) {
    return exchange(wire::connectOrStart(wire::runtimePaths()), request, event, timeout);
}

} // namespace

int awsList(const QCommandLineParser &) {
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

int awsAdd(const QCommandLineParser &line) {
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
                             .add("profile", bytes(line.positionalArguments().first()))
                             .add("via", line.isSet(u"terminal"_s) ? "terminal"
                                         : hasTerminal()           ? "either"
                                                                   : "window")
                             .finish();
    const auto answer = answerTo(request, event);
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    print(u"Stored the keys of %1 for the profile %2."_s.arg(text(answer, "arn"),
                                                             text(answer, "profile")));
    return Done;
}

int awsRemove(const QCommandLineParser &line) {
    const QString profile = line.positionalArguments().first();
    if (!line.isSet(u"yes"_s)) {
        const auto answer = askYesOrNo(u"Remove the stored keys of %1? [y/N] "_s.arg(profile));
        if (!answer)
            throw Error(
                Error::Kind::PromptNeeded, u"There is no terminal to prompt on."_s,
                u"To confirm without a prompt, run: vouch aws remove --yes %1"_s.arg(profile));
        if (!*answer)
            throw UserCanceled();
    }
    const auto answer =
        answerTo(wire::request("aws-remove").add("profile", bytes(profile)).finish());
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    print(u"Removed the stored keys of %1. They still work until you delete them at AWS."_s.arg(
        profile));
    return Done;
}

int awsImport(const QCommandLineParser &line) {
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
    const char *blank = line.isSet(u"blank"_s)                   ? "yes"
                        : line.isSet(u"yes"_s) || !hasTerminal() ? "no"
                                                                 : "ask";
    const auto answer =
        answerTo(wire::request("aws-import")
                     .addUnlessEmpty("profile", bytes(line.positionalArguments().value(0)))
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

} // namespace vouch::cli
