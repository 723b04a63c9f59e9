// SPDX-License-Identifier: Apache-2.0
#include "cli/credentials_request.h"
#include "cli/prompter.h"

#include <QDateTime>
#include <QLocale>
#include <QProcess>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString endOf(const wire::Block &session) {
    const auto end = QDateTime::fromSecsSinceEpoch(text(session, "expires_at").toLongLong());
    return QLocale().toString(end, QLocale::ShortFormat);
}

int signIn(const PersonOptions &person) {
    const OnEvent event = [](const wire::Block &block, wire::Connection &) {
        if (block.value("event") == "signed_in")
            say(u"You are signed in%1 until %2. This begins a new session; Ctrl-C keeps the one "
                "you have."_s.arg(asWhom(block), endOf(block)));
    };
    const auto answer = converseThroughPerson("login", person, {}, event);
    if (const auto failure = wire::failure(answer))
        return complain(*failure);
    print(u"Signed in%1 at %2 until %3."_s.arg(asWhom(answer), text(answer, "server"),
                                               endOf(answer)));
    return Done;
}

int openConsole(const wire::Block &answer, bool onlyPrint) {
    if (const auto failure = wire::failure(answer))
        return complain(*failure);
    const QString address = text(answer, "url");
    if (!onlyPrint && QProcess::startDetached(u"xdg-open"_s, {address})) {
        say(u"Your browser opens AWS's console."_s);
        return Done;
    }
    if (!onlyPrint)
        say(u"No browser could be started. Open this address within a minute; it works once:"_s);
    print(address);
    return Done;
}

} // namespace

int login(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Signs you in with your security key, in Vouch's window or on this terminal. With "
        "--console it opens AWS's console in your browser, by a role or an AWS profile."_s);
    const QCommandLineOption terminal(u"terminal"_s, u"Ask for the PIN on this terminal."_s);
    const QCommandLineOption last(
        u"last-attempts"_s, u"Try a PIN on the terminal even if 3 or fewer attempts are left."_s);
    const QCommandLineOption console(u"console"_s, u"Open AWS's console."_s);
    const QCommandLineOption onlyPrint(
        u"stdout"_s, u"With --console: print the address. It works once, within a minute."_s);
    parser.addOptions({terminal, last, console, onlyPrint});
    const CredentialsRequest request(parser);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch login"_s} + words);
    if (!parser.positionalArguments().isEmpty() ||
        (!parser.isSet(console) && (parser.isSet(onlyPrint) || request.isSet(parser))))
        parser.showHelp(Usage);
    if (parser.isSet(console))
        return openConsole(request.ask(CredentialsRequest::Asker::Console, parser),
                           parser.isSet(onlyPrint));
    return signIn({parser.isSet(terminal), parser.isSet(last)});
}

} // namespace vouch::cli
