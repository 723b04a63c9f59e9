// SPDX-License-Identifier: Apache-2.0
#include "ui/rule_dialog.h"

#include "settings/values.h"
#include "ui/settings_page.h"
#include "ui/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

RuleDialog::RuleDialog(Configuration &configuration, const RoleRule &rule, QWidget *parent)
    : SettingsDialog(configuration, rule.glob.isEmpty(), parent), rule_(rule),
      glob_(new QLineEdit(rule.glob, this)), globNote_(new FieldNote(glob_, this)),
      role_(new QComboBox(this)) {
    setWindowTitle(rule.glob.isEmpty() ? tr("Add a rule") : tr("Change a rule"));
    for (const Role &role : settings().roles)
        role_->addItem(role.name);
    role_->setCurrentIndex(std::max(0, role_->findText(rule.role)));

    QFormLayout *form = settingsForm();
    form->addRow(tr("&Repository"), glob_);
    form->addRow(QString(), globNote_);
    form->addRow(QString(),
                 new TonedLabel(mutedColour,
                                tr("A name, or a pattern such as infra-*. Put the region "
                                   "before it for one region only: us-east-1/infra-*"),
                                this));
    form->addRow(tr("R&ole"), role_);

    layOut(form, 440);

    connect(glob_, &QLineEdit::textEdited, this, [this] {
        if (globNote_->isRefusal())
            check();
    });
}

bool RuleDialog::check() {
    const RoleRule rule{glob_->text().trimmed(), role_->currentText()};
    try {
        if (const RoleRule parsed = parseRule(ruleText(rule));
            parsed != rule_ && settings().rules.contains(parsed)) {
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
    const RoleRule rule{glob_->text().trimmed(), role_->currentText()};
    const auto change = [rule, before = rule_](SettingsFile &file) {
        if (before.glob.isEmpty())
            file.addRule(rule);
        else
            file.changeRule(before, rule);
    };
    write(change);
}

} // namespace vouch::ui
