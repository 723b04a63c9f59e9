// SPDX-License-Identifier: Apache-2.0
#include "ui/sign_in_prompt.h"

#include "session/remembered.h"
#include "session/server_in_use.h"

namespace vouch::ui {

SignInPrompt::SignInPrompt(SignIn &signIn, ServerInUse &servers, const Remembered &remembered,
                           Clock &clock)
    : signIn_(signIn), servers_(servers), remembered_(remembered), dialog_(clock) {
    connect(&signIn_, &SignIn::momentChanged, this, [this] {
        if (signIn_.isUnderWay())
            dialog_.showMoment(signIn_.moment());
        update();
    });
    connect(&signIn_, &SignIn::requestersChanged, this, [this] {
        if (const auto requesters = signIn_.requesters(); !requesters.isEmpty())
            dialog_.showRequesters(requesters);
        update();
    });
    connect(&dialog_, &SignInDialog::pinEntered, &signIn_,
            [this] { signIn_.submitPin(dialog_.takePin()); });
    connect(&dialog_, &SignInDialog::accountChosen, &signIn_, &SignIn::chooseAccount);
    connect(&dialog_, &SignInDialog::tryAgainWanted, &signIn_, &SignIn::tryAgain);
    connect(&dialog_, &SignInDialog::otherKeyWanted, &signIn_, &SignIn::useAnotherKey);
    connect(&dialog_, &SignInDialog::cancelled, &signIn_, &SignIn::cancel);
    connect(&dialog_, &SignInDialog::attentionNeeded, this, &SignInPrompt::attentionNeeded);
    connect(&dialog_, &SignInDialog::attentionOver, this, &SignInPrompt::attentionOver);
}

void SignInPrompt::update() {
    const bool needed = signIn_.isUnderWay() && signIn_.needsWindow();
    if (!needed && isOpen())
        dialog_.dismiss();
    else if (needed && !isOpen() && hasSomethingToDo())
        raise();
}

/// The person is to do something, or has just asked for it. A program that asks in the background
/// while the server can't be reached must not flash a window each time.
bool SignInPrompt::hasSomethingToDo() const {
    const auto requesters = signIn_.requesters();
    const auto isPerson = [](const Requester &who) {
        return who.purpose == Requester::Purpose::SignIn;
    };
    return signIn_.moment().kind != SignIn::MomentKind::Checking ||
           std::ranges::any_of(requesters, isPerson);
}

void SignInPrompt::raise() {
    if (!signIn_.isUnderWay() || !signIn_.needsWindow())
        return;
    dialog_.showRequesters(signIn_.requesters());
    std::optional<std::chrono::seconds> length;
    if (const auto last = remembered_.session())
        length = last->length;
    dialog_.present(servers_.name(), length);
}

} // namespace vouch::ui
