// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_help.h"

#include "core/folders.h"
#include "platform/command_links.h"
#include "ui/settings/log_dialog.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/undo_dialog.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/form.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QtConcurrentRun>

#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

void openDialog(QDialog *dialog) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void showProblem(const QString &text, QWidget *parent) {
    auto *box = new QMessageBox(parent);
    setPlainText(box, text);
    openDialog(box);
}

QCoro::Task<> finishLinks(QPushButton *button, std::function<void()> makeLinks,
                          std::stop_token stop) {
    co_await QtConcurrent::run(makeLinks);
    throwIfStopped(stop);
    button->setText(HelpPage::tr("Installed"));
}

} // namespace

HelpPage::HelpPage(CheckDialog::Checks checks)
    : checks_(std::move(checks)), grid_(new QGridLayout) {
    auto *column = pageColumn(this, tr("Troubleshooting"),
                              tr("Find out what's wrong, and undo what Vouch changed."));
    grid_->setHorizontalSpacing(16);
    grid_->setVerticalSpacing(2);
    grid_->setColumnStretch(0, 1);
    column->addLayout(grid_);
    column->addStretch();

    QPushButton *check = pushButton(tr("C&heck everything…"), this);
    QPushButton *log = pushButton(tr("Show &log…"), this);
    QPushButton *undo = pushButton(tr("&Undo git's setup…"), this);
    add(tr("Check everything"),
        tr("Your key, the server, AWS, the keychain, and git. Nothing is changed."), check);
    add(tr("Log"), tr("What Vouch did, without secrets."), log);
    add(tr("Git"), tr("Removes Vouch from git's configuration. You see every line first."), undo);
    addCommandLinks();
    connect(check, &QPushButton::clicked, this, &HelpPage::check);
    connect(log, &QPushButton::clicked, this,
            [this] { openDialog(new LogDialog(logPath(), this)); });
    connect(undo, &QPushButton::clicked, this, [this] { openDialog(new UndoDialog(this)); });
}

void HelpPage::add(const QString &title, const QString &about, QPushButton *button) {
    constexpr int gap = 12;
    const int row = grid_->rowCount();
    grid_->addWidget(sectionLabel(title, this), row, 0);
    grid_->addWidget(new TonedLabel(mutedColor, about, this), row + 1, 0);
    grid_->addWidget(button, row, 1, 2, 1, Qt::AlignVCenter);
    grid_->setRowMinimumHeight(row + 2, gap);
    button->setAccessibleDescription(about);
}

void HelpPage::addCommandLinks() {
    const auto makeLinks = platform::commandLinks();
    if (!makeLinks)
        return;
    QPushButton *button = pushButton(tr("&Install command-line tools"), this);
    add(tr("Terminal"), tr("Links that let a terminal and git find Vouch's commands."), button);
    connect(button, &QPushButton::clicked, this, [this, button, makeLinks] {
        button->setEnabled(false);
        linking_ =
            ScopedTask([button, makeLinks](
                           std::stop_token stop) { return finishLinks(button, makeLinks, stop); },
                       [this, button](const Error &error) {
                           button->setEnabled(true);
                           showProblem(textInWindow(error), this);
                       });
    });
}

void HelpPage::check() {
    auto *dialog = new CheckDialog(checks_, this);
    connect(dialog, &CheckDialog::placeWanted, this, &HelpPage::placeWanted);
    openDialog(dialog);
}

} // namespace vouch::ui
