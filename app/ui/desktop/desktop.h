// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "platform/notification.h"
#include "platform/tray_host.h"
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

#include "session/keys/sign_in.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

class QMessageBox;

namespace vouch::ui {

class EnrollmentDialog;

/// Everything the person sees: the tray icon with its menu, the panel, the sign-in dialog and
/// notifications. Reads the session and sends it commands; decides nothing.
class Desktop : public QObject {
    Q_OBJECT
public:
    using Services = ui::Services;

    explicit Desktop(const Services &services);
    ~Desktop() override;

    /// Shows what is there to be seen: the tray icon as soon as there is a tray; where there is
    /// none, the panel as a window.
    void start();
    /// Somebody started the application again: what is open comes to the front, else the panel.
    void raise();

    /// Says it in a notification, where the desktop shows them.
    void tell(const QString &title, const QString &text);

    /// A tray shows the icon; the desktop shows notifications.
    bool hasTray() const { return host_.isPresent(); }
    bool showsNotifications() const { return notification_.isAvailable(); }

Q_SIGNALS:
    /// The person wants to set Vouch or git up, or to know why git failed.
    void setUpWanted();
    void whyWanted();
    /// The person wants to see the settings, or all of what was used.
    void settingsWanted();
    void allUseWanted();
    /// The person wants to end the application, and was asked where somebody waits.
    void quitWanted();

private:
    void connectPanel();
    void connectTray();
    void connectPrompts();
    void toggle();
    void openPanel();
    void signIn();
    void registerKey();
    void signOut();
    void notNow();
    void openKeys();
    void useRole(const QString &name);
    void showDetails();
    void showAbout();
    void quit();
    void sayProblem();
    void sayWrongPins(const KeyCeremony &ceremony, const SignInPrompt &prompt);
    void sayStillRunning();
    void takePressed(const QString &button);
    /// A question or an answer of ours; the panel stays open behind it.
    QMessageBox *newBox(const QString &text, const QString &more);

    Services services_;
    Status status_;
    ProfileNames profiles_;
    Notification notification_;
    SessionNotices notices_;
    Tray tray_;
    TrayHost host_;
    Panel panel_;
    PanelPresenter live_;
    SignInPrompt prompt_, addingPrompt_;
    QuestionPrompt questionPrompt_;
    quint64 noticed_ = 0;               ///< the question of the notification
    std::optional<KeysPresenter> keys_; ///< from its first opening on
    QPointer<QMessageBox> quitQuestion_;
    QPointer<EnrollmentDialog> enrollmentDialog_;
    QElapsedTimer panelClosed_;
    bool stillRunningSaid_ = false;
    std::unique_ptr<SignIn::Waiter> ownWaiter_; ///< of the sign-in that the person began here
    bool ownEnded_ = false;                     ///< it was the one that ended just now
    bool ownFailed_ = false;                    ///< a problem ended it
    ScopedTask writing_;                        ///< a setting
};

} // namespace vouch::ui
