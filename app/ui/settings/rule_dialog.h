// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_dialog.h"

class QComboBox;
class QLineEdit;

namespace vouch::ui {

/// Adds a rule to the settings, or changes one. Closes when it is written.
class RuleDialog : public SettingsDialog {
    Q_OBJECT
public:
    /// `rule`: the one to change; a new one without a glob. `profiles`: the AWS profiles that it
    /// can name, beside the roles.
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
