// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_roles.h"

#include "session/activity.h"
#include "ui/settings/role_dialog.h"
#include "ui/settings/role_use.h"
#include "ui/settings/rule_dialog.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirmation.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/row_table.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

void choose(QTableWidget *table, qsizetype row) {
    if (row >= 0)
        table->selectRow(int(row));
    else
        table->clearSelection();
}

int chosenRow(const QTableWidget *table) {
    const auto rows = table->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : rows.first().row();
}

} // namespace

RolesPage::RolesPage(Configuration &configuration, RoleTest &roles, const Activity &activity,
                     ProfileNames::Read profiles)
    : SettingsPage(configuration, tr("Roles"), tr("What git uses while you're signed in.")),
      roles_(roles), activity_(activity), profiles_(std::move(profiles)),
      roleTable_(
          rowTable({tr("Name"), tr("Account"), tr("Region"), tr("Used for")}, tr("Roles"), this)),
      ruleTable_(rowTable({tr("Repository"), tr("Role or profile"), QString()},
                          tr("Which role each repository uses"), this)),
      edit_(pushButton(tr("&Edit…"), this)), remove_(pushButton(tr("&Remove"), this)),
      test_(pushButton(tr("&Test"), this)), makeDefault_(pushButton(tr("Make &default"), this)),
      addRule_(pushButton(tr("Add r&ule…"), this)), moveUp_(pushButton(tr("Move u&p"), this)),
      moveDown_(pushButton(tr("Move d&own"), this)),
      removeRule_(pushButton(tr("Remove ru&le"), this)), roleNote_(new FieldNote(roleTable_, this)),
      ruleNote_(new FieldNote(ruleTable_, this)) {
    const int name = std::max(160, fontMetrics().averageCharWidth() * 20);
    roleTable_->setColumnWidth(0, name);
    roleTable_->setColumnWidth(1, name * 7 / 8);
    roleTable_->setColumnWidth(2, name * 11 / 16);
    ruleTable_->setColumnWidth(0, name);
    ruleTable_->setColumnWidth(1, name);

    column()->addWidget(roleTable_, 1);
    column()->addLayout(roleButtons());
    column()->addWidget(roleNote_);
    column()->addSpacing(8);
    column()->addWidget(sectionLabel(tr("Which role each repository uses"), this));
    column()->addSpacing(2 - column()->spacing());
    auto *how = new TonedLabel(mutedColor, tr("The first matching rule applies."), this);
    how->setFont(scaledFont(font(), 0.92));
    column()->addWidget(how);
    column()->addWidget(ruleTable_, 1);
    column()->addLayout(ruleButtons());
    column()->addWidget(ruleNote_);
    column()->addStretch(0);

    for (QTableWidget *table : {roleTable_, ruleTable_})
        connect(table, &QTableWidget::itemSelectionChanged, this, &RolesPage::showButtons);
    connect(roleTable_, &QTableWidget::itemActivated, edit_, &QPushButton::click);
    connect(ruleTable_, &QTableWidget::itemActivated, this, [this] {
        if (const RoleRule *rule = chosenRule(); isOwnRule(chosenRow(ruleTable_)))
            editRule(*rule);
    });
    connect(&activity_, &Activity::changed, this, [this] {
        if (!isVisible())
            return;
        showRules();
        showButtons();
    });
    connect(&profiles_, &ProfileNames::changed, this, [this] {
        showRules();
        showButtons();
    });
    RolesPage::showSettings();
    choose(roleTable_, roleTable_->rowCount() > 0 ? 0 : -1);
}

QLayout *RolesPage::roleButtons() {
    QPushButton *add = pushButton(tr("&Add…"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton *button : {add, edit_, remove_, test_})
        row->addWidget(button);
    row->addStretch();
    row->addWidget(makeDefault_);
    connect(add, &QPushButton::clicked, this, [this] { editRole(Role()); });
    connect(edit_, &QPushButton::clicked, this, [this] {
        if (const Role *role = chosenRole())
            editRole(*role);
    });
    connect(remove_, &QPushButton::clicked, this, &RolesPage::removeRole);
    connect(test_, &QPushButton::clicked, this, &RolesPage::testRole);
    connect(makeDefault_, &QPushButton::clicked, this, [this] {
        if (const Role *role = chosenRole())
            set(u"use.role"_s, role->name, roleNote_);
    });
    return row;
}

QLayout *RolesPage::ruleButtons() {
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton *button : {addRule_, moveUp_, moveDown_})
        row->addWidget(button);
    row->addStretch();
    row->addWidget(removeRule_);
    connect(addRule_, &QPushButton::clicked, this, [this] { editRule(RoleRule()); });
    connect(moveUp_, &QPushButton::clicked, this, [this] { moveRule(-1); });
    connect(moveDown_, &QPushButton::clicked, this, [this] { moveRule(1); });
    connect(removeRule_, &QPushButton::clicked, this, [this] {
        if (const RoleRule *rule = chosenRule())
            apply([rule = *rule](SettingsFile &file) { file.removeRule(rule); }, ruleNote_);
    });
    return row;
}

void RolesPage::showEvent(QShowEvent *event) {
    SettingsPage::showEvent(event);
    profiles_.refresh();
    showRules(); // there may be new activity
    showButtons();
}

void RolesPage::showSettings() {
    showRoles();
    showRules();
    showButtons();
}

void RolesPage::showRoles() {
    const int row = chosenRow(roleTable_);
    const QString before = row < 0 ? QString() : roleTable_->item(row, 0)->text();
    const auto &roles = settings().roles;
    const QSignalBlocker blocker(roleTable_);
    roleTable_->setRowCount(int(roles.size()));
    for (int i = 0; i < roles.size(); ++i) {
        roleTable_->setItem(i, 0, cell(roles[i].name));
        roleTable_->setItem(i, 1, cell(accountText(roles[i].arn)));
        roleTable_->setItem(i, 2, cell(roles[i].region.isEmpty() ? tr("any") : roles[i].region));
        roleTable_->setItem(i, 3, cell(useText(roles[i])));
    }
    roleTable_->fitRows();
    const auto same = std::ranges::find(roles, before, &Role::name);
    // If the role was renamed or removed, select its neighbor.
    const auto next = std::min<qsizetype>(row, roles.size() - 1);
    choose(roleTable_, same == roles.end() ? next : same - roles.begin());
}

void RolesPage::showRules() {
    const int row = chosenRow(ruleTable_);
    const auto &rules = settings().rules;
    const QSignalBlocker blocker(ruleTable_);
    ruleTable_->setRowCount(int(rules.size()));
    for (int i = 0; i < rules.size(); ++i) {
        ruleTable_->setItem(i, 0, cell(rules[i].glob));
        ruleTable_->setItem(i, 1, cell(rules[i].role));
        const QString why = whyWithoutEffect(rules[i], settings(), profiles_.all(), activity_);
        const bool isTheirs = why.isEmpty() && origins().isOrganizations(i, settings());
        QTableWidgetItem *hint = cell(isTheirs ? tr("Set by your organization") : why);
        if (!isTheirs)
            hint->setForeground(toneColor(Tone::Soon, palette()));
        ruleTable_->setItem(i, 2, hint);
    }
    ruleTable_->fitRows();
    choose(ruleTable_, std::min<qsizetype>(row, rules.size() - 1));
}

QString RolesPage::useText(const Role &role) const {
    QString use = usedFor(role, settings());
    if (!origins().roles.contains(role.name))
        return use;
    return use.isEmpty() ? tr("Set by your organization")
                         : tr("%1; set by your organization").arg(use);
}

void RolesPage::showButtons() {
    const Role *role = chosenRole();
    const bool isTheirs = role != nullptr && origins().roles.contains(role->name);
    test_->setEnabled(role != nullptr);
    edit_->setEnabled(role != nullptr && !(isTheirs && origins().rolesLocked));
    remove_->setEnabled(role != nullptr && !isTheirs);
    makeDefault_->setEnabled(role != nullptr && role->name != settings().useRole &&
                             !origins().isLocked(u"use.role"_s));
    const int rule = chosenRow(ruleTable_);
    addRule_->setEnabled(!settings().roles.isEmpty() || !profiles_.all().isEmpty());
    moveUp_->setEnabled(isOwnRule(rule) && isOwnRule(rule - 1));
    moveDown_->setEnabled(isOwnRule(rule) && isOwnRule(rule + 1));
    removeRule_->setEnabled(isOwnRule(rule));
}

bool RolesPage::isOwnRule(int row) const {
    return row >= 0 && row < settings().rules.size() && !origins().isOrganizations(row, settings());
}

const Role *RolesPage::chosenRole() const {
    const int row = chosenRow(roleTable_);
    return row < 0 || row >= settings().roles.size() ? nullptr : &settings().roles[row];
}

const RoleRule *RolesPage::chosenRule() const {
    const int row = chosenRow(ruleTable_);
    return row < 0 || row >= settings().rules.size() ? nullptr : &settings().rules[row];
}

void RolesPage::editRole(const Role &role) {
    auto *dialog = new RoleDialog(configuration_, role, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void RolesPage::removeRole() {
    const Role *role = chosenRole();
    if (role == nullptr)
        return;
    const int rules = int(std::ranges::count(settings().rules, role->name, &RoleRule::role));
    askToConfirm({tr("Remove a role"), tr("Remove the role %1?").arg(role->name),
                  rules > 0 ? tr("Its %n rule(s) will be removed too.", nullptr, rules)
                            : tr("Nothing changes in AWS."),
                  tr("&Remove")},
                 this, [this, name = role->name] {
                     apply([name](SettingsFile &file) { file.removeRole(name); }, roleNote_);
                 });
}

void RolesPage::testRole() {
    const Role *role = chosenRole();
    if (role == nullptr)
        return;
    roleNote_->tell(tr("Requesting the role %1 from AWS…").arg(role->name));
    testing_ = ScopedTask([this, role = *role](std::stop_token stop) { return tested(role, stop); },
                          [this](const Error &error) { roleNote_->refuse(textInWindow(error)); });
}

QCoro::Task<> RolesPage::tested(Role role, std::stop_token stop) {
    const RoleTestResult result = co_await roles_.test(role, stop);
    throwIfStopped(stop);
    if (result.works)
        roleNote_->allow(result.text);
    else
        roleNote_->refuse(adviceFrom(result.text).text);
}

void RolesPage::editRule(const RoleRule &rule) {
    auto *dialog = new RuleDialog(configuration_, rule, profiles_.all(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void RolesPage::moveRule(int rows) {
    const int from = chosenRow(ruleTable_);
    const int to = from + rows;
    if (from < 0 || to < 0 || to >= settings().rules.size())
        return;
    choose(ruleTable_, to);
    apply([one = settings().rules[from],
           other = settings().rules[to]](SettingsFile &file) { file.swapRules(one, other); },
          ruleNote_);
}

} // namespace vouch::ui
