// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/wizard_services.h"

#include <QList>
#include <QSet>
#include <QWizard>

namespace vouch::ui {

class ProfilesPage;
class TryPage;
class WaysPage;
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
    void goTo(const QString &pageKey);
    WizardPage *wizardPage() const;

    bool validateCurrentPage() override;
    /// Passes over pages that the chosen way of signing in doesn't need.
    int nextId() const override;

protected:
    void done(int result) override;
    void showEvent(QShowEvent *event) override;

private:
    QList<WizardPage *> makePages();
    void connectButtons();
    void turn();
    void skip();
    void remember() const;
    bool isLeftOut(int id) const;
    /// The steps that git needs, but that were skipped.
    QStringList missingSteps() const;
    void showSkipped();
    void showButtons();

    WizardServices services_;
    WaysPage *ways_;
    ProfilesPage *profiles_;
    TryPage *try_;
    QList<WizardPage *> pages_;
    WizardSteps *steps_;
    QSet<int> skipped_;           ///< by the user
    int wanted_ = -1;             ///< the page to jump to, even if it is left out; -1: none
    WizardPage *shown_ = nullptr; ///< the page last initialized and not cleaned up since
    bool isJumping_ = false;      ///< moving past pages without running their work
};

} // namespace vouch::ui
