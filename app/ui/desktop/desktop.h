// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "platform/notification.h"
#include "platform/tray_host.h"
#include "session/keys/sign_in.h"
#include "ui/desktop/console_opener.h"
#include "ui/desktop/desktop_notifications.h"
#include "ui/desktop/quit_question.h"
#include "ui/keys/keys_presenter.h"
#include "ui/model/services.h"
#include "ui/model/status.h"
#include "ui/panel/panel.h"
#include "ui/panel/panel_presenter.h"
#include "ui/prompts/question_prompt.h"
#include "ui/prompts/sign_in_prompt.h"
#include "ui/text/profile_names.h"
#include "ui/tray/session_notices.h"
#include "ui/tray/tray.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

namespace vouch::ui {

class EnrollmentDialog;

/// Everything the user sees: the tray icon with its menu, the panel, the prompts and notifications.
/// Reads the session's parts and calls them; makes no decisions of its own.
class Desktop : public QObject {
    Q_OBJECT
public:
    using Services = ui::Services;

    explicit Desktop(const Services &services);
    ~Desktop() override;

    /// Shows the tray icon as soon as there is a tray, or the panel as a window if there is none.
    void start();
    /// The user started the application again: raises the open prompt, otherwise the panel.
    void raise();

    /// Signs the user in, or shows the sign-in under way.
    void signIn();
    void openKeys();
    /// Whether the panel is open as a window, because there is no tray.
    bool showsPanelWindow() const { return panel_.isVisible() && !host_.isPresent(); }
    bool showsKeys() const { return keys_ && keys_->isOpen(); }
    /// Signs the browser in to AWS's console, as the default role or profile.
    void openConsole();

    /// Shows a notification, if the desktop supports them.
    void notify(const QString &title, const QString &text);

    /// Whether a tray shows the icon, and whether the desktop shows notifications.
    bool hasTray() const { return host_.isPresent(); }
    bool showsNotifications() const { return notification_.isAvailable(); }

Q_SIGNALS:
    /// The user wants to set up Vouch or git, or to know why git failed.
    void setUpWanted();
    void whyWanted();
    /// The user wants to see the settings, or all activity.
    void settingsWanted();
    void allUseWanted();
    void helpWanted();
    /// The user wants to quit, and confirmed it if requests are waiting.
    void quitWanted();
    /// The same, to start again as the installed update.
    void restartWanted();

private:
    void connectPanel();
    void connectTray();
    void toggle();
    void openPanel();
    void registerKey();
    void signOut();
    void notNow();
    QCoro::Task<QStringList> knownProfiles(std::stop_token stop);
    void useRole(const QString &name);
    void quit();
    void restart();
    void leave(void (Desktop::*confirmed)());
    void notifyProblem();
    void notifyStillRunning();
    void showError(const Error &error);
    /// The panel if it is open, so that it stays open behind a message box.
    QWidget *boxParent();

    Services services_;
    Status status_;
    ProfileNames profiles_;
    platform::Notification notification_;
    SessionNotices notices_;
    Tray tray_;
    platform::TrayHost host_;
    Panel panel_;
    PanelPresenter panelPresenter_;
    SignInPrompt prompt_, addingPrompt_;
    QuestionPrompt questionPrompt_;
    DesktopNotifications notifications_;
    ConsoleOpener console_;
    std::optional<KeysPresenter> keys_; ///< once opened
    QuitQuestion quitQuestion_;
    QPointer<EnrollmentDialog> enrollmentDialog_;
    QElapsedTimer panelClosed_;
    bool hasNotifiedStillRunning_ = false;
    std::unique_ptr<SignIn::Waiter> ownWaiter_; ///< of a sign-in that the user started here
    bool ownEnded_ = false;                     ///< the sign-in that just ended was ours
    bool ownFailed_ = false;                    ///< our last sign-in ended with a problem
    ScopedTask writing_;                        ///< of a setting
};

} // namespace vouch::ui
