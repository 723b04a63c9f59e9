// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/wizard_page.h"
#include "ui/setup/wizard_services.h"

class QCheckBox;

namespace vouch::ui {

class FieldNote;

/// Whether Vouch starts at login. The wizard's last page.
class StartPage : public WizardPage {
    Q_OBJECT
public:
    explicit StartPage(const WizardServices &services);

    QString key() const override;
    QString step() const override;
    Input input() const override;
    void setInput(const Input &input) override;
    void initialize() override;

private:
    bool hasWork() const override;
    QCoro::Task<bool> work(std::stop_token stop) override;
    void workFailed(const Error &error) override;

    WizardServices services_;
    QCheckBox *start_;
    FieldNote *note_;
    bool isChosen_ = false; ///< the user set the check box; it no longer follows the settings
};

} // namespace vouch::ui
