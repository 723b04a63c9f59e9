// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/configuration.h"
#include "ui/settings_parts.h"

#include <QDialog>

class QLineEdit;
class QSpinBox;

namespace vouch::ui {

/// Adds a role to the settings, or changes one. Closes when it is written; what is wrong with a
/// field stands below it.
class RoleDialog : public QDialog {
    Q_OBJECT
public:
    /// `role`: the one to change; a new one without a name.
    RoleDialog(Configuration &configuration, const Role &role, QWidget *parent);

protected:
    bool event(QEvent *event) override;

private:
    void build();
    /// Says what is wrong with one field. Returns whether nothing is.
    bool checkName();
    bool checkArn();
    bool checkRegion();
    void save();
    QCoro::Task<> saved(Configuration::Change change, std::stop_token stop);

    Configuration &configuration_;
    Role role_;
    QLineEdit *name_, *arn_, *region_;
    QSpinBox *minutes_;
    FieldNote *nameNote_, *arnNote_, *regionNote_, *note_;
    QPushButton *save_;
    Story saving_;
};

} // namespace vouch::ui
