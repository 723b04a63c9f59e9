// SPDX-License-Identifier: Apache-2.0
#include "ui/desktop/desktop.h"

#include "session/configuration.h"
#include "session/current_server.h"
#include "session/ending/sign_out.h"
#include "session/keys/key_addition.h"
#include "session/profiles/profiles.h"
#include "session/prompting/prompt_snooze.h"
#include "session/prompting/questions.h"
#include "session/session.h"
#include "ui/desktop/about_dialog.h"
#include "ui/desktop/facts_dialog.h"
#include "ui/desktop/message_boxes.h"
#include "ui/desktop/panel_placement.h"
#include "ui/prompts/enrollment_dialog.h"
#include "ui/text/window_text.h"

#include <QMessageBox>

#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Clicking the icon closes the panel by taking its focus; that click must not reopen it.
constexpr qint64 sameClickMilliseconds = 200;

} // namespace

Desktop::Desktop(const Services &services)
    : services_(services), status_(services),
      profiles_([this](std::stop_token stop) { return knownProfiles(std::move(stop)); }),
      notices_(services, notification_), tray_(services, status_, profiles_),
      panelPresenter_(panel_, services, status_, profiles_, notification_),
      prompt_(services.signIn, services.servers, services.session, services.savedState,
              services.insertedKeys, services.clock),
      addingPrompt_(services.keyAddition, services.servers, services.session, services.savedState,
                    services.insertedKeys, services.clock),
      questionPrompt_(services.questions, services.clock),
      notifications_(services, {prompt_, addingPrompt_, questionPrompt_}, notification_),
      console_(services.configuration, services.console,
               [this](const Error &error) { showError(error); }) {
    connectPanel();
    connectTray();
    connect(&prompt_, &SignInPrompt::registerWanted, this, &Desktop::registerKey);
    connect(&notifications_, &DesktopNotifications::signInWanted, this, &Desktop::signIn);
    // A ceremony that goes on needs the place where the other one's success is shown.
    connect(&services_.signIn, &SignIn::stateChanged, &addingPrompt_, &SignInPrompt::endSuccess);
    connect(&services_.keyAddition, &KeyAddition::stateChanged, &prompt_,
            &SignInPrompt::endSuccess);
    connect(&services_.profiles, &Profiles::changed, &profiles_, &ProfileNames::refresh);
    connect(&services_.signIn, &SignIn::stateChanged, this, [this] {
        ownEnded_ = !services_.signIn.isUnderWay() && ownWaiter_;
        if (!services_.signIn.isUnderWay())
            ownWaiter_.reset();
    });
    connect(&status_, &Status::problemArose, this, &Desktop::notifyProblem);
    connect(&status_, &Status::networkCameBack, this, [this] {
        if (std::exchange(ownFailed_, false)) // as the user requested before
            signIn();
    });
    connect(&host_, &platform::TrayHost::found, &tray_, &Tray::show);
    connect(&host_, &platform::TrayHost::barChanged, &tray_, &Tray::refreshPicture);
    connect(&host_, &platform::TrayHost::found, this, [this] { panel_.setOffTaskbar(true); });
    connect(&host_, &platform::TrayHost::missing, this, [this] {
        panel_.setOffTaskbar(false); // the only way back to it
        if (!panel_.isVisible())     // don't steal the focus
            openPanel();
    });
}

Desktop::~Desktop() {
    services_.keyAddition.disconnect(this);
    services_.signIn.disconnect(this); // destroying ownWaiter_ changes its state
}

void Desktop::connectPanel() {
    connect(&panel_, &Panel::signInWanted, this, &Desktop::signIn);
    connect(&panel_, &Panel::questionWanted, &questionPrompt_, &QuestionPrompt::raise);
    connect(&panel_, &Panel::signOutWanted, this, &Desktop::signOut);
    connect(&panel_, &Panel::notNowWanted, this, &Desktop::notNow);
    connect(&panel_, &Panel::tryAgainWanted, this, &Desktop::signIn);
    connect(&panel_, &Panel::detailsWanted, this, [this] {
        if (const auto &problem = status_.problem())
            newDetailsDialog(problem->cause, boxParent())->open();
    });
    connect(&panel_, &Panel::setUpWanted, this, &Desktop::setUpWanted);
    connect(&panel_, &Panel::gitWanted, this, &Desktop::setUpWanted);
    connect(&panel_, &Panel::consoleWanted, this, &Desktop::openConsole);
    connect(&panel_, &Panel::whyWanted, this, &Desktop::whyWanted);
    connect(&panel_, &Panel::helpWanted, this, &Desktop::helpWanted);
    connect(&panel_, &Panel::roleWanted, this, &Desktop::useRole);
    connect(&panel_, &Panel::askAgainWanted, &services_.snooze, &PromptSnooze::askAgain);
    connect(&panel_, &Panel::allUseWanted, this, &Desktop::allUseWanted);
    connect(&panel_, &Panel::keysWanted, this, &Desktop::openKeys);
    connect(&panel_, &Panel::settingsWanted, this, &Desktop::settingsWanted);
    connect(&panel_, &Panel::aboutWanted, this, [this] { newAboutDialog(boxParent())->open(); });
    connect(&panel_, &Panel::quitWanted, this, &Desktop::quit);
    connect(&panel_, &Panel::restartWanted, this, &Desktop::restart);
    connect(&panel_, &Panel::closed, this, [this] {
        panelClosed_.start();
        if (!host_.isPresent())
            notifyStillRunning();
    });
}

void Desktop::connectTray() {
    connect(&tray_, &Tray::clicked, this, &Desktop::toggle);
    connect(&tray_, &Tray::menuWanted, &profiles_, &ProfileNames::refresh);
    connect(&tray_, &Tray::openWanted, this, &Desktop::openPanel);
    connect(&tray_, &Tray::signInWanted, this, &Desktop::signIn);
    connect(&tray_, &Tray::signOutWanted, this, &Desktop::signOut);
    connect(&tray_, &Tray::roleWanted, this, &Desktop::useRole);
    connect(&tray_, &Tray::consoleWanted, this, &Desktop::openConsole);
    connect(&tray_, &Tray::gitWanted, this, &Desktop::setUpWanted);
    connect(&tray_, &Tray::keysWanted, this, &Desktop::openKeys);
    connect(&tray_, &Tray::settingsWanted, this, &Desktop::settingsWanted);
    connect(&tray_, &Tray::quitWanted, this, &Desktop::quit);
}

void Desktop::start() {
    host_.look();
}

void Desktop::raise() {
    if (prompt_.isOpen())
        return prompt_.raise();
    if (addingPrompt_.isOpen())
        return addingPrompt_.raise();
    if (questionPrompt_.isOpen())
        return questionPrompt_.raise();
    openPanel();
}

void Desktop::toggle() {
    if (panel_.isVisible())
        panel_.reject();
    else if (!panelClosed_.isValid() || panelClosed_.elapsed() > sameClickMilliseconds)
        openPanel();
}

void Desktop::openPanel() {
    profiles_.refresh();
    panelPresenter_.refresh();
    if (!panel_.isVisible())
        placePanel(panel_, tray_.geometry(), host_.isPresent());
    panel_.present();
}

void Desktop::signIn() {
    if (!status_.hasServer() && !services_.signIn.isUnderWay())
        return setUpWanted();
    ownFailed_ = false;
    if (!ownWaiter_ && !services_.signIn.needsWindow()) {
        Requester self;
        self.role = services_.configuration.settings().useRole;
        ownWaiter_ = services_.signIn.join(self);
    }
    prompt_.raise();
}

/// Signs in through the browser and registers the inserted key, then continues the sign-in.
void Desktop::registerKey() {
    if (!enrollmentDialog_) {
        const auto server = [this] { return services_.servers.name(); };
        enrollmentDialog_ = new EnrollmentDialog(services_.enrollment, server, prompt_.window());
        enrollmentDialog_->setAttribute(Qt::WA_DeleteOnClose);
        connect(enrollmentDialog_, &EnrollmentDialog::approved, &services_.signIn,
                &SignIn::tryAgain);
    }
    enrollmentDialog_->present();
}

void Desktop::signOut() {
    services_.signOut.end(Session::End::SignedOut);
}

/// Cancels what the panel shows: the sign-in, otherwise the question.
void Desktop::notNow() {
    if (status_.isQuestionAlone())
        services_.questions.decline(services_.questions.current()->number);
    else
        services_.signIn.cancel();
}

void Desktop::openKeys() {
    if (!keys_)
        keys_.emplace(KeysPresenter::Services{services_.session, services_.servers,
                                              services_.signIn, services_.keys,
                                              services_.keyAddition, services_.insertedKeys});
    keys_->present();
}

QCoro::Task<QStringList> Desktop::knownProfiles(std::stop_token stop) {
    const auto entries = co_await services_.profiles.knownList(stop);
    throwIfStopped(stop);
    panelPresenter_.setProfiles(entries);
    QStringList names;
    for (const ProfileEntry &entry : entries)
        names.append(entry.name);
    co_return names;
}

void Desktop::openConsole() {
    console_.open();
}

void Desktop::useRole(const QString &name) {
    writing_ = ScopedTask(
        [this, name](std::stop_token stop) {
            const auto write = [name](SettingsFile &file) { file.set(u"use.role"_s, name); };
            return services_.configuration.change(write, stop);
        },
        [this](const Error &error) { showError(error); });
}

void Desktop::showError(const Error &error) {
    newMessageBox(boxParent(), error.message(), adviceFrom(error.hint()).text)->open();
}

void Desktop::notify(const QString &title, const QString &text) {
    notification_.show(title, text);
}

void Desktop::notifyProblem() {
    ownFailed_ = ownEnded_;
    if (!panel_.isActiveWindow())
        notifications_.showProblem(*status_.problem());
}

void Desktop::notifyStillRunning() {
    if (std::exchange(hasNotifiedStillRunning_, true))
        return;
    const QString title = tr("Vouch is still running.");
    const QString text = tr("You can reopen Vouch from your applications.");
    if (notification_.isAvailable())
        return notification_.show(title, text);
    newMessageBox(boxParent(), title, text)->open();
}

void Desktop::quit() {
    leave(&Desktop::quitWanted);
}

void Desktop::restart() {
    leave(&Desktop::restartWanted);
}

/// Emits `confirmed`, after a question if requests are waiting.
void Desktop::leave(void (Desktop::*confirmed)()) {
    const auto end = [this, confirmed] {
        panel_.hide(); // otherwise Qt closes it, as if the user had
        Q_EMIT(this->*confirmed)();
    };
    const int waiting = status_.waitingForGit() + status_.waitingForCredentials();
    if (waiting == 0)
        return end();
    quitQuestion_.ask(waiting, boxParent(), end);
}

QWidget *Desktop::boxParent() {
    return panel_.isVisible() ? &panel_ : nullptr;
}

} // namespace vouch::ui
