// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include <functional>

class QPushButton;

namespace vouch {
class Enrolment;
}

namespace vouch::ui {

class EnrolmentView;

/// An enrolment in a window of its own. Closing it cancels what was begun in it.
class EnrolmentDialog : public QDialog {
    Q_OBJECT
public:
    /// `server`: gives its name for a person.
    EnrolmentDialog(Enrolment &enrolment, std::function<QString()> server, QWidget *parent);

    /// Shows it in front of its parent, and begins.
    void present();

    void done(int result) override;

Q_SIGNALS:
    /// The computer was let in; the dialog stays until it is closed.
    void letIn();

protected:
    bool event(QEvent *event) override;

private:
    void showButtons();

    EnrolmentView *view_;
    QPushButton *close_;
};

} // namespace vouch::ui
