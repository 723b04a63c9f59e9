// SPDX-License-Identifier: Apache-2.0
// The `vouch` command line: a thin client of the tray application that also edits the settings
// file.
#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/prompter.h"

#include "core/error.h"
#include "core/harden.h"

#include <QCoreApplication>

#include <exception>

using namespace Qt::Literals::StringLiterals;
using namespace vouch;

int main(int argc, char *argv[]) {
    if (!harden()) // a PIN may be typed here
        cli::printError(u"Could not protect this program's memory from your other programs."_s);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"vouch"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(VOUCH_VERSION));
    try {
        return cli::run(QCoreApplication::arguments().sliced(1));
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
