// SPDX-License-Identifier: Apache-2.0
#include "cli/browser.h"
#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/credentials_request.h"
#include "cli/prompter.h"
#include "cli/times.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

QString expiration(const wire::Block &session) {
    return clockTime(text(session, "expires_at").toLongLong());
}

int signIn(const PromptOptions &options) {
    const OnEvent event = [](const wire::Block &block, wire::Connection &) {
        if (block.value("event") == "signed_in")
            printNote(
                Strings::tr(
                    "You are already signed in%1 until %2. Continuing starts a new session; press "
                    "Ctrl-C to keep this one.")
                    .arg(asUser(block), expiration(block)));
    };
    const auto answer = exchangeWithPrompts("login", options, {}, event);
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    print(Strings::tr("Signed in%1 at %2 until %3.")
              .arg(asUser(answer), text(answer, "server"), expiration(answer)));
    return Done;
}

int openConsole(const wire::Block &answer, bool onlyPrint) {
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    const QString address = text(answer, "url");
    if (!onlyPrint && openInBrowser(address)) {
        printNote(Strings::tr("Opening the AWS console in your browser…"));
        return Done;
    }
    if (!onlyPrint)
        printNote(Strings::tr(
            "Could not open a browser. Open this address within a minute; it works once:"));
    print(address);
    return Done;
}

} // namespace

int login(const QCommandLineParser &line) {
    const bool isPrinted = line.isSet(u"stdout"_s);
    if (line.isSet(u"console"_s))
        return openConsole(requestCredentials(CredentialsUse::Console, line), isPrinted);
    if (isPrinted || selectsCredentials(line))
        throw UsageError{Strings::tr("--role, --profile, --duration and --stdout need --console.")};
    return signIn(promptOptions(line));
}

} // namespace vouch::cli
