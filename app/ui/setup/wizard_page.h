// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QMap>
#include <QWizardPage>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace vouch::ui {

class TonedLabel;

/// A page of the setup wizard: a title, a line about what the page changes, and its content, which
/// scrolls if the window is too low. What the user typed stays when going back or leaving.
class WizardPage : public QWizardPage {
    Q_OBJECT
public:
    /// Identifies the page in the saved state and the log; never shown.
    virtual QString pageKey() const = 0;
    /// The page's name in the list of steps.
    virtual QString step() const = 0;

    /// What the user typed, by field names private to the page.
    using Input = QMap<QString, QString>;
    virtual Input input() const { return {}; }
    virtual void setInput(const Input &) {}

    /// Called each time the page is shown.
    virtual void initialize() {}
    /// Called when another page is shown or the window is closed. Stops the page's work.
    virtual void cleanUp() { proceeding_.stop(); }

    virtual bool mayBeSkipped() const { return false; }
    /// Whether what the page sets up is there, although the user didn't come through the page now.
    virtual bool isSettled() const { return true; }
    virtual QString nextText() const;
    /// The button that Enter presses; null for Next.
    virtual QPushButton *firstButton() const { return nullptr; }
    virtual bool canUndo() const { return false; }
    virtual void undo() {}

    bool isComplete() const override { return !isBusy_; }
    bool validatePage() final;

Q_SIGNALS:
    /// The text or visibility of the wizard's buttons changed.
    void buttonsChanged();

protected:
    explicit WizardPage(const QString &title);

    /// The layout below the title.
    QVBoxLayout *column() { return column_; }
    /// The parent of the widgets in the column.
    QWidget *inside() { return inside_; }
    /// Sets the line below the title, which says what this page changes.
    void setAbout(const QString &text);
    void setHeading(const QString &text);

    /// Whether Next has work to do before going on.
    virtual bool hasWork() const { return false; }
    /// Does that work. Returns whether to go on.
    virtual QCoro::Task<bool> work(std::stop_token stop);
    /// Called when work() failed.
    virtual void workFailed(const Error &) {}

    bool isBusy() const noexcept { return isBusy_; }
    /// Disables Next while busy.
    void setBusy(bool busy);

private:
    QCoro::Task<> proceed(std::stop_token stop);

    QWidget *inside_;
    QVBoxLayout *column_;
    QLabel *heading_;
    TonedLabel *about_;
    bool isBusy_ = false;
    bool isDone_ = false; ///< the work is done, so Next may go on
    ScopedTask proceeding_;
};

} // namespace vouch::ui
