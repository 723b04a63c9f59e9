// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/undo_dialog.h"

#include "core/error.h"
#include "gitconfig/config_text.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/difference_view.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <QCoro/QCoroFuture>

#include <algorithm>

namespace vouch::ui {

namespace {
constexpr int undoWidth = 560;
}

UndoDialog::UndoDialog(QWidget *parent)
    : QDialog(parent), difference_(new DifferenceView(this)), note_(new FieldNote(nullptr, this)),
      undo_(pushButton(tr("&Undo"), this)), close_(pushButton(tr("&Close"), this)) {
    setWindowTitle(tr("Undo git's setup"));
    difference_->setAccessibleName(tr("What changes in git's configuration"));
    undo_->setEnabled(false);
    close_->setDefault(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(new TonedLabel(mutedColor,
                                     tr("Git will no longer ask Vouch about CodeCommit. These "
                                        "lines of its configuration will change:"),
                                     this));
    column->addWidget(difference_, 1);
    column->addWidget(note_);
    column->addWidget(answerButtons(undo_, close_));
    resize(undoWidth, sizeHint().height());
    keepOnScreen(this);

    connect(undo_, &QPushButton::clicked, this, [this] { run(&UndoDialog::undo); });
    connect(close_, &QPushButton::clicked, this, &QDialog::reject);
    run(&UndoDialog::look);
}

void UndoDialog::run(QCoro::Task<> (UndoDialog::*work)(std::stop_token stop)) {
    undo_->setEnabled(false);
    working_ =
        ScopedTask([this, work](std::stop_token stop) { return (this->*work)(std::move(stop)); },
                   [this](const Error &error) { note_->refuse(textInWindow(error)); });
}

QCoro::Task<> UndoDialog::look(std::stop_token stop) {
    auto planned = QtConcurrent::run(planUndo);
    const SetupPlan plan = co_await planned;
    throwIfStopped(stop);
    show(plan);
    if (plan.isEmpty())
        note_->tell(tr("Vouch hasn't changed anything in git's configuration."));
}

QCoro::Task<> UndoDialog::undo(std::stop_token stop) {
    auto undoing = QtConcurrent::run(undoCodeCommit);
    const QList<Undone> files = co_await undoing;
    throwIfStopped(stop);
    show({});
    close_->setFocus();
    const auto partly = std::ranges::find(files, Undone::How::LinesRemoved, &Undone::how);
    if (partly != files.end())
        note_->allow(tr("%1 has changed since setup, so only Vouch's lines were removed.")
                         .arg(shownPath(partly->path)));
    else
        note_->allow(tr("Git's configuration was restored."));
}

void UndoDialog::show(const SetupPlan &plan) {
    difference_->setRows(plan.rows());
    undo_->setEnabled(!plan.isEmpty());
}

} // namespace vouch::ui
