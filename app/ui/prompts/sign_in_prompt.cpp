// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/sign_in_prompt.h"

#include "session/current_server.h"
#include "session/saved_state.h"
#include "session/session.h"
#include "ui/prompts/pin_dialog.h"
#include "ui/text/sign_in_text.h"

namespace vouch::ui {

SignInPrompt::SignInPrompt(KeyCeremony &ceremony, CurrentServer &servers, const Session &session,
                           const SavedState &savedState, InsertedKeys &keys, Clock &clock)
    : ceremony_(ceremony), servers_(servers), session_(session), savedState_(savedState),
      keys_(keys), dialog_(clock) {
    dialog_.setAim(ceremony_.aim());
    connect(&ceremony_, &KeyCeremony::stateChanged, this, [this] {
        if (pinDialog_) // opened for the previous state
            pinDialog_->reject();
        if (ceremony_.isUnderWay())
            dialog_.showState(ceremony_.state());
        update();
    });
    connect(&ceremony_, &KeyCeremony::requestersChanged, this, [this] {
        if (const auto requesters = ceremony_.requesters(); !requesters.isEmpty())
            dialog_.showRequesters(requesters);
        update();
    });
    connect(&ceremony_, &KeyCeremony::succeeded, this, &SignInPrompt::showSuccess);
    connect(&dialog_, &SignInDialog::pinEntered, &ceremony_,
            [this] { ceremony_.submitPin(dialog_.takePin()); });
    connect(&dialog_, &SignInDialog::accountChosen, &ceremony_, &KeyCeremony::chooseAccount);
    connect(&dialog_, &SignInDialog::systemWanted, &ceremony_, &KeyCeremony::letSystemAsk);
    connect(&dialog_, &SignInDialog::tryAgainWanted, &ceremony_, &KeyCeremony::tryAgain);
    connect(&dialog_, &SignInDialog::otherKeyWanted, &ceremony_, &KeyCeremony::useAnotherKey);
    connect(&dialog_, &SignInDialog::registerWanted, this, &SignInPrompt::registerWanted);
    connect(&dialog_, &SignInDialog::canceled, &ceremony_, &KeyCeremony::cancel);
    connect(&dialog_, &SignInDialog::pinWanted, this, &SignInPrompt::choosePin);
    connect(&dialog_, &SignInDialog::attentionNeeded, this, &SignInPrompt::attentionNeeded);
    connect(&dialog_, &SignInDialog::attentionOver, this, &SignInPrompt::attentionOver);
}

void SignInPrompt::update() {
    const bool needed = ceremony_.isUnderWay() && ceremony_.needsWindow();
    if (!needed && isOpen())
        dialog_.dismiss();
    else if (needed && !isOpen() && isWorthShowing())
        present(false);
    ceremony_.setWindow(isOpen() ? dialog_.winId() : 0);
}

/// A background program's request must not flash a window each time while the server can't be
/// reached: the window waits until there is something for the user to do, unless the user started
/// the ceremony.
bool SignInPrompt::isWorthShowing() const {
    const auto requesters = ceremony_.requesters();
    const auto isUser = [](const Requester &requester) { return !isProgram(requester); };
    return ceremony_.state().kind != KeyCeremony::CeremonyStateKind::Checking ||
           std::ranges::any_of(requesters, isUser);
}

void SignInPrompt::choosePin() {
    const KeyCeremony::CeremonyState &state = ceremony_.state();
    const auto purpose = state.kind == KeyCeremony::CeremonyStateKind::PinNotSet
                             ? PinDialog::Purpose::Set
                             : PinDialog::Purpose::Change;
    pinDialog_ = new PinDialog(keys_, state.key, state.model, purpose, &dialog_);
    pinDialog_->setAttribute(Qt::WA_DeleteOnClose);
    connect(pinDialog_, &QDialog::accepted, &ceremony_, &KeyCeremony::tryAgain);
    pinDialog_->open();
}

void SignInPrompt::showSuccess() {
    const bool adding = ceremony_.aim() == KeyCeremony::Aim::AddKey;
    if (isOpen())
        dialog_.showSuccess(adding ? ceremony_.state().model : session_.email(),
                            session_.expiresAt());
}

void SignInPrompt::endSuccess() {
    if (dialog_.showsSuccess())
        dialog_.dismiss();
}

void SignInPrompt::raise() {
    present(true);
    ceremony_.letSystemAsk(); // the user doesn't have to say it twice
}

void SignInPrompt::present(bool byUser) {
    if (!ceremony_.isUnderWay() || !ceremony_.needsWindow())
        return;
    dialog_.showRequesters(ceremony_.requesters());
    std::optional<std::chrono::seconds> length;
    if (const auto last = savedState_.session())
        length = last->length;
    dialog_.present(servers_.name(), length, byUser);
}

} // namespace vouch::ui
