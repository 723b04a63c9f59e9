// SPDX-License-Identifier: Apache-2.0
#include "cli/browser.h"
#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/credentials_request.h"
#include "cli/prompter.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QLocale>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString expiration(const wire::Block &session) {
    const auto end = QDateTime::fromSecsSinceEpoch(text(session, "expires_at").toLongLong());
    return QLocale().toString(end, QLocale::ShortFormat);
}

int signIn(const PromptOptions &options) {
    const OnEvent event = [](const wire::Block &block, wire::Connection &) {
        if (block.value("event") == "signed_in")
            printNote(
                u"You are already signed in%1 until %2. Continuing starts a new session; press "
                "Ctrl-C to keep this one."_s.arg(asUser(block), expiration(block)));
    };
    const auto answer = exchangeWithPrompts("login", options, {}, event);
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    print(u"Signed in%1 at %2 until %3."_s.arg(asUser(answer), text(answer, "server"),
                                               expiration(answer)));
    return Done;
}

int openConsole(const wire::Block &answer, bool onlyPrint) {
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    const QString address = text(answer, "url");
    if (!onlyPrint && openInBrowser(address)) {
        printNote(u"Opening the AWS console in your browser…"_s);
        return Done;
    }
    if (!onlyPrint)
        printNote(u"Could not open a browser. Open this address within a minute; it works once:"_s);
    print(address);
    return Done;
}

} // namespace

int login(const QCommandLineParser &line) {
    const bool isPrinted = line.isSet(u"stdout"_s);
    if (line.isSet(u"console"_s))
        return openConsole(requestCredentials(CredentialsUse::Console, line), isPrinted);
    if (isPrinted || selectsCredentials(line))
        throw UsageError{u"--role, --profile, --duration and --stdout need --console."_s};
    return signIn(promptOptions(line));
}

} // namespace vouch::cli
