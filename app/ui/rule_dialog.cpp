// SPDX-License-Identifier: Apache-2.0
#include "ui/rule_dialog.h"

#include "settings/values.h"
#include "ui/settings_page.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

RuleDialog::RuleDialog(Configuration &configuration, const RoleRule &rule, QWidget *parent)
    : QDialog(parent), configuration_(configuration), rule_(rule),
      glob_(new QLineEdit(rule.glob, this)), globNote_(new FieldNote(glob_, this)),
      role_(new QComboBox(this)), note_(new FieldNote(nullptr, this)),
      save_(pushButton(rule.glob.isEmpty() ? tr("&Add") : tr("&Save"), this)) {
    setWindowTitle(rule.glob.isEmpty() ? tr("Add a rule") : tr("Change a rule"));
    for (const Role &role : configuration_.settings().roles)
        role_->addItem(role.name);
    role_->setCurrentIndex(std::max(0, role_->findText(rule.role)));

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&Repository"), glob_);
    form->addRow(QString(), globNote_);
    form->addRow(QString(),
                 new TonedLabel(mutedColour,
                                tr("A name, or a pattern such as infra-*. Put the region "
                                   "before it for one region only: us-east-1/infra-*"),
                                this));
    form->addRow(tr("R&ole"), role_);

    QPushButton *cancel = pushButton(tr("&Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    save_->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(save_);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addLayout(form);
    layout->addWidget(note_);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(440, sizeHint().height());

    connect(glob_, &QLineEdit::textEdited, this, [this] {
        if (globNote_->isRefusal())
            check();
    });
    connect(save_, &QPushButton::clicked, this, &RuleDialog::save);
}

bool RuleDialog::check() {
    const RoleRule rule{glob_->text().trimmed(), role_->currentText()};
    try {
        if (const RoleRule parsed = parseRule(ruleText(rule));
            parsed != rule_ && configuration_.settings().rules.contains(parsed)) {
            globNote_->refuse(tr("You have this rule already."));
            return false;
        }
    } catch (const Error &) {
        globNote_->refuse(tr("This names no repository. It looks like payments-api or infra-*."));
        return false;
    }
    globNote_->clear();
    return true;
}

void RuleDialog::save() {
    if (!check()) {
        glob_->setFocus();
        return;
    }
    save_->setEnabled(false);
    const RoleRule rule{glob_->text().trimmed(), role_->currentText()};
    const auto change = [rule, before = rule_](SettingsFile &file) {
        if (before.glob.isEmpty())
            file.addRule(rule);
        else
            file.changeRule(before, rule);
    };
    saving_ = Story([=, this](std::stop_token stop) { return saved(change, stop); },
                    [this](const Error &error) {
                        note_->refuse(errorText(error));
                        save_->setEnabled(true);
                    });
}

bool RuleDialog::event(QEvent *event) {
    const bool done = QDialog::event(event);
    growToFit(this, event);
    return done;
}

QCoro::Task<> RuleDialog::saved(Configuration::Change change, std::stop_token stop) {
    co_await configuration_.change(change, stop);
    throwIfStopped(stop);
    accept();
}

} // namespace vouch::ui
