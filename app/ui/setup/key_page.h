// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"
#include "ui/setup/wizard_page.h"
#include "ui/setup/wizard_services.h"

#include <memory>

namespace vouch::ui {

class EnrollmentView;
class FieldNote;

/// Shows the inserted keys and whether they have a PIN. The user signs in to check that a key is
/// registered, or registers one here with the browser.
class KeyPage : public WizardPage {
    Q_OBJECT
public:
    explicit KeyPage(const WizardServices &services);

    QString pageKey() const override;
    QString step() const override;
    void initialize() override;
    void cleanUp() override;
    bool mayBeSkipped() const override { return true; }
    QPushButton *firstButton() const override;
    bool isComplete() const override;

    void show(const QList<CheckResult> &keys);

private:
    void look();
    QCoro::Task<> looked(std::stop_token stop);
    void signIn();
    void enroll();
    void showSession();

    WizardServices services_;
    QVBoxLayout *rowsLayout_;
    QWidget *rows_ = nullptr;
    QWidget *question_; ///< whether the key is registered, as long as that is unknown
    QPushButton *signIn_, *register_;
    EnrollmentView *enrollment_; ///< hidden until the user registers a key
    FieldNote *note_;
    std::unique_ptr<QObject> watch_; ///< while the page is shown
    ScopedTask looking_, signingIn_;
};

} // namespace vouch::ui
