// SPDX-License-Identifier: Apache-2.0
#include "ui/desktop/desktop_notifications.h"

#include "platform/notification.h"
#include "session/configuration.h"
#include "session/credentials/credential_provider.h"
#include "session/keys/key_addition.h"
#include "session/keys/sign_in.h"
#include "session/prompting/questions.h"
#include "ui/text/window_text.h"
#include "ui/tray/session_notices.h"

#include <QCoreApplication>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using platform::Notification;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Desktop)
};

constexpr auto tryAgainButton = "try-again"_L1;
constexpr auto notNowButton = "not-now"_L1;
constexpr auto answerButton = "answer"_L1;
constexpr auto declineButton = "decline"_L1;

} // namespace

DesktopNotifications::DesktopNotifications(const Services &services, const Prompts &prompts,
                                           Notification &notification)
    : services_(services), prompts_(prompts), notification_(notification) {
    followPrompts();
    followWrongPins(services_.signIn, prompts_.signIn);
    followWrongPins(services_.keyAddition, prompts_.addKey);
    connect(&services_.credentials, &CredentialProvider::clockOff, this, [this](qint64 seconds) {
        if (seconds == 0)
            return;
        notification_.show(
            Strings::tr("This computer's clock is %n minute(s) off", nullptr,
                        int(qAbs(seconds) / 60)),
            Strings::tr("Vouch corrects for it. Other programs may fail until the clock is set."));
    });
    connect(&services_.configuration, &Configuration::problemChanged, this, [this] {
        if (const auto &problem = services_.configuration.problem())
            notification_.show(Strings::tr("Settings can't be read"), textInWindow(*problem));
    });
    connect(&notification_, &Notification::pressed, this, &DesktopNotifications::press);
}

void DesktopNotifications::followPrompts() {
    connect(&prompts_.signIn, &SignInPrompt::attentionNeeded, this,
            [this](const QString &title, const QString &text) {
                notification_.show(title, text,
                                   {{SessionNotices::signInButton, Strings::tr("Sign in")},
                                    {notNowButton, Strings::tr("Not now")}});
            });
    connect(&prompts_.addKey, &SignInPrompt::attentionNeeded, this,
            [this](const QString &title, const QString &text) { notification_.show(title, text); });
    connect(&prompts_.question, &QuestionPrompt::attentionNeeded, this,
            [this](const QString &title, const QString &text, quint64 question) {
                question_ = question;
                notification_.show(title, text,
                                   {{answerButton, Strings::tr("Answer")},
                                    {declineButton, Strings::tr("Not now")}});
            });
    for (const SignInPrompt *prompt : {&prompts_.signIn, &prompts_.addKey})
        connect(prompt, &SignInPrompt::attentionOver, &notification_, &Notification::withdraw);
    connect(&prompts_.question, &QuestionPrompt::attentionOver, &notification_,
            &Notification::withdraw);
}

/// Notifies of wrong PINs entered in a terminal. The dialog shows its own.
void DesktopNotifications::followWrongPins(const KeyCeremony &ceremony,
                                           const SignInPrompt &prompt) {
    connect(&ceremony, &KeyCeremony::wrongPinTried, this, [this, &prompt](int left) {
        if (!prompt.isOpen())
            notification_.show(Strings::tr("Wrong PIN entered"),
                               Strings::tr("%n attempt(s) left for your key.", nullptr, left));
    });
}

void DesktopNotifications::showProblem(const Problem &problem) {
    notification_.show(problem.title, problem.text, {{tryAgainButton, Strings::tr("Try again")}});
}

void DesktopNotifications::press(const QString &button) {
    if (button == SessionNotices::signInButton || button == tryAgainButton)
        Q_EMIT signInWanted();
    else if (button == notNowButton)
        services_.signIn.cancel();
    else if (button == answerButton)
        prompts_.question.raise();
    else if (button == declineButton)
        services_.questions.decline(question_);
}

} // namespace vouch::ui
