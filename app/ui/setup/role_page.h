// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/doctor/role_test.h"
#include "ui/setup/wizard_page.h"
#include "ui/setup/wizard_services.h"

class QComboBox;
class QLineEdit;

namespace vouch::ui {

class AdministratorView;
class FieldNote;

/// Tests a role with AWS. If AWS refuses, shows what an administrator has to change. Next saves the
/// role to the settings.
class RolePage : public WizardPage {
    Q_OBJECT
public:
    explicit RolePage(const WizardServices &services);

    QString pageKey() const override;
    QString step() const override;
    Input input() const override;
    void setInput(const Input &input) override;
    void initialize() override;
    void cleanUp() override;
    bool mayBeSkipped() const override { return true; }
    bool isSettled() const override;
    QPushButton *firstButton() const override;
    bool isComplete() const override { return WizardPage::isComplete() && works_; }

    /// Shows the result of testing the role in the fields.
    void show(const RoleTestResult &result);

private:
    bool hasWork() const override;
    QCoro::Task<bool> work(std::stop_token stop) override;
    void workFailed(const Error &error) override;

    Role typed() const;
    bool checkArn();
    void chooseRegion(const QString &region);
    void test();
    QCoro::Task<> tested(Role role, std::stop_token stop);
    /// Shows the refusal with the text for the administrator.
    void showRefusal(RoleTestResult::Wall wall);
    /// Clears the result, because the fields changed.
    void forgetResult();

    WizardServices services_;
    bool works_ = false;
    QLineEdit *arn_;
    QComboBox *region_;
    QPushButton *test_;
    FieldNote *arnNote_, *note_;
    QWidget *rule_;
    QWidget *refusal_; ///< rebuilt for each refusal; null without one
    QVBoxLayout *refusalLayout_;
    AdministratorView *administrator_;
    ScopedTask testing_;
};

} // namespace vouch::ui
