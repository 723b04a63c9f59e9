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

/// The window of a ceremony, the sign-in or the adding of a key: who asks, the moment, and what the
/// person can do in it. One size for all moments, taken from the language and the font when it
/// opens. It knows nothing of how one goes; SignInPrompt joins the two.
class SignInDialog : public QDialog {
    Q_OBJECT
public:
    /// `ticks` is the time by which it opens for keys.
    explicit SignInDialog(
        Clock &clock, std::function<InputGuard::Instant()> ticks = &std::chrono::steady_clock::now);

    /// Opens it; in front of the other windows, as far as the desktop lets it, where the person
    /// waits for it. `sessionLength`: how long the last session was given, where that is known.
    /// `byPerson`: they have just asked for the window.
    void present(const QString &server, std::optional<std::chrono::seconds> sessionLength,
                 bool byPerson = false);
    /// Closes it, and says nothing.
    void dismiss();

    /// What it is for; for the next moment that is shown.
    void setAim(KeyCeremony::Aim aim) { aim_ = aim; }
    /// Who waits, the first one first; never empty.
    void showRequesters(const QList<Requester> &requesters);
    void showState(const SignIn::CeremonyState &state);

    /// The size where the screen is high enough; on a lower one the moment's part scrolls.
    QSize wholeSize() const { return wholeSize_; }

    /// What was typed; the field is empty afterwards.
    Secret takePin();

Q_SIGNALS:
    void pinEntered();
    void accountChosen(int index);
    void tryAgainWanted();
    void otherKeyWanted();
    /// The key of the moment is to get its first PIN, or another one.
    void pinWanted();
    /// The key of the moment is to be registered.
    void registerWanted();
    /// The person does not want to go on.
    void cancelled();
    /// A screen reader was told to say this now.
    void announced(const QString &words);
    /// It was opened and did not come to the front: something else has to tell the person.
    void attentionNeeded(const QString &title, const QString &text);
    /// It came to the front after all, or is no longer needed.
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
    void sayState();
    bool isAdding() const { return aim_ == KeyCeremony::Aim::AddKey; }
    void showButtons();
    void setFocusFor(SignIn::CeremonyStateKind kind);
    void goOn();
    void enterPin();
    void tick();
    void lookWhetherInFront();
    void announce(QLabel *label);

    Clock &clock_;
    QString server_;
    std::optional<std::chrono::seconds> sessionLength_;
    QSize wholeSize_;
    KeyCeremony::Aim aim_ = KeyCeremony::Aim::SignIn;
    SignIn::CeremonyState state_;
    QList<Requester> requesters_;
    RequesterBar *asker_;
    QScrollArea *scroll_;
    CeremonyPage *page_;
    QDialogButtonBox *buttons_;
    QPushButton *cancel_, *goOn_, *howToReset_, *register_;
    InputGuard guard_;
    std::unique_ptr<Alarm> nextSecond_;
    QTimer front_; ///< then it should have come to the front
};

} // namespace vouch::ui
