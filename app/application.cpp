// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"

#include "app/connections.h"
#include "app/parts.h"
#include "app/quit.h"
#include "app/windows.h"
#include "core/folders.h"
#include "core/harden.h"
#include "core/log.h"
#include "http/proxies.h"
#include "platform/color_scheme.h"
#include "platform/desktop_environment.h"
#include "ui/widgets/app_icon.h"
#include "ui/widgets/contrast_style.h"
#include "ui/widgets/languages.h"
#include "ui/widgets/whole_names.h"
#include "wire/connection.h"
#include "wire/request.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QNetworkProxyFactory>
#include <QProcess>
#include <QScopeGuard>

#include <cstdio>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

int complain(const QString &line) {
    std::fprintf(stderr, "vouch-tray: %s\n", qPrintable(line));
    return 1;
}

/// Opens a window, or raises those that are open, of the instance that is already running. False if
/// that one has no display and quits to make room for this one.
bool raiseOther(const wire::RuntimePaths &paths, const QString &window) {
    const auto deadline = std::chrono::steady_clock::now() + 5s;
    auto other = wire::Connection::open(paths);
    if (!other)
        return false;
    const QByteArray token = platform::activationToken();
    other->send(wire::request("raise")
                    .addUnlessEmpty("activation_token", {token.data(), std::size_t(token.size())})
                    .addUnlessEmpty("window", window.toStdString())
                    .finish(),
                deadline);
    return other->receive(deadline).value("taken") != "yield";
}

} // namespace

int runApplication(int argc, char *argv[], std::unique_ptr<fido::Transport> securityKeys) {
    forgetOpenSslVariables();
    const bool hasNoDumps = harden();
    const bool isHardened = hideMemory() && hasNoDumps;
    qputenv("QT_QPA_PLATFORM", platform::platformPlugins());
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"vouch"_s);
    QApplication::setApplicationDisplayName(u"Vouch"_s);
    QApplication::setApplicationVersion(QStringLiteral(VOUCH_VERSION));
    QApplication::setDesktopFileName(u"vouch"_s);
    QApplication::setWindowIcon(ui::appIcon());
    QApplication::setStyle(new ui::ContrastStyle(platform::widgetStyle())); // Qt owns it
    const platform::ColorScheme colors;
    ui::keepCopiesPlain();
    QApplication::setQuitOnLastWindowClosed(false);
    ui::setLanguage({}); // the system's language until the settings are loaded
    QNetworkProxyFactory::setApplicationProxyFactory(new http::ProxyFactory); // Qt owns it

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Signs you in with a security key, so that git works with AWS "
        "CodeCommit."_s);
    const QCommandLineOption background(u"background"_s, u"Start without showing a window."_s);
    const QCommandLineOption signIn(u"sign-in"_s, u"Sign in, or show who is signed in."_s);
    const QCommandLineOption settings(u"settings"_s, u"Open the settings."_s);
    parser.addOptions({background, signIn, settings});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);
    const QString window = parser.isSet(settings) ? u"settings"_s
                           : parser.isSet(signIn) ? u"sign-in"_s
                                                  : QString();

    startLog(logPath(), qgetenv("VOUCH_LOG") == "debug");
    if (!isHardened)
        qCWarning(logApp) << "other programs of this user can read this process's memory";
    QString successor;
    const auto startSuccessor = qScopeGuard([&successor] { // when the parts are gone
        if (!successor.isEmpty())
            QProcess::startDetached(successor, {});
    });
    try {
        const wire::RuntimePaths paths = wire::runtimePaths();
        Parts parts(std::move(securityKeys), paths);
        connectParts(parts);
        const bool display = QApplication::platformName() != "offscreen"_L1 &&
                             QApplication::platformName() != "minimal"_L1;
        if (!parts.endpoint.listen()) {
            // If the user started this one, show a window: of the other instance, or else of this
            // one.
            if (parser.isSet(background) || !display || raiseOther(paths, window))
                return 0;
            if (!parts.endpoint.listen(5s))
                return complain(
                    QApplication::translate("vouch", "The other Vouch did not exit in time."));
        }
        if (display)
            showDesktop(parts);
        else
            quitWhenIdle(parts);
        qCInfo(logApp) << "started" << QApplication::applicationVersion()
                       << (display ? "with a display" : "without a display");
        if (display && !parser.isSet(background))
            raiseWindows(parts, {}, window);
        const int code = QApplication::exec();
        if (parts.restarts)
            successor = parts.update.program();
        return code;
    } catch (const Error &error) {
        return complain(error.message() + u' ' + error.hint());
    } catch (const std::exception &error) {
        return complain(QString::fromUtf8(error.what()));
    }
}

} // namespace vouch
