// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/prompter.h"

#include "cli/next_step.h"
#include "cli/terminal.h"
#include "cli/times.h"
#include "core/error.h"
#include "settings/options.h"
#include "settings/settings_file.h"
#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// A code is valid for an hour at most; the application gives up before this.
constexpr auto enrollmentTimeout = 65min;

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
              ? Strings::tr("Opening your browser. If nothing happens, open this address yourself:")
              : Strings::tr("Open this address in a browser, on this computer or another:"));
    print(u"    "_s + (complete.isEmpty() ? address : complete));
    print(complete.isEmpty()
              ? Strings::tr("Enter this code there:")
              : Strings::tr("Make sure it shows this code, or enter the code if prompted:"));
    printLarge(text(event, "user_code"));
    print(Strings::tr("Waiting for you until %1. Press Ctrl-C to cancel.")
              .arg(clockTime(text(event, "expires_at").toLongLong())));
}

void printProgress(const wire::Block &event) {
    const std::string_view name = event.value("event");
    if (name == "code")
        printCode(event);
    else if (name == "slow_down")
        print(Strings::tr("The server asked Vouch to slow down. Still waiting for you…"));
    else if (name == "unreachable")
        print(Strings::tr("Can't reach the server. Still trying…"));
    else if (name == "reachable")
        print(Strings::tr("The server is reachable again. Waiting for you…"));
    else if (name == "approved")
        print(Strings::tr("Approved."));
    else if (name == "register_key")
        print(
            Strings::tr("The inserted key isn't registered at the server yet. Next, register it."));
}

void printNextSteps(const wire::Block &answer) {
    const std::string_view registration = answer.value("key");
    if (registration == "added")
        print(Strings::tr("The inserted key is registered."));
    if (registration == "not_added") {
        const QString why = text(answer, "key_message");
        print(
            Strings::tr(
                "The inserted key was not registered.%1 To register it later, run: vouch keys add")
                .arg(why.isEmpty() ? QString() : u' ' + why));
    }
    print(Strings::tr("Next, sign in with your key: vouch login"));
    if (!gitIsSetUp())
        print(Strings::tr("Then set up git to use Vouch: vouch setup codecommit"));
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
        answer =
            exchange(wire::connectOrStart(wire::runtimePaths()), request, event, enrollmentTimeout);
    } catch (const UserCanceled &) {
        printError(Strings::tr(
            "Canceled. This computer is enrolled, but the inserted key is not registered."));
        return Canceled;
    }
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    const QString email = text(answer, "email");
    print(email.isEmpty()
              ? Strings::tr("This computer is enrolled at %1.").arg(text(answer, "server"))
              : Strings::tr("This computer is enrolled at %1 as %2.")
                    .arg(text(answer, "server"), email));
    printNextSteps(answer);
    return Done;
}

} // namespace vouch::cli
