// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/wizard_services.h"

#include <QList>
#include <QWizard>

namespace vouch::ui {

class WizardPage;
class WizardSteps;

/// The setup wizard. Closed on any page, it reopens there with everything the user typed, even
/// after a restart.
class Wizard : public QWizard {
    Q_OBJECT
public:
    explicit Wizard(const WizardServices &services);

    /// Shows the wizard in front: on the page where the user left it, else on the git page if a
    /// server is already set, else on the first page.
    void present();
    /// Goes to the page with this key, as if the user had come through all earlier pages.
    void goTo(const QString &key);
    WizardPage *wizardPage() const;

    bool validateCurrentPage() override;

protected:
    void done(int result) override;

private:
    void turn();
    void skip();
    void remember() const;
    void showButtons();
    void applyStyle();

    WizardServices services_;
    QList<WizardPage *> pages_;
    WizardSteps *steps_;
    WizardPage *shown_ = nullptr; ///< the page last initialized and not cleaned up since
    bool isJumping_ = false;      ///< moving past pages without running their work
};

} // namespace vouch::ui
