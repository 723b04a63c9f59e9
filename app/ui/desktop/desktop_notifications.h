// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/model/services.h"
#include "ui/model/status.h"
#include "ui/prompts/question_prompt.h"
#include "ui/prompts/sign_in_prompt.h"

#include <QObject>
#include <QString>

namespace vouch {
class KeyCeremony;
}
namespace vouch::platform {
class Notification;
}

namespace vouch::ui {

/// The notifications about what needs the user: prompts whose window is not in front, PINs entered
/// in a terminal, settings, the clock, problems. Does what their buttons say.
class DesktopNotifications : public QObject {
    Q_OBJECT
public:
    /// The prompts, which outlive it.
    struct Prompts {
        SignInPrompt &signIn, &addKey;
        QuestionPrompt &question;
    };

    /// `notification` is shared with others, and outlives it.
    DesktopNotifications(const Services &services, const Prompts &prompts,
                         platform::Notification &notification);

    /// Notifies of a failed sign-in, with a button to try again.
    void showProblem(const Problem &problem);

Q_SIGNALS:
    void signInWanted();

private:
    void followPrompts();
    void followWrongPins(const KeyCeremony &ceremony, const SignInPrompt &prompt);
    void press(const QString &button);

    Services services_;
    Prompts prompts_;
    platform::Notification &notification_;
    quint64 question_ = 0; ///< number of the question that the notification shows
};

} // namespace vouch::ui
