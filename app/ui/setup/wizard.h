// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/wizard_services.h"

#include <QList>
#include <QWizard>

namespace vouch::ui {

class WizardPage;
class WizardSteps;

/// The set-up, page by page. Left at any page it goes on there at its next opening, also after a
/// restart, with all that was typed.
class Wizard : public QWizard {
    Q_OBJECT
public:
    explicit Wizard(const WizardServices &services);

    /// Shows it, in front: at the page where it was left; else at git, where Vouch knows its server
    /// already; else at the beginning.
    void present();
    /// Goes to a page, by its key, as if all before it had been gone through.
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
    WizardPage *shown_ = nullptr; ///< the one that was told so
    bool isJumping_ = false;      ///< over pages that need no answer
};

} // namespace vouch::ui
