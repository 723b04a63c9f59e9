// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/prompter.h"

#include "cli/terminal.h"
#include "core/error.h"
#include "gitconfig/codecommit_setup.h"
#include "gitconfig/credential_sections.h"
#include "settings/options.h"
#include "settings/settings_file.h"
#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A code is valid for an hour at most; the application gives up before this.
constexpr auto timeout = 65min;

/// Saves the server's address like `vouch config set server`.
void useServer(const QString &address) {
    const Option &option = *findOption(u"server"_s);
    SettingsFile file;
    file.set(option.key, option.checked(address));
}

/// Prints the code framed and spaced, easy to compare with what the browser shows.
void printLarge(const QString &code) {
    QString spaced;
    for (const QChar c : code)
        spaced += (spaced.isEmpty() ? QString() : u" "_s) + c;
    const QString line(spaced.size() + 6, u'─');
    print(u"    ┌"_s + line + u'┐');
    print(u"    │   "_s + spaced + u"   │"_s);
    print(u"    └"_s + line + u'┘');
}

void printCode(const wire::Block &event) {
    const QString complete = text(event, "uri_complete");
    const QString address = text(event, "uri");
    print(event.value("browser") == "yes"
              ? u"Opening your browser. If nothing happens, open this address yourself:"_s
              : u"Open this address in a browser, on this computer or another:"_s);
    print(u"    "_s + (complete.isEmpty() ? address : complete));
    print(complete.isEmpty() ? u"Enter this code there:"_s
                             : u"Make sure it shows this code, or enter the code if prompted:"_s);
    printLarge(text(event, "user_code"));
    const auto end = QDateTime::fromSecsSinceEpoch(text(event, "expires_at").toLongLong());
    print(u"Waiting for you until %1. Press Ctrl-C to cancel."_s.arg(
        QLocale().toString(end.time(), QLocale::ShortFormat)));
}

void printProgress(const wire::Block &event) {
    const std::string_view name = event.value("event");
    if (name == "code")
        printCode(event);
    else if (name == "slow_down")
        print(u"The server asked Vouch to slow down. Still waiting for you…"_s);
    else if (name == "unreachable")
        print(u"Can't reach the server. Still trying…"_s);
    else if (name == "reachable")
        print(u"The server is reachable again. Waiting for you…"_s);
    else if (name == "approved")
        print(u"Approved."_s);
    else if (name == "register_key")
        print(u"The inserted key isn't registered at the server yet. Next, register it."_s);
}

void printNextSteps(const wire::Block &answer) {
    const std::string_view key = answer.value("key");
    if (key == "added")
        print(u"The inserted key is registered."_s);
    if (key == "not_added") {
        const QString why = text(answer, "key_message");
        print(u"The inserted key was not registered.%1 To register it later, run: vouch keys add"_s
                  .arg(why.isEmpty() ? QString() : u' ' + why));
    }
    print(u"Next, sign in with your key: vouch login"_s);
    const CodeCommitOptions options{
        codecommitlines::helperFor(QCoreApplication::applicationDirPath()), {}, {}, {}};
    bool isSetUp = false;
    try {
        isSetUp = planCodeCommit(options).isEmpty();
    } catch (const Error &) {
        // `vouch setup` reports what is wrong with git's configuration.
    }
    if (!isSetUp)
        print(u"Then set up git to use Vouch: vouch setup codecommit"_s);
}

} // namespace

int enroll(const QCommandLineParser &line) {
    if (line.isSet(u"server"_s))
        useServer(line.value(u"server"_s));

    const Settings settings = SettingsFile().read();
    const std::string address = settings.server.toString(QUrl::FullyEncoded).toStdString();
    const auto request = wire::request("enroll")
                             .addUnlessEmpty("server", address)
                             .add("via", line.isSet(u"terminal"_s) ? "terminal"
                                         : hasTerminal()           ? "either"
                                                                   : "window")
                             .finish();
    endWhenInterrupted("vouch: Canceled.\n", Canceled);
    Prompter prompter;
    const OnEvent event = [&prompter](const wire::Block &block, wire::Connection &connection) {
        printProgress(block);
        prompter(block, connection);
    };
    wire::Block answer;
    try {
        answer = exchange(wire::connectOrStart(wire::runtimePaths()), request, event, timeout);
    } catch (const UserCanceled &) {
        printError(
            u"Canceled. This computer is enrolled, but the inserted key is not registered."_s);
        return Canceled;
    }
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    const QString email = text(answer, "email");
    print(email.isEmpty()
              ? u"This computer is enrolled at %1."_s.arg(text(answer, "server"))
              : u"This computer is enrolled at %1 as %2."_s.arg(text(answer, "server"), email));
    printNextSteps(answer);
    return Done;
}

} // namespace vouch::cli
