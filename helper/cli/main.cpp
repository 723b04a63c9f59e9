// SPDX-License-Identifier: Apache-2.0
// The `vouch` command line: a thin client of the tray application that also edits the settings
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
    {"enroll"_L1, "enroll this computer at your Vouch server"_L1, cli::enroll},
    {"login"_L1, "sign in with your security key, or open the AWS console"_L1, cli::login},
    {"logout"_L1, "sign out"_L1, cli::logout},
    {"status"_L1, "show who is signed in, and until when"_L1, cli::status},
    {"keys"_L1, "list, add, rename and remove security keys, or change a PIN"_L1, cli::keys},
    {"aws"_L1, "list AWS profiles; add, remove and import access keys"_L1, cli::aws},
    {"exec"_L1, "run a command with AWS credentials"_L1, cli::exec},
    {"credential"_L1, "print AWS credentials for another program"_L1, cli::credential},
    {"setup"_L1, "set up git to use Vouch for CodeCommit"_L1, cli::setup},
    {"doctor"_L1, "find problems and show how to fix them"_L1, cli::doctor},
    {"posture"_L1, "show what signing in reports about this computer"_L1, cli::posture},
    {"config"_L1, "view and change settings, roles and rules"_L1, cli::config},
    {"forget"_L1, "remove everything Vouch stores on this computer"_L1, cli::forget},
}};

int help(std::FILE *file, int exitCode) {
    QString text = u"Usage: vouch COMMAND [OPTIONS]\n\n"_s;
    for (const Command &command : commands)
        text +=
            u"  %1  %2\n"_s.arg(QString(command.name).leftJustified(10), QString(command.about));
    text +=
        u"\nRun vouch COMMAND --help for details, vouch --version for the version.\n"
        "Exit codes: 0 done, 1 refused or signed out, 2 usage error, 3 canceled, 4 Vouch isn't running.\n"_s;
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
        cli::printError(u"Could not protect this program's memory from your other programs."_s);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"vouch"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(VOUCH_VERSION));
    try {
        return run(QCoreApplication::arguments());
    } catch (const cli::Exit &exit) {
        return exit.code;
    } catch (const cli::UserCanceled &) {
        cli::printError(u"Canceled."_s);
        return cli::Canceled;
    } catch (const Error &error) {
        cli::printError((error.message() + u' ' + error.hint()).trimmed());
        return cli::Refused;
    } catch (const wire::ConnectionError &error) {
        cli::printError(QString::fromUtf8(error.what()));
        return cli::NoApplication;
    } catch (const std::exception &error) {
        cli::printError(QString::fromUtf8(error.what()));
        return cli::Refused;
    }
}
