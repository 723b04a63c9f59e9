// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/configuration.h"
#include "ui/settings_parts.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace vouch::ui {

/// Adds a rule to the settings, or changes one. Closes when it is written.
class RuleDialog : public QDialog {
    Q_OBJECT
public:
    /// `rule`: the one to change; a new one without a glob.
    RuleDialog(Configuration &configuration, const RoleRule &rule, QWidget *parent);

protected:
    bool event(QEvent *event) override;

private:
    bool check();
    void save();
    QCoro::Task<> saved(Configuration::Change change, std::stop_token stop);

    Configuration &configuration_;
    RoleRule rule_;
    QLineEdit *glob_;
    FieldNote *globNote_;
    QComboBox *role_;
    FieldNote *note_;
    QPushButton *save_;
    Story saving_;
};

} // namespace vouch::ui
