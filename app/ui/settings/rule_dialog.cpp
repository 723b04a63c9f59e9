// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/rule_dialog.h"

#include "core/error.h"
#include "session/configuration.h"
#include "session/credentials/role_choices.h"
#include "settings/values.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int roleCharacters = 20; ///< minimum width of the role field

} // namespace

RuleDialog::RuleDialog(Configuration &configuration, const RoleRule &rule,
                       const QStringList &profiles, QWidget *parent)
    : SettingsDialog(configuration, rule.glob.isEmpty(), parent), rule_(rule),
      glob_(new QLineEdit(rule.glob, this)), globNote_(new FieldNote(glob_, this)),
      role_(new QComboBox(this)) {
    setWindowTitle(rule.glob.isEmpty() ? tr("Add a rule") : tr("Edit a rule"));
    const RoleChoices choices = roleChoices(settings(), profiles);
    role_->addItems(choices.roles);
    if (!choices.roles.isEmpty() && !choices.profiles.isEmpty())
        role_->insertSeparator(role_->count());
    role_->addItems(choices.profiles);
    if (!rule.role.isEmpty() && role_->findText(rule.role) < 0)
        role_->addItem(rule.role); // keep a role that is no longer listed
    role_->setMinimumContentsLength(roleCharacters);
    role_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    if (!rule.role.isEmpty()) // the separator has an empty name
        role_->setCurrentIndex(role_->findText(rule.role));

    QFormLayout *form = settingsForm();
    form->addRow(tr("&Repository"), glob_);
    form->addRow(QString(), globNote_);
    form->addRow(QString(),
                 new TonedLabel(mutedColor,
                                tr("A name or a pattern such as infra-*. To match one region only, "
                                   "put the region first: us-east-1/infra-*"),
                                this));
    form->addRow(choices.profiles.isEmpty() ? tr("R&ole") : tr("R&ole or profile"), role_);

    layOut(form, 440);
    glob_->setFocus();

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
            globNote_->refuse(tr("You already have this rule."));
            return false;
        }
    } catch (const Error &) {
        globNote_->refuse(
            tr("That isn't a repository name or pattern. Enter one like payments-api or infra-*."));
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
