// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/prompts/sign_in_dialog.h"

#include <QObject>
#include <QPointer>

namespace vouch {
class InsertedKeys;
class SavedState;
class Session;
class CurrentServer;
} // namespace vouch

namespace vouch::ui {

class PinDialog;

/// Connects a ceremony, which signs in or adds a key, to its dialog: opens the dialog when a
/// requester needs a window, shows the states, passes on what the user does, and closes the dialog
/// when nothing needs it anymore, after a moment that shows the success.
class SignInPrompt : public QObject {
    Q_OBJECT
public:
    SignInPrompt(KeyCeremony &ceremony, CurrentServer &servers, const Session &session,
                 const SavedState &savedState, InsertedKeys &keys, Clock &clock);

    /// Not while the dialog only shows that the ceremony succeeded.
    bool isOpen() const { return dialog_.isVisible() && !dialog_.showsSuccess(); }
    /// Ends the moment that shows the success, for a window that needs the user now.
    void endSuccess();
    /// Brings the dialog to the front at the user's request, if a requester needs a window.
    void raise();

    /// The dialog, as the parent of windows in front of it.
    QWidget *window() { return &dialog_; }

Q_SIGNALS:
    /// The user wants to register the current key first.
    void registerWanted();
    /// The dialog did not come to the front: a notification has to alert the user. Its buttons call
    /// raise() and KeyCeremony::cancel().
    void attentionNeeded(const QString &title, const QString &text);
    /// The dialog came to the front after all, or is no longer needed.
    void attentionOver();

private:
    void update();
    void present(bool byUser);
    void choosePin();
    void showSuccess();
    bool isWorthShowing() const;

    KeyCeremony &ceremony_;
    CurrentServer &servers_;
    const Session &session_;
    const SavedState &savedState_;
    InsertedKeys &keys_;
    SignInDialog dialog_;
    QPointer<PinDialog> pinDialog_; ///< while it is open
};

} // namespace vouch::ui
