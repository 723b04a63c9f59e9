// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_dialog.h"

class QLineEdit;
class QSpinBox;

namespace vouch::ui {

/// Adds or edits a role in the settings. Closes when the role is saved; an invalid field shows its
/// error below.
class RoleDialog : public SettingsDialog {
    Q_OBJECT
public:
    /// `role`: the role to edit; one without a name adds a new role.
    RoleDialog(Configuration &configuration, const Role &role, QWidget *parent);

private:
    void build();
    /// Each checks one field and shows what is wrong. Returns whether the field is valid.
    bool checkName();
    bool checkArn();
    bool checkRegion();
    bool checkVia();
    void save() override;

    Role role_;
    QLineEdit *name_, *arn_, *region_, *via_;
    QSpinBox *minutes_;
    FieldNote *nameNote_, *arnNote_, *regionNote_, *viaNote_;
};

} // namespace vouch::ui
