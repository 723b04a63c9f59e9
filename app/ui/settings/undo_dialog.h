// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "gitconfig/codecommit_setup.h"

#include <QDialog>

class QPushButton;

namespace vouch::ui {

class DifferenceView;
class FieldNote;

/// Shows every line of git's configuration that undoing set-up would change, and undoes it.
class UndoDialog : public QDialog {
    Q_OBJECT
public:
    explicit UndoDialog(QWidget *parent);

private:
    void run(QCoro::Task<> (UndoDialog::*work)(std::stop_token stop));
    QCoro::Task<> look(std::stop_token stop);
    QCoro::Task<> undo(std::stop_token stop);
    void show(const SetupPlan &plan);
    using QDialog::show;

    DifferenceView *difference_;
    FieldNote *note_;
    QPushButton *undo_, *close_;
    ScopedTask working_;
};

} // namespace vouch::ui
