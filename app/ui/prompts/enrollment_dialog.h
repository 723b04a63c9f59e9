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

/// An enrollment in its own window. Closing the window cancels an enrollment that it started.
class EnrollmentDialog : public QDialog {
    Q_OBJECT
public:
    /// `server` returns the server's display name.
    EnrollmentDialog(Enrollment &enrollment, std::function<QString()> server, QWidget *parent);

    /// Shows the dialog in front of its parent and starts the enrollment.
    void present();

    void done(int result) override;

Q_SIGNALS:
    /// The server approved this computer. The dialog stays open until the user closes it.
    void approved();

private:
    void updateDefaultButton();

    EnrollmentView *view_;
    QPushButton *close_;
};

} // namespace vouch::ui
