// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_dialog.h"

class QComboBox;
class QLineEdit;

namespace vouch::ui {

/// Adds or edits a rule in the settings. Closes when the rule is saved.
class RuleDialog : public SettingsDialog {
    Q_OBJECT
public:
    /// `rule`: the rule to edit; one without a glob adds a new rule. `profiles`: the AWS profiles
    /// it can name, besides the roles.
    RuleDialog(Configuration &configuration, const RoleRule &rule, const QStringList &profiles,
               QWidget *parent);

private:
    bool check();
    void save() override;

    RoleRule rule_;
    QLineEdit *glob_;
    FieldNote *globNote_;
    QComboBox *role_;
};

} // namespace vouch::ui
