// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"
#include "ui/setup/wizard_page.h"
#include "ui/setup/wizard_services.h"

#include <memory>

namespace vouch::ui {

class EnrollmentView;

/// The keys that are plugged in, whether they have a PIN, and, by signing in, whether one is
/// registered. One that is not is registered here, with the browser's help.
class KeyPage : public WizardPage {
    Q_OBJECT
public:
    explicit KeyPage(const WizardServices &services);

    QString key() const override;
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
    void enrol();
    void showSession();

    WizardServices services_;
    QVBoxLayout *rowsPlace_;
    QWidget *rows_ = nullptr;
    QPushButton *signIn_, *register_;
    EnrollmentView *enrollment_; ///< seen once it is wanted
    FieldNote *note_;
    std::unique_ptr<QObject> watch_; ///< while the page is shown
    ScopedTask looking_, signingIn_;
};

} // namespace vouch::ui
