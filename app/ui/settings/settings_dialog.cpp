// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_dialog.h"

#include "core/error.h"
#include "core/scoped_task.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/reading_order.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {

constexpr int noteLines = 3; ///< that the window has room for; what needs more scrolls

} // namespace

SettingsDialog::SettingsDialog(Configuration &configuration, bool isNew, QWidget *parent)
    : QDialog(parent), configuration_(configuration), note_(new FieldNote(nullptr, this)),
      save_(pushButton(isNew ? tr("&Add") : tr("&Save"), this)) {
    save_->setDefault(true);
    connect(save_, &QPushButton::clicked, this, [this] { save(); });
}

void SettingsDialog::layOut(QFormLayout *fields, int width) {
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addLayout(fields);
    column->addWidget(note_);
    column->addStretch();
    QPushButton *cancel = pushButton(tr("&Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    auto *area = new ScrollingContent(content, this);
    layout->addWidget(area, 1);
    layout->addWidget(answerButtons(save_, cancel));
    tabInReadingOrder(layout);
    fitToContent(this, *area, width, noteLines);
    keepOnScreen(this);
}

void SettingsDialog::write(Configuration::Change change) {
    save_->setEnabled(false);
    saving_ = ScopedTask([=, this](std::stop_token stop) { return written(change, stop); },
                         [this](const Error &error) {
                             note_->refuse(textInWindow(error));
                             save_->setEnabled(true);
                         });
}

QCoro::Task<> SettingsDialog::written(Configuration::Change change, std::stop_token stop) {
    co_await configuration_.change(change, stop);
    throwIfStopped(stop);
    accept();
}

} // namespace vouch::ui
