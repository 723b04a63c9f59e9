// SPDX-License-Identifier: Apache-2.0
#include "app/windows.h"

#include "app/parts.h"
#include "app/quit.h"
#include "platform/desktop_environment.h"
#include "ui/settings/git_checks.h"
#include "ui/widgets/languages.h"

#include <QApplication>
#include <QDesktopServices>
#include <QLineEdit>
#include <QUrl>
#include <QWindow>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

using Page = ui::SettingsWindow::Page;

void openPlace(Parts &parts, ui::Advice::Place place);

ui::WizardServices wizardServices(Parts &parts) {
    return {parts.configuration,
            parts.servers,
            parts.session,
            parts.signIn,
            parts.enrollment,
            parts.roleTest,
            parts.checks,
            parts.activity,
            parts.savedState,
            parts.profiles,
            [&parts](ui::Advice::Place place) { openPlace(parts, place); },
            [&parts] { parts.signOut.end(Session::End::SignedOut); },
            [&parts] { return parts.desktop && parts.desktop->hasTray(); }};
}

void showWizard(Parts &parts) {
    if (!parts.wizard || !parts.wizard->isVisible()) // made again for today's language
        parts.wizard.emplace(wizardServices(parts));
    parts.wizard->present();
}

ui::DiagnosisWindow &diagnosisWindow(Parts &parts) {
    if (!parts.diagnosisWindow || !parts.diagnosisWindow->isVisible())
        parts.diagnosisWindow.emplace(wizardServices(parts));
    return *parts.diagnosisWindow;
}

/// All that `vouch doctor` checks, without a repository.
ui::CheckDialog::Checks checksOf(Parts &parts) {
    return {[&checks = parts.checks](ui::CheckDialog::Checks::Report report, std::stop_token stop) {
                return checks.run({}, {}, std::move(report), std::move(stop));
            },
            ui::checkGit};
}

void openSettings(Parts &parts) {
    parts.settingsWindow.emplace(ui::SettingsWindow::Services{
        parts.configuration, parts.session, parts.roleTest, parts.activity, parts.report,
        parts.lockWatch, parts.autostart,
        [&profiles = parts.profiles](std::stop_token stop) {
            return profiles.knownNames(std::move(stop));
        },
        checksOf(parts), parts.profiles, parts.profileImport, parts.clock});
    QObject::connect(&*parts.settingsWindow, &ui::SettingsWindow::whyWanted, &*parts.settingsWindow,
                     [&parts](const QUrl &repository) {
                         diagnosisWindow(parts).openFor(repository.toString());
                     });
    QObject::connect(&*parts.settingsWindow, &ui::SettingsWindow::placeWanted,
                     &*parts.settingsWindow,
                     [&parts](ui::Advice::Place place) { openPlace(parts, place); });
}

void showSettings(Parts &parts, Page page) {
    if (!parts.settingsWindow)
        openSettings(parts);
    parts.settingsWindow->showPage(page);
}

/// Opens the window that an advice names.
void openPlace(Parts &parts, ui::Advice::Place place) {
    using Place = ui::Advice::Place;
    switch (place) {
    case Place::Git:
        showWizard(parts);
        parts.wizard->goTo(QStringLiteral("git"));
        break;
    case Place::General:
        showSettings(parts, Page::General);
        break;
    case Place::Aws:
        showSettings(parts, Page::Aws);
        break;
    case Place::Roles:
        showSettings(parts, Page::Roles);
        break;
    case Place::Profiles:
        showSettings(parts, Page::Profiles);
        break;
    case Place::Help:
        showSettings(parts, Page::Help);
        break;
    case Place::SignIn:
        parts.desktop->signIn();
        break;
    case Place::Keys:
        parts.desktop->openKeys();
        break;
    case Place::None:
        break;
    }
}

void connectDesktop(Parts &parts, ui::Desktop &desktop) {
    const auto on = [&desktop](auto signal, auto slot) {
        QObject::connect(&desktop, signal, &desktop, slot);
    };
    on(&ui::Desktop::settingsWanted, [&parts] { showSettings(parts, Page::General); });
    on(&ui::Desktop::allUseWanted, [&parts] { showSettings(parts, Page::Activity); });
    on(&ui::Desktop::helpWanted, [&parts] { showSettings(parts, Page::Help); });
    on(&ui::Desktop::setUpWanted, [&parts] { showWizard(parts); });
    on(&ui::Desktop::whyWanted, [&parts] { diagnosisWindow(parts).open(); });
    on(&ui::Desktop::quitWanted, [&parts] { quit(parts); });
    on(&ui::Desktop::restartWanted, [&parts] { restart(parts); });
    QObject::connect(&parts.console, &ConsoleSignIn::misused, &desktop, &ui::Desktop::notify);
    // Also if `vouch enroll` started it. Without a display, the terminal shows the address.
    QObject::connect(&parts.enrollment, &Enrollment::browserWanted, &desktop,
                     [](const QUrl &address) { QDesktopServices::openUrl(address); });
}

void makeDesktop(Parts &parts) {
    parts.desktop.emplace(ui::Desktop::Services{
        parts.configuration, parts.servers, parts.session, parts.signIn, parts.enrollment,
        parts.clock, parts.activity, parts.snooze, parts.notices, parts.savedState, parts.keys,
        parts.keyAddition, parts.insertedKeys, parts.questions, parts.profiles, parts.credentials,
        parts.signOut, parts.console, parts.update});
    connectDesktop(parts, *parts.desktop);
    parts.desktop->start();
}

/// Shows the settings again as they were, with the focus in the same field.
void reopenSettings(Parts &parts) {
    const Page page = parts.settingsWindow->page();
    const QRect place = parts.settingsWindow->geometry();
    const QWidget *focus = parts.settingsWindow->focusWidget();
    const QString field = focus == nullptr ? QString() : focus->objectName();
    parts.settingsWindow.reset();
    showSettings(parts, page);
    parts.settingsWindow->setGeometry(place);
    if (auto *same = parts.settingsWindow->findChild<QWidget *>(field); !field.isEmpty() && same)
        same->setFocus();
}

/// The set-up opens where it was closed, with all that was typed.
void reopenWizard(Parts &parts) {
    const QRect place = parts.wizard->geometry();
    parts.wizard->reject();
    showWizard(parts);
    parts.wizard->setGeometry(place);
}

void reopenDiagnosis(Parts &parts) {
    const QRect place = parts.diagnosisWindow->geometry();
    const auto *field = parts.diagnosisWindow->findChild<QLineEdit *>();
    const QString repository = field == nullptr ? QString() : field->text();
    parts.diagnosisWindow.reset();
    if (repository.isEmpty())
        diagnosisWindow(parts).open();
    else
        diagnosisWindow(parts).openFor(repository);
    parts.diagnosisWindow->setGeometry(place);
}

/// Follows the setting unless a window is waiting for the user. A window keeps the language in
/// which it was made, so all are made again, the settings last: they are where it was changed.
void followLanguage(Parts &parts) {
    const QString &language = parts.configuration.settings().language;
    const bool isWaiting = parts.signIn.isUnderWay() || parts.keyAddition.isUnderWay() ||
                           parts.enrollment.isUnderWay() || parts.questions.current() != nullptr ||
                           QApplication::activeModalWidget() != nullptr; // it may hold typed text
    if (language == ui::currentLanguage() || isWaiting)
        return;
    ui::setLanguage(language);
    const bool showsPanel = parts.desktop->showsPanelWindow();
    const bool showsKeys = parts.desktop->showsKeys();
    makeDesktop(parts);
    if (showsPanel) // rather than once there turns out to be no tray
        parts.desktop->raise();
    if (showsKeys)
        parts.desktop->openKeys();
    if (parts.wizard && parts.wizard->isVisible())
        reopenWizard(parts);
    if (parts.diagnosisWindow && parts.diagnosisWindow->isVisible())
        reopenDiagnosis(parts);
    if (parts.settingsWindow && parts.settingsWindow->isVisible())
        reopenSettings(parts);
    else
        parts.settingsWindow.reset();
}

} // namespace

void showDesktop(Parts &parts) {
    parts.prompts.setDisplay(true);
    makeDesktop(parts);
    // Queued: the window that made the change isn't replaced while it works.
    const auto follow = [&parts](auto &part, auto signal) {
        QObject::connect(
            &part, signal, &parts.configuration, [&parts] { followLanguage(parts); },
            Qt::QueuedConnection);
    };
    follow(parts.configuration, &Configuration::changed);
    follow(parts.signIn, &SignIn::stateChanged);
    follow(parts.keyAddition, &KeyAddition::stateChanged);
    follow(parts.enrollment, &Enrollment::stateChanged);
    follow(parts.questions, &Questions::currentChanged);
    follow(*qGuiApp, &QGuiApplication::focusWindowChanged); // a dialog has closed
}

bool raiseWindows(Parts &parts, const QByteArray &activationToken, const QString &window) {
    if (!parts.desktop)
        return false;
    if (!activationToken.isEmpty())
        platform::setActivationToken(activationToken);
    if (window == "settings"_L1)
        showSettings(parts, Page::General);
    else if (window == "sign-in"_L1 && !parts.session.isActive())
        parts.desktop->signIn();
    else
        parts.desktop->raise();
    return true;
}

HealthChecks::Desktop desktopFacts(const Parts &parts) {
    HealthChecks::Desktop facts;
    facts.display = parts.desktop.has_value();
    if (parts.desktop) {
        facts.tray = parts.desktop->hasTray();
        facts.notifications = parts.desktop->showsNotifications();
    }
    return facts;
}

} // namespace vouch
