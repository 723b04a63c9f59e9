// SPDX-License-Identifier: Apache-2.0
#include "app/windows.h"

#include "app/parts.h"
#include "app/quit.h"
#include "platform/desktop_environment.h"

#include <QDesktopServices>
#include <QUrl>

namespace vouch {

namespace {

using Page = ui::SettingsWindow::Page;

ui::WizardServices wizardServices(Parts &parts) {
    return {parts.configuration, parts.servers, parts.session,  parts.signIn,    parts.enrollment,
            parts.roleTest,      parts.checks,  parts.activity, parts.savedState};
}

void showWizard(Parts &parts) {
    if (!parts.wizard)
        parts.wizard.emplace(wizardServices(parts));
    parts.wizard->present();
}

ui::DiagnosisWindow &diagnosisWindow(Parts &parts) {
    if (!parts.diagnosisWindow)
        parts.diagnosisWindow.emplace(wizardServices(parts));
    return *parts.diagnosisWindow;
}

void openSettings(Parts &parts) {
    parts.settingsWindow.emplace(ui::SettingsWindow::Services{
        parts.configuration, parts.session, parts.roleTest, parts.activity, parts.report,
        parts.lockWatch, parts.autostart, [&profiles = parts.profiles](std::stop_token stop) {
            return profiles.knownNames(std::move(stop));
        }});
    QObject::connect(&*parts.settingsWindow, &ui::SettingsWindow::whyWanted, &*parts.settingsWindow,
                     [&parts](const QUrl &repository) {
                         diagnosisWindow(parts).openFor(repository.toString());
                     });
}

void showSettings(Parts &parts, Page page) {
    if (!parts.settingsWindow)
        openSettings(parts);
    parts.settingsWindow->showPage(page);
}

void connectDesktop(Parts &parts, ui::Desktop &desktop) {
    const auto on = [&desktop](auto signal, auto slot) {
        QObject::connect(&desktop, signal, &desktop, slot);
    };
    on(&ui::Desktop::settingsWanted, [&parts] { showSettings(parts, Page::General); });
    on(&ui::Desktop::allUseWanted, [&parts] { showSettings(parts, Page::Activity); });
    on(&ui::Desktop::setUpWanted, [&parts] { showWizard(parts); });
    on(&ui::Desktop::whyWanted, [&parts] { diagnosisWindow(parts).open(); });
    on(&ui::Desktop::quitWanted, [&parts] { quit(parts); });
    QObject::connect(&parts.console, &ConsoleSignIn::misused, &desktop, &ui::Desktop::notify);
    // Also if `vouch enroll` started it. Without a display, the terminal shows the address.
    QObject::connect(&parts.enrollment, &Enrollment::browserWanted, &desktop,
                     [](const QUrl &address) { QDesktopServices::openUrl(address); });
}

} // namespace

void showDesktop(Parts &parts) {
    parts.prompts.setDisplay(true);
    parts.desktop.emplace(ui::Desktop::Services{
        parts.configuration, parts.servers, parts.session, parts.signIn, parts.enrollment,
        parts.clock, parts.activity, parts.snooze, parts.notices, parts.savedState, parts.keys,
        parts.keyAddition, parts.insertedKeys, parts.questions, parts.profiles, parts.credentials,
        parts.signOut});
    connectDesktop(parts, *parts.desktop);
    parts.desktop->start();
}

bool raiseWindows(Parts &parts, const QByteArray &activationToken) {
    if (!activationToken.isEmpty())
        platform::setActivationToken(activationToken);
    if (parts.desktop)
        parts.desktop->raise();
    return parts.desktop.has_value();
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
