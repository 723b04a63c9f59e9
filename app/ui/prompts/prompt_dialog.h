// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/requester.h"
#include "ui/widgets/input_guard.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QTimer>

#include <functional>
#include <initializer_list>

class QLabel;
class QPushButton;
class QScrollArea;

namespace vouch::ui {

class RequesterBar;

/// Base class of the windows that open by themselves: the requester bar, a page that scrolls on a
/// low screen, and a row of buttons. An InputGuard keeps out keystrokes meant for another window.
class PromptDialog : public QDialog {
    Q_OBJECT
public:
    /// The size on a screen that is high enough; on a lower one, the page scrolls.
    QSize wholeSize() const { return wholeSize_; }

Q_SIGNALS:
    /// A screen reader reads this text now.
    void announced(const QString &text);
    /// The window came to the front after all, or is no longer needed.
    void attentionOver();

protected:
    static constexpr int margin = 24;

    /// `ticks` is the input guard's clock.
    explicit PromptDialog(std::function<InputGuard::Instant()> ticks);

    /// Empty before the first request.
    virtual const QList<Requester> &requesters() const = 0;
    /// A screen reader reads the title when the window opens.
    virtual QLabel *title() const = 0;
    /// Where the user types or chooses once the guard is open; null if there is no such widget.
    virtual QWidget *input() const = 0;
    /// The button that Enter presses.
    virtual QPushButton *defaultButton() const = 0;
    /// Called when the input guard opens or closes.
    virtual void showButtons() = 0;
    /// Focuses what the user needs first in the current state.
    virtual void focusInput() = 0;
    /// Called when the window did not come to the front: a notification has to alert the user.
    virtual void requestAttention() = 0;

    /// Sets the content between the requester bar and the buttons.
    void setPage(QWidget *page);
    RequesterBar *requesterBar() const { return requesterBar_; }
    QPushButton *rejectButton() const { return reject_; }
    QPushButton *acceptButton() const { return accept_; }
    QPushButton *addButton(QDialogButtonBox::ButtonRole role);
    static void setText(QPushButton *button, const QString &text);
    /// The window width that these buttons need in one row.
    static int rowWidth(std::initializer_list<const QPushButton *> buttons);
    /// Fixes the window's size for a page of that height; the window gets at least `minHeight`.
    void fitTo(int width, int pageHeight, int minHeight = 0);
    void scrollTo(QWidget *widget);

    InputGuard &guard() { return guard_; }
    const InputGuard &guard() const { return guard_; }
    bool hasTypedText() const;
    /// The window changed while the user may be typing: guards the input again, unless something
    /// was typed. A lost character would make a PIN or a code wrong.
    void guardAgain();
    /// Opens the guard when the user chooses to type, with the button or its shortcut.
    void unlockInput();

    /// Shows the window, in front of the others if it `takesFocus` and the desktop allows that.
    /// `byUser`: the user has just requested the window.
    void openWindow(bool takesFocus, bool byUser);
    void closeWindow();
    /// Nobody has to look at the window anymore.
    void endAttention();
    /// Calls requestAttention() unless the window is in front shortly.
    void expectInFront() { front_.start(); }
    void announce(QLabel *label, const QString &text);

    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void checkInFront();

    QSize wholeSize_;
    RequesterBar *requesterBar_;
    QScrollArea *scroll_;
    QDialogButtonBox *buttons_;
    QPushButton *reject_, *accept_;
    InputGuard guard_;
    QTimer front_; ///< by its end, the window should be in front
};

} // namespace vouch::ui
