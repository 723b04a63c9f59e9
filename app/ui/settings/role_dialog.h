// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_dialog.h"

class QLineEdit;
class QSpinBox;

namespace vouch::ui {

/// Adds a role to the settings, or changes one. Closes when it is written; what is wrong with a
/// field stands below it.
class RoleDialog : public SettingsDialog {
    Q_OBJECT
public:
    /// `role`: the one to change; a new one without a name.
    RoleDialog(Configuration &configuration, const Role &role, QWidget *parent);

private:
    void build();
    /// Says what is wrong with one field. Returns whether nothing is.
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
