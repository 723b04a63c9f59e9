// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/wizard_page.h"

namespace vouch::ui {

/// What the user needs for setup, and what each page changes.
class WelcomePage : public WizardPage {
    Q_OBJECT
public:
    WelcomePage();

    QString pageKey() const override;
    QString step() const override;
};

} // namespace vouch::ui
