// SPDX-License-Identifier: Apache-2.0
#include "app/application.h"

#include "aws/endpoints.h"
#include "aws/sts.h"
#include "core/clock.h"
#include "core/folders.h"
#include "core/harden.h"
#include "core/log.h"
#include "endpoint/commands.h"
#include "endpoint/endpoint.h"
#include "fido/authenticator.h"
#include "http/http.h"
#include "http/proxies.h"
#include "keychain/keychain.h"
#include "platform/lock_watch.h"
#include "posture/collector.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/credentials/console_sign_in.h"
#include "session/credentials/credential_provider.h"
#include "session/credentials/git_credentials.h"
#include "session/credentials/program_credentials.h"
#include "session/current_server.h"
#include "session/device_report.h"
#include "session/doctor/health_checks.h"
#include "session/doctor/role_test.h"
#include "session/ending/idle_end.h"
#include "session/ending/locking.h"
#include "session/ending/sign_out.h"
#include "session/keys/enrollment.h"
#include "session/keys/inserted_keys.h"
#include "session/keys/key_addition.h"
#include "session/keys/keys.h"
#include "session/keys/sign_in.h"
#include "session/notices.h"
#include "session/profiles/profile_import.h"
#include "session/profiles/profiles.h"
#include "session/prompting/prompt_snooze.h"
#include "session/prompting/prompts.h"
#include "session/prompting/questions.h"
#include "session/saved_state.h"
#include "session/session.h"
#include "ui/desktop/desktop.h"
#include "ui/settings/autostart.h"
#include "ui/settings/settings_window.h"
#include "ui/setup/diagnosis_window.h"
#include "ui/setup/wizard.h"
#include "ui/widgets/app_icon.h"
#include "ui/widgets/languages.h"
#include "wire/connection.h"
#include "wire/request.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDesktopServices>
#include <QSslCertificate>
#include <QTimer>

#include <cstdio>
#include <optional>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Time for canceled tasks to answer the programs that wait: a few rounds of the event loop.
constexpr auto answerTime = 100ms;

/// The platform plug-ins to try, ending with one that needs no display: without it, Qt aborts the
/// process if DISPLAY is stale.
QByteArray platforms() {
    QByteArray wanted = qgetenv("QT_QPA_PLATFORM");
    if (wanted.isEmpty()) {
        const bool wayland = !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
        const bool x11 = !qEnvironmentVariableIsEmpty("DISPLAY");
        // Qt's own order: GNOME draws no window frames under Wayland.
        const bool gnome = qgetenv("XDG_CURRENT_DESKTOP").toLower().contains("gnome");
        if (wayland && !(gnome && x11))
            wanted = x11 ? "wayland;xcb" : "wayland";
        else if (x11)
            wanted = wayland ? "xcb;wayland" : "xcb";
    }
    if (wanted.contains("offscreen") || wanted.contains("minimal"))
        return wanted;
    return wanted.isEmpty() ? "offscreen" : wanted + ";offscreen";
}

void quit() {
    QCoreApplication::quit();
}

int complain(const QString &line) {
    std::fprintf(stderr, "vouch-tray: %s\n", qPrintable(line));
    return 1;
}

/// Raises the windows of the instance that is already running. False if that one has no display and
/// quits to make room for this one.
bool raiseOther(const wire::RuntimePaths &paths) {
    const auto deadline = std::chrono::steady_clock::now() + 5s;
    auto other = wire::Connection::open(paths);
    if (!other)
        return false;
    // Some desktops let a window come to the front only with their activation token.
    const QByteArray token = qgetenv("XDG_ACTIVATION_TOKEN");
    other->send(wire::request("raise")
                    .addUnlessEmpty("activation_token", {token.data(), std::size_t(token.size())})
                    .finish(),
                deadline);
    return other->receive(deadline).value("taken") != "yield";
}

/// The parts, in the order in which they use each other.
class Parts {
public:
    Parts(std::unique_ptr<fido::Transport> keys, const wire::RuntimePaths &paths)
        : servers_(configuration_, session_, keychain_, clock_), authenticator_(std::move(keys)),
          signIn_(servers_, authenticator_, report_, session_, clock_),
          keyAddition_(servers_, authenticator_, session_, clock_),
          keys_(servers_, session_, signIn_, keyAddition_),
          enrollment_(servers_, authenticator_, keys_, session_, clock_), sts_(awsHttp_, clock_),
          prompts_(signIn_, questions_, session_, snooze_, clock_),
          profiles_(keychain_, sts_, questions_, prompts_, clock_),
          credentials_(configuration_, servers_, session_, profiles_, questions_, prompts_, sts_,
                       clock_),
          gitCredentials_(credentials_, session_, sts_, awsHttp_, activity_, snooze_, clock_),
          programs_(configuration_, session_, credentials_, questions_, prompts_, activity_,
                    snooze_, clock_),
          console_(programs_, sts_, awsHttp_, activity_, clock_),
          signOut_({session_, signIn_, servers_, credentials_, profiles_, programs_, console_}),
          checks_({clock_, configuration_, servers_, session_, signIn_, authenticator_, sts_,
                   awsHttp_, credentials_, profiles_},
                  [this] { return desktopFacts(); }),
          services_{configuration_,
                    servers_,
                    session_,
                    signIn_,
                    enrollment_,
                    gitCredentials_,
                    checks_,
                    report_,
                    keys_,
                    insertedKeys_,
                    activity_,
                    snooze_,
                    savedState_,
                    prompts_,
                    credentials_,
                    profiles_,
                    profileImport_,
                    programs_,
                    console_,
                    questions_,
                    signOut_,
                    [this] { endpoint_.requireRoomToWait(); },
                    [this] { return raise(); },
                    [this] { leave(); }},
          endpoint_(paths, [this](std::string_view command) {
              return endpoint::findCommand(services_, command);
          }) {
        ui::setLanguage(configuration_.settings().language);
        QObject::connect(&lockWatch_, &ui::LockWatch::screenLocked, &locking_,
                         &Locking::screenLocked);
        QObject::connect(&lockWatch_, &ui::LockWatch::suspending, &locking_, &Locking::suspending);
        QObject::connect(&configuration_, &Configuration::changed, &session_,
                         [this] { followSettings(); });
        followSettings();
        rememberSessions();
    }

    bool listen(std::chrono::milliseconds patience = {}) { return endpoint_.listen(patience); }

    void showDesktop() {
        prompts_.setDisplay(true);
        desktop_.emplace(ui::Desktop::Services{configuration_, servers_, session_, signIn_,
                                               enrollment_, clock_, activity_, snooze_, notices_,
                                               savedState_, keys_, keyAddition_, insertedKeys_,
                                               questions_, profiles_, credentials_, signOut_});
        QObject::connect(&*desktop_, &ui::Desktop::settingsWanted, &*desktop_,
                         [this] { showSettings(ui::SettingsWindow::Page::General); });
        QObject::connect(&*desktop_, &ui::Desktop::quitWanted, &*desktop_, [this] { leave(); });
        QObject::connect(&*desktop_, &ui::Desktop::allUseWanted, &*desktop_,
                         [this] { showSettings(ui::SettingsWindow::Page::Activity); });
        QObject::connect(&*desktop_, &ui::Desktop::setUpWanted, &*desktop_, [this] {
            if (!wizard_)
                wizard_.emplace(wizardServices());
            wizard_->present();
        });
        QObject::connect(&*desktop_, &ui::Desktop::whyWanted, &*desktop_, [this] {
            if (!why_)
                why_.emplace(wizardServices());
            why_->open();
        });
        QObject::connect(&console_, &ConsoleSignIn::misused, &*desktop_, &ui::Desktop::notify);
        // Also if `vouch enroll` started it. Without a display, the terminal shows the address.
        QObject::connect(&enrollment_, &Enrollment::browserWanted, &*desktop_,
                         [](const QUrl &address) { QDesktopServices::openUrl(address); });
        desktop_->start();
    }

    bool raise() {
        if (desktop_)
            desktop_->raise();
        return desktop_.has_value();
    }

    /// For an instance without a display, which the user has no way to quit.
    void quitWhenIdle() { idle_.emplace(session_, signIn_, enrollment_, profiles_, clock_, quit); }

private:
    /// What the health checks need to know about the desktop.
    HealthChecks::Desktop desktopFacts() const {
        HealthChecks::Desktop facts;
        facts.display = desktop_.has_value();
        if (desktop_) {
            facts.tray = desktop_->hasTray();
            facts.notifications = desktop_->showsNotifications();
        }
        return facts;
    }

    /// Cancels all requests and quits once they have been answered.
    void leave() {
        signIn_.stop();
        enrollment_.cancel();
        keyAddition_.stop();
        questions_.stop();
        QTimer::singleShot(answerTime, qApp, quit);
    }

    void showSettings(ui::SettingsWindow::Page page) {
        if (!settings_)
            settings_.emplace(ui::SettingsWindow::Services{
                configuration_, session_, roles_, activity_, report_, lockWatch_, autostart_,
                [this](std::stop_token stop) { return profiles_.knownNames(std::move(stop)); }});
        settings_->showPage(page);
    }

    ui::WizardServices wizardServices() {
        return {configuration_, servers_, session_,  signIn_,     enrollment_,
                roles_,         checks_,  activity_, savedState_, autostart_};
    }

    void followSettings() {
        trustForAws();
        const Settings &settings = configuration_.settings();
        profiles_.setFiles(settings.awsConfigFile, settings.awsCredentialsFile);
        notices_.setTimes(configuration_.settings().notices);
        snooze_.setLength(configuration_.settings().quiet);
    }

    void rememberSessions() {
        QObject::connect(&servers_, &CurrentServer::used, &servers_,
                         [this](const QUrl &server) { savedState_.addServer(server); });
        QObject::connect(&session_, &Session::began, &session_, [this] {
            savedState_.setSession({session_.email(), session_.expiresAt(),
                                    session_.expiresAt() - session_.beganAt()});
        });
        QObject::connect(&session_, &Session::ended, &session_, [this] {
            if (auto last = savedState_.session()) {
                last->end = std::min(last->end, clock_.now());
                savedState_.setSession(*last);
            }
        });
    }

    /// A network that inspects TLS does so for the server and AWS alike, so the server's
    /// authorities are also trusted for AWS unless others are set.
    void trustForAws() {
        const Settings &settings = configuration_.settings();
        QString file = settings.caBundleAws;
        if (file.isEmpty())
            file = aws::caBundle();
        if (file.isEmpty())
            file = settings.caBundle;
        if (file == trustedForAws_)
            return;
        trustedForAws_ = file;
        QList<QSslCertificate> authorities;
        try {
            if (!file.isEmpty())
                authorities = http::readAuthorities(file);
        } catch (const Error &error) {
            qCWarning(logApp) << "for AWS:" << error.message();
        }
        awsHttp_.trust(authorities);
    }

    SystemClock clock_;
    Keychain keychain_;
    Configuration configuration_;
    SavedState savedState_;
    Session session_{clock_, savedState_.session().value_or(SavedState::Session()).email};
    Notices notices_{session_, clock_};
    Activity activity_;
    PromptSnooze snooze_{clock_};
    CurrentServer servers_;
    fido::Authenticator authenticator_;
    posture::Collector collector_{clock_};
    DeviceReport report_{configuration_, [this] { return collector_.collect(); }};
    InsertedKeys insertedKeys_{authenticator_};
    SignIn signIn_;
    KeyAddition keyAddition_;
    Keys keys_;
    Enrollment enrollment_;
    http::Client awsHttp_{
        QApplication::translate("vouch", "If your network uses its own certificate authority, run: "
                                         "vouch config set ca-bundle-aws FILE")};
    QString trustedForAws_; ///< the file of authorities that awsHttp_ trusts; may be empty
    aws::Sts sts_;
    RoleTest roles_{servers_, session_, sts_, clock_};
    ui::LockWatch lockWatch_;
    ui::Autostart autostart_{configuration_};
    Questions questions_;
    Prompts prompts_;
    Profiles profiles_;
    CredentialProvider credentials_;
    GitCredentials gitCredentials_;
    ProgramCredentials programs_;
    ProfileImport profileImport_{profiles_};
    ConsoleSignIn console_;
    SignOut signOut_;
    Locking locking_{configuration_, session_, signOut_, authenticator_};
    HealthChecks checks_;
    endpoint::Services services_;
    endpoint::Endpoint endpoint_;
    std::optional<ui::Desktop> desktop_;
    std::optional<ui::SettingsWindow> settings_; ///< these three once opened
    std::optional<ui::Wizard> wizard_;
    std::optional<ui::DiagnosisWindow> why_;
    std::optional<IdleEnd> idle_;
};

} // namespace

int runApplication(int argc, char *argv[], std::unique_ptr<fido::Transport> keys) {
    forgetOpenSslVariables();
    const bool isHardened = harden();
    qputenv("QT_QPA_PLATFORM", platforms());
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"vouch"_s);
    QApplication::setApplicationDisplayName(u"Vouch"_s);
    QApplication::setApplicationVersion(QStringLiteral(VOUCH_VERSION));
    QApplication::setDesktopFileName(u"vouch"_s);
    QApplication::setWindowIcon(ui::appIcon());
    QApplication::setQuitOnLastWindowClosed(false);
    ui::setLanguage({}); // the system's language until the settings are loaded
    QNetworkProxyFactory::setApplicationProxyFactory(new http::ProxyFactory); // Qt owns it

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Signs you in with a security key, so that git works with AWS "
        "CodeCommit."_s);
    const QCommandLineOption background(u"background"_s, u"Start without showing a window."_s);
    parser.addOption(background);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    startLog(stateFolder() + u"/vouch.log"_s, qgetenv("VOUCH_LOG") == "debug");
    if (!isHardened)
        qCWarning(logApp) << "other programs of this user can read this process's memory";
    try {
        const wire::RuntimePaths paths = wire::runtimePaths();
        Parts parts(std::move(keys), paths);
        const bool display = QApplication::platformName() != "offscreen"_L1 &&
                             QApplication::platformName() != "minimal"_L1;
        if (!parts.listen()) {
            // If the user started this one, show a window: of the other instance, or else of this
            // one.
            if (parser.isSet(background) || !display || raiseOther(paths))
                return 0;
            if (!parts.listen(5s))
                return complain(
                    QApplication::translate("vouch", "The other Vouch did not exit in time."));
        }
        if (display)
            parts.showDesktop();
        else
            parts.quitWhenIdle();
        qCInfo(logApp) << "started" << QApplication::applicationVersion()
                       << (display ? "with a display" : "without a display");
        if (display && !parser.isSet(background))
            parts.raise();
        return QApplication::exec();
    } catch (const Error &error) {
        return complain(error.message() + u' ' + error.hint());
    } catch (const std::exception &error) {
        return complain(QString::fromUtf8(error.what()));
    }
}

} // namespace vouch
