// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/keys/sign_in.h"
#include "ui/widgets/input_guard.h"
#include "ui/widgets/pin_field.h"

#include <QDialog>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QDialogButtonBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace vouch::ui {

class RequesterBar;
class CeremonyPage;

/// The window of a ceremony, which signs in or adds a key: the requester, the current state, and
/// the user's choices. One size fits all states, measured from the language and the font when the
/// window opens. SignInPrompt connects the window to the ceremony.
class SignInDialog : public QDialog {
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

    /// The size on a screen that is high enough; on a lower one, the page scrolls.
    QSize wholeSize() const { return wholeSize_; }

    /// Moves the typed PIN out of the field.
    Secret takePin();

Q_SIGNALS:
    void pinEntered();
    void accountChosen(int index);
    void tryAgainWanted();
    void otherKeyWanted();
    /// The user wants to set or change the PIN of the current key.
    void pinWanted();
    /// The user wants to register the current key.
    void registerWanted();
    void canceled();
    /// A screen reader reads this text now.
    void announced(const QString &text);
    /// The window did not come to the front: a notification has to alert the user.
    void attentionNeeded(const QString &title, const QString &text);
    /// The window came to the front after all, or is no longer needed.
    void attentionOver();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void reject() override;

private:
    void makeButtons();
    void layOut();
    void name(QPushButton *button, const QString &text);
    void fit();
    void updateState();
    bool isAdding() const { return aim_ == KeyCeremony::Aim::AddKey; }
    void showButtons();
    void focusInput(SignIn::CeremonyStateKind kind);
    void proceed();
    void unlockPin();
    void tick();
    void checkInFront();
    void announce(QLabel *label);

    Clock &clock_;
    QString server_;
    std::optional<std::chrono::seconds> sessionLength_;
    QSize wholeSize_;
    KeyCeremony::Aim aim_ = KeyCeremony::Aim::SignIn;
    SignIn::CeremonyState state_;
    QList<Requester> requesters_;
    RequesterBar *requesterBar_;
    QScrollArea *scroll_;
    CeremonyPage *page_;
    QDialogButtonBox *buttons_;
    QPushButton *cancel_, *proceed_, *howToReset_, *register_;
    InputGuard guard_;
    std::unique_ptr<Alarm> nextSecond_;
    QTimer front_; ///< by its end, the window should be in front
};

} // namespace vouch::ui
