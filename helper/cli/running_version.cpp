// SPDX-License-Identifier: Apache-2.0
#include "cli/running_version.h"

#include "cli/command.h"

#include <QCoreApplication>
#include <QVersionNumber>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// How to restart the application. Without a display there is no menu to quit it from.
QString restart(const wire::Block &status) {
    if (status.value("display") == "no")
        return Strings::tr("Run: kill %1 (this ends its session; Vouch starts again when git needs "
                           "it).")
            .arg(text(status, "pid"));
    return status.value("state") == "signed_in"
               ? Strings::tr("Quit Vouch in its tray menu and start it again. This ends your "
                             "session.")
               : Strings::tr("Quit Vouch in its tray menu and start it again.");
}

} // namespace

std::optional<VersionAdvice> versionAdvice(const wire::Block &status, const QString &own) {
    const QString running = text(status, "version");
    const auto order = QVersionNumber::compare(QVersionNumber::fromString(running),
                                               QVersionNumber::fromString(own));
    if (running.isEmpty() || (order == 0 && status.value("update") != "installed"))
        return std::nullopt;
    if (order < 0)
        return VersionAdvice{
            Strings::tr("The running Vouch is version %1; restart it to use %2.").arg(running, own),
            restart(status)};
    if (order == 0)
        return VersionAdvice{
            Strings::tr("An update of Vouch is installed; restart Vouch to use it."),
            restart(status)};
    return VersionAdvice{
        Strings::tr("This command is version %1, and the running Vouch is %2.").arg(own, running),
        Strings::tr("Update or remove the older one: %1")
            .arg(QCoreApplication::applicationFilePath())};
}

std::optional<VersionAdvice> versionAdvice() {
    try {
        auto connection = wire::Connection::open(wire::runtimePaths());
        if (!connection)
            return std::nullopt;
        const auto status =
            exchange(std::move(*connection), wire::request("status").finish(), {}, 5s);
        return versionAdvice(status, QCoreApplication::applicationVersion());
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

} // namespace vouch::cli
