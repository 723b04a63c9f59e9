// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include <functional>

class QPushButton;

namespace vouch {
class Enrollment;
}

namespace vouch::ui {

class EnrollmentView;

/// An enrollment in a window of its own. Closing it cancels what was begun in it.
class EnrollmentDialog : public QDialog {
    Q_OBJECT
public:
    /// `server`: gives its name for a person.
    EnrollmentDialog(Enrollment &enrollment, std::function<QString()> server, QWidget *parent);

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

    EnrollmentView *view_;
    QPushButton *close_;
};

} // namespace vouch::ui
