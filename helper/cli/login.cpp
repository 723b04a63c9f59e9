// SPDX-License-Identifier: Apache-2.0
#include "cli/credentials_request.h"
#include "cli/prompter.h"

#include <QDateTime>
#include <QLocale>
#include <QProcess>

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
    if (!onlyPrint && QProcess::startDetached(u"xdg-open"_s, {address})) {
        printNote(u"Opening the AWS console in your browser…"_s);
        return Done;
    }
    if (!onlyPrint)
        printNote(u"Could not open a browser. Open this address within a minute; it works once:"_s);
    print(address);
    return Done;
}

} // namespace

int login(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Signs you in with your security key, in Vouch's window or on this terminal. With "
        "--console, opens the AWS console in your browser with a role or an AWS profile."_s);
    const QCommandLineOption terminal(u"terminal"_s, u"Ask for the PIN on this terminal."_s);
    const QCommandLineOption last(
        u"last-attempts"_s, u"Try a PIN on this terminal even with 3 or fewer attempts left."_s);
    const QCommandLineOption console(u"console"_s, u"Open the AWS console."_s);
    const QCommandLineOption onlyPrint(
        u"stdout"_s,
        u"With --console, print the address instead of opening it. It works once, within a minute."_s);
    parser.addOptions({terminal, last, console, onlyPrint});
    const CredentialsRequest request(parser);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch login"_s} + words);
    if (!parser.positionalArguments().isEmpty() ||
        (!parser.isSet(console) && (parser.isSet(onlyPrint) || request.isSet(parser))))
        parser.showHelp(Usage);
    if (parser.isSet(console))
        return openConsole(request.send(CredentialsRequest::Caller::Console, parser),
                           parser.isSet(onlyPrint));
    return signIn({parser.isSet(terminal), parser.isSet(last)});
}

} // namespace vouch::cli
