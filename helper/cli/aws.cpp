// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/profile_list.h"
#include "cli/prompter.h"
#include "cli/terminal.h"

#include "core/error.h"
#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <chrono>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// Long enough to look up and copy the keys.
constexpr auto keyEntryTimeout = 10min;

wire::Block answerTo(const wire::Bytes &request, const OnEvent &event = {}) {
    return exchange(wire::connectOrStart(wire::runtimePaths()), request, event, keyEntryTimeout);
}

} // namespace

int awsList(const QCommandLineParser &line) {
    QList<ListedProfile> profiles;
    const OnEvent take = [&profiles](const wire::Block &event, wire::Connection &) {
        if (event.value("event") == "profile")
            profiles.append({text(event, "name"), text(event, "kind"), text(event, "mfa_serial"),
                             text(event, "problem"), text(event, "cached_until").toLongLong(),
                             text(event, "region"), text(event, "account")});
    };
    const auto answer = answerTo(wire::request("aws-list").finish(), take);
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    if (line.isSet(u"json"_s))
        printJson(profilesJson(profiles));
    else if (profiles.isEmpty())
        print(
            Strings::tr("No AWS profiles found. To store access keys, run: vouch aws add PROFILE"));
    else
        for (const QString &row : profileTable(profiles))
            print(row);
    return Done;
}

int awsAdd(const QCommandLineParser &line) {
    const OnEvent event = [](const wire::Block &block, wire::Connection &connection) {
        const std::string_view field = block.value("event") == "ask" ? block.value("what") : "";
        if (field == "key_id")
            answerHidden(block, Strings::tr("Access key ID: "), connection);
        else if (field == "secret")
            answerHidden(block, Strings::tr("Secret access key: "), connection);
        else if (block.value("event") == "waiting")
            printNote(text(block, "text"));
    };
    const auto request = wire::request("aws-add")
                             .add("profile", line.positionalArguments().first().toStdString())
                             .add("via", line.isSet(u"terminal"_s) ? "terminal"
                                         : hasTerminal()           ? "either"
                                                                   : "window")
                             .finish();
    const auto answer = answerTo(request, event);
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    print(Strings::tr("Stored the keys of %1 for the profile %2.")
              .arg(text(answer, "arn"), text(answer, "profile")));
    return Done;
}

int awsRemove(const QCommandLineParser &line) {
    const QString profile = line.positionalArguments().first();
    if (!line.isSet(u"yes"_s)) {
        const auto answer =
            askYesOrNo(Strings::tr("Remove the stored keys of %1? [y/N] ").arg(profile));
        if (!answer)
            throw Error(Error::Kind::PromptNeeded,
                        Strings::tr("There is no terminal to prompt on."),
                        Strings::tr("To confirm without a prompt, run: vouch aws remove --yes %1")
                            .arg(profile));
        if (!*answer)
            throw UserCanceled();
    }
    const auto answer =
        answerTo(wire::request("aws-remove").add("profile", profile.toStdString()).finish());
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    print(
        Strings::tr("Removed the stored keys of %1. They still work until you delete them at AWS.")
            .arg(profile));
    return Done;
}

int awsImport(const QCommandLineParser &line) {
    bool failed = false;
    const OnEvent event = [&](const wire::Block &block, wire::Connection &connection) {
        const std::string_view name = block.value("event");
        if (name == "imported") {
            print(Strings::tr("Stored the keys of %1 for the profile %2.")
                      .arg(text(block, "arn"), text(block, "name")));
        } else if (name == "failed") {
            failed = true;
            printError(
                u"%1: %2 %3"_s.arg(text(block, "name"), text(block, "message"), text(block, "hint"))
                    .trimmed());
        } else if (name == "ask" && block.value("what") == "choice") {
            const bool yes =
                askYesOrNo(
                    Strings::tr(
                        "Remove them from the credentials file? Vouch saves a backup. [y/N] "))
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
                     .addUnlessEmpty("profile", line.positionalArguments().value(0).toStdString())
                     .add("blank", blank)
                     .finish(),
                 event);
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    if (const QString copy = text(answer, "copy"); !copy.isEmpty())
        print(
            Strings::tr(
                "Removed the keys from the credentials file. The backup still has them; delete it "
                "once everything works: %1")
                .arg(copy));
    return failed ? Refused : Done;
}

} // namespace vouch::cli
