// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/rename_dialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/form.h"
#include "ui/widgets/reading_order.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {

constexpr int maxCharacters = 256; ///< a Vouch server's limit for a key's name
constexpr int dialogWidth = 400;

} // namespace

RenameDialog::RenameDialog(const QString &name, QWidget *parent)
    : QDialog(parent), name_(new QLineEdit(name, this)), save_(pushButton(tr("&Rename"), this)) {
    setWindowTitle(tr("Rename a key"));
    name_->setMaxLength(maxCharacters);
    name_->selectAll();
    save_->setDefault(true);
    QPushButton *cancel = pushButton(tr("&Cancel"), this);
    QFormLayout *form = settingsForm();
    form->addRow(tr("&Name"), name_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(answerButtons(save_, cancel));
    resize(dialogWidth, sizeHint().height());
    tabInReadingOrder(layout);
    connect(save_, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(name_, &QLineEdit::textChanged, this,
            [this] { save_->setEnabled(!this->name().isEmpty()); });
}

QString RenameDialog::name() const {
    return name_->text().trimmed();
}

} // namespace vouch::ui
