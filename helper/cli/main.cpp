// SPDX-License-Identifier: Apache-2.0
// `vouch`: what a person types. Thin: it talks to the tray application and edits the settings'
// file.
#include "cli/command.h"
#include "cli/prompter.h"

#include "core/error.h"
#include "core/harden.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace {

using namespace Qt::Literals::StringLiterals;
using namespace vouch;

struct Command {
    QLatin1StringView name, about;
    int (*run)(const QStringList &words);
};

constexpr std::array<Command, 13> commands{{
    {"enroll"_L1, "let this computer in at your server, with a browser"_L1, cli::enroll},
    {"login"_L1, "sign in with your security key; --console: to AWS's console"_L1, cli::login},
    {"logout"_L1, "sign out"_L1, cli::logout},
    {"status"_L1, "who is signed in, and until when"_L1, cli::status},
    {"keys"_L1, "your security keys: list, add, rename, remove, change-pin"_L1, cli::keys},
    {"aws"_L1, "AWS profiles, and keys in the keychain: list, add, remove, import"_L1, cli::aws},
    {"exec"_L1, "run a command with AWS credentials"_L1, cli::exec},
    {"credential"_L1, "print AWS credentials for a program"_L1, cli::credential},
    {"setup"_L1, "make git use Vouch for CodeCommit"_L1, cli::setup},
    {"doctor"_L1, "what is wrong, and what mends it"_L1, cli::doctor},
    {"posture"_L1, "what signing in tells about this computer"_L1, cli::posture},
    {"config"_L1, "server, roles and other settings"_L1, cli::config},
    {"forget"_L1, "remove all that Vouch keeps on this computer"_L1, cli::forget},
}};

int help(std::FILE *file, int exitCode) {
    QString text = u"Usage: vouch COMMAND [OPTIONS]\n\n"_s;
    for (const Command &command : commands)
        text +=
            u"  %1  %2\n"_s.arg(QString(command.name).leftJustified(10), QString(command.about));
    text +=
        u"\nvouch COMMAND --help tells more. vouch --version tells the version.\n"
        "Exit codes: 0 done, 1 refused or signed out, 2 usage, 3 cancelled, 4 Vouch does not run.\n"_s;
    std::fputs(text.toUtf8().constData(), file);
    return exitCode;
}

int run(const QStringList &words) {
    const QString name = words.value(1);
    if (name == "--help"_L1 || name == "-h"_L1 || name == "help"_L1)
        return help(stdout, cli::Done);
    if (name == "--version"_L1) {
        cli::print(u"vouch "_s + QCoreApplication::applicationVersion());
        return cli::Done;
    }
    for (const Command &command : commands)
        if (command.name == name)
            return command.run(words.sliced(2));
    return help(stderr, cli::Usage);
}

} // namespace

int main(int argc, char *argv[]) {
    if (!harden()) // a PIN may be typed here
        cli::complain(u"Other programs of yours may be able to read this one's memory."_s);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"vouch"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(VOUCH_VERSION));
    try {
        return run(QCoreApplication::arguments());
    } catch (const cli::GaveUp &) {
        cli::complain(u"Cancelled."_s);
        return cli::CancelledByPerson;
    } catch (const Error &error) {
        cli::complain((error.message() + u' ' + error.hint()).trimmed());
        return cli::Refused;
    } catch (const wire::ConnectionError &error) {
        cli::complain(QString::fromUtf8(error.what()));
        return cli::NoApplication;
    } catch (const std::exception &error) {
        cli::complain(QString::fromUtf8(error.what()));
        return cli::Refused;
    }
}
