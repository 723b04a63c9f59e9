// SPDX-License-Identifier: Apache-2.0
#include "cli/prompter.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QLocale>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

int login(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Signs you in with your security key, in Vouch's window or on this terminal."_s);
    const QCommandLineOption terminal(u"terminal"_s, u"Ask for the PIN on this terminal."_s);
    const QCommandLineOption last(
        u"last-attempts"_s, u"Try a PIN on the terminal even if 3 or fewer attempts are left."_s);
    parser.addOptions({terminal, last});
    parser.addHelpOption();
    parser.process(QStringList{u"vouch login"_s} + words);
    if (!parser.positionalArguments().isEmpty())
        parser.showHelp(Usage);

    try {
        const auto answer =
            converseThroughPerson("login", {parser.isSet(terminal), parser.isSet(last)});
        if (const auto failure = wire::failure(answer))
            return complain(*failure);
        const auto end = QDateTime::fromSecsSinceEpoch(text(answer, "expires_at").toLongLong());
        print(u"Signed in as %1 at %2 until %3."_s.arg(
            text(answer, "email"), text(answer, "server"),
            QLocale().toString(end, QLocale::ShortFormat)));
        return Done;
    } catch (const GaveUp &) {
        complain(u"Cancelled."_s);
        return CancelledByPerson;
    }
}

} // namespace vouch::cli
