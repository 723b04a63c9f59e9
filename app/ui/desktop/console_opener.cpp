// SPDX-License-Identifier: Apache-2.0
#include "ui/desktop/console_opener.h"

#include "core/error.h"
#include "session/configuration.h"
#include "session/credentials/console_sign_in.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QUrl>

#include <utility>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Desktop)
};

} // namespace

ConsoleOpener::ConsoleOpener(Configuration &configuration, ConsoleSignIn &console,
                             std::function<void(const Error &error)> failed)
    : configuration_(configuration), console_(console), failed_(std::move(failed)) {}

void ConsoleOpener::open() {
    opening_ = ScopedTask([this](std::stop_token stop) { return opened(std::move(stop)); },
                          [this](const Error &error) {
                              if (error.kind() != Error::Kind::Canceled)
                                  failed_(error);
                          });
}

QCoro::Task<> ConsoleOpener::opened(std::stop_token stop) {
    PromptContext context;
    context.who.program = QCoreApplication::applicationName();
    context.who.pid = QCoreApplication::applicationPid();
    context.who.isInForeground = true; // the user waits for it
    context.prompting = Prompting::Yes;
    context.isAllowed = true;
    context.waiting = [] {};
    const QString name = configuration_.settings().useRole;
    const QUrl address =
        co_await console_.address(name, std::chrono::seconds::zero(), context, stop);
    throwIfStopped(stop);
    if (!QDesktopServices::openUrl(address))
        throw Error(
            Error::Kind::Internal, Strings::tr("Can't open a browser."),
            Strings::tr("Check which browser is the default one in your system's settings."));
}

} // namespace vouch::ui
