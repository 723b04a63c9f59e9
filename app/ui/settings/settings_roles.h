// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/doctor/role_test.h"
#include "ui/settings/settings_page.h"
#include "ui/text/profile_names.h"

class QPushButton;

namespace vouch {
class Activity;
}

namespace vouch::ui {

class RowTable;

/// The roles, and the rules that say which repository uses which role.
class RolesPage : public SettingsPage {
    Q_OBJECT
public:
    /// `profiles` fetches the names of the AWS profiles a rule can name.
    RolesPage(Configuration &configuration, RoleTest &roles, const Activity &activity,
              ProfileNames::Read profiles);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showSettings() override;
    QLayout *roleButtons();
    QLayout *ruleButtons();
    void showRoles();
    void showRules();
    void showButtons();
    /// What the role is for, and whether the organization set it.
    QString useText(const Role &role) const;
    /// Whether the rule in this row is in the user's file.
    bool isOwnRule(int row) const;
    /// The selected row; null without a selection.
    const Role *chosenRole() const;
    const RoleRule *chosenRule() const;

    void editRole(const Role &role);
    void removeRole();
    void testRole();
    QCoro::Task<> tested(Role role, std::stop_token stop);
    void editRule(const RoleRule &rule);
    /// Swaps the selected rule with the rule `rows` below it; negative means above.
    void moveRule(int rows);

    RoleTest &roles_;
    const Activity &activity_;
    ProfileNames profiles_;
    RowTable *roleTable_, *ruleTable_;
    QPushButton *edit_, *remove_, *test_, *makeDefault_;
    QPushButton *addRule_, *moveUp_, *moveDown_, *removeRule_;
    FieldNote *roleNote_, *ruleNote_;
    ScopedTask testing_;
};

} // namespace vouch::ui
