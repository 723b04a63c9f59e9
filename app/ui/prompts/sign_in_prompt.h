// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/prompts/sign_in_dialog.h"

#include <QObject>
#include <QPointer>

namespace vouch {
class InsertedKeys;
class SavedState;
class CurrentServer;
} // namespace vouch

namespace vouch::ui {

class PinDialog;

/// Joins a ceremony, the sign-in or the adding of a key, with its dialog: it opens when somebody
/// needs a window and closes when nobody does, shows the moments, and hands in what the person
/// does.
class SignInPrompt : public QObject {
    Q_OBJECT
public:
    SignInPrompt(KeyCeremony &ceremony, CurrentServer &servers, const SavedState &savedState,
                 InsertedKeys &keys, Clock &clock);

    bool isOpen() const { return dialog_.isVisible(); }
    /// The person wants it: brings the dialog to the front, where it is open or somebody needs it.
    void raise();

    /// The dialog, for what is to stand in front of it.
    QWidget *window() { return &dialog_; }

Q_SIGNALS:
    /// The key of the moment is to be registered first.
    void registerWanted();
    /// The dialog did not come to the front: something else has to tell the person. Its answers are
    /// raise() and KeyCeremony::cancel().
    void attentionNeeded(const QString &title, const QString &text);
    /// It came to the front after all, or is no longer needed.
    void attentionOver();

private:
    void update();
    void present(bool byPerson);
    void choosePin();
    bool hasSomethingToDo() const;

    KeyCeremony &ceremony_;
    CurrentServer &servers_;
    const SavedState &savedState_;
    InsertedKeys &keys_;
    SignInDialog dialog_;
    QPointer<PinDialog> pinDialog_; ///< while it is open
};

} // namespace vouch::ui
