// SPDX-License-Identifier: Apache-2.0
// The `vouch` command line: a thin client of the tray application that also edits the settings
// file.
#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/connection_text.h"
#include "cli/language.h"
#include "cli/prompter.h"

#include "core/error.h"
#include "core/harden.h"

#include <QCoreApplication>

#include <exception>

using namespace Qt::Literals::StringLiterals;
using namespace vouch;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

} // namespace

int main(int argc, char *argv[]) {
    const bool isHardened = harden();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"vouch"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(VOUCH_VERSION));
    cli::followLocale();
    if (!isHardened)
        cli::printNotProtected();
    try {
        return cli::run(QCoreApplication::arguments().sliced(1));
    } catch (const cli::Exit &exit) {
        return exit.code;
    } catch (const cli::UserCanceled &) {
        cli::printError(Strings::tr("Canceled."));
        return cli::Canceled;
    } catch (const Error &error) {
        cli::printError((error.message() + u' ' + error.hint()).trimmed());
        return cli::Refused;
    } catch (const wire::ConnectionError &error) {
        cli::printError(cli::connectionText(error));
        cli::printVersionAdvice(); // it may not have understood the answer
        return cli::NoApplication;
    } catch (const std::exception &error) {
        cli::printError(cli::connectionText(error));
        return cli::Refused;
    }
}
