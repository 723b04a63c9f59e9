// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/guest_system.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace vouch::ui {

/// Shows the command that sets up git in a system inside this one, to be copied.
class GuestView : public QWidget {
    Q_OBJECT
public:
    explicit GuestView(QWidget *parent);

    /// Hides itself if there is no such system.
    void setGuest(const std::optional<GuestSetup> &guest);

private:
    void copy();

    QLabel *explanation_;
    QLineEdit *command_;
    QPushButton *copy_;
    QTimer copied_; ///< while the button says that it copied
};

} // namespace vouch::ui
