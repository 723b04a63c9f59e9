// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QList>

class QAction;
class QLabel;
class QVBoxLayout;

namespace vouch::ui {

/// The menu of the tray as a window, for desktops that have no tray: a line of status and a button
/// for each action. Closing it hides it; starting the application again brings it back.
class StatusWindow : public QDialog {
    Q_OBJECT
public:
    /// The first action is the status line. They are not owned.
    explicit StatusWindow(const QList<QAction *> &actions);

private:
    void addButton(QVBoxLayout *layout, QAction *action);
};

} // namespace vouch::ui
