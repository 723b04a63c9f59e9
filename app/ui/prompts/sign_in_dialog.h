// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/keys/sign_in.h"
#include "ui/prompts/prompt_dialog.h"
#include "ui/text/sign_in_text.h"
#include "ui/widgets/pin_field.h"

#include <chrono>
#include <memory>
#include <optional>

namespace vouch::ui {

class CeremonyPage;

/// The window of a ceremony, which signs in or adds a key: the requester, the current state, and
/// the user's choices. One size fits all states, measured from the language and the font when the
/// window opens. SignInPrompt connects the window to the ceremony.
class SignInDialog : public PromptDialog {
    Q_OBJECT
public:
    /// `ticks` is the input guard's clock.
    explicit SignInDialog(
        Clock &clock, std::function<InputGuard::Instant()> ticks = &std::chrono::steady_clock::now);

    /// Opens the window, in front of the others if the user is waiting for it and the desktop
    /// allows that. `sessionLength`: the length of the last session, if known. `byUser`: the user
    /// has just requested the window.
    void present(const QString &server, std::optional<std::chrono::seconds> sessionLength,
                 bool byUser = false);
    /// Closes the window without emitting canceled().
    void dismiss();

    /// The purpose, from the next state on.
    void setAim(KeyCeremony::Aim aim) { aim_ = aim; }
    /// In the order of their requests; never empty.
    void showRequesters(const QList<Requester> &requesters);
    void showState(const SignIn::CeremonyState &state);
    /// Shows in the open window for a moment that the ceremony succeeded. The window then closes by
    /// itself, or before that by a click or a key. `subject` and `until` as in successText().
    void showSuccess(const QString &subject, Time until);
    bool showsSuccess() const { return success_.has_value(); }

    /// Moves the typed PIN out of the field.
    Secret takePin();

Q_SIGNALS:
    void pinEntered();
    void accountChosen(int index);
    void systemWanted();
    void tryAgainWanted();
    void otherKeyWanted();
    /// The user wants to set or change the PIN of the current key.
    void pinWanted();
    /// The user wants to register the current key.
    void registerWanted();
    void canceled();
    /// The window did not come to the front: a notification has to alert the user.
    void attentionNeeded(const QString &title, const QString &text);

protected:
    const QList<Requester> &requesters() const override { return requesters_; }
    QLabel *title() const override;
    QWidget *input() const override;
    QPushButton *defaultButton() const override { return acceptButton(); }
    void showButtons() override;
    void focusInput() override;
    void requestAttention() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void accept() override;
    void reject() override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void fit();
    void updateState();
    void tick();
    bool isAdding() const { return aim_ == KeyCeremony::Aim::AddKey; }

    Clock &clock_;
    QString server_;
    std::optional<std::chrono::seconds> sessionLength_;
    KeyCeremony::Aim aim_ = KeyCeremony::Aim::SignIn;
    SignIn::CeremonyState state_;
    std::optional<CeremonyText> success_;
    QTimer closing_; ///< while the success is shown
    QList<Requester> requesters_;
    CeremonyPage *page_;
    QPushButton *howToReset_, *register_;
    std::unique_ptr<Alarm> nextSecond_;
};

} // namespace vouch::ui
