// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/wizard_page.h"
#include "ui/setup/wizard_services.h"

class QCheckBox;

namespace vouch::ui {

class FieldNote;
class TonedLabel;

/// How the user signs in to AWS: through a Vouch server, with AWS profiles, or both. Decides which
/// of the next pages are shown.
class WaysPage : public WizardPage {
    Q_OBJECT
public:
    explicit WaysPage(const WizardServices &services);

    QString pageKey() const override;
    QString step() const override;
    Input input() const override;
    void setInput(const Input &input) override;
    void initialize() override;
    void cleanUp() override;
    bool isComplete() const override;

    bool usesServer() const;
    bool usesProfiles() const;

Q_SIGNALS:
    /// The user chose other ways.
    void waysChanged();

private:
    QCheckBox *addWay(const QString &name, const QString &about);
    QCoro::Task<> look(std::stop_token stop);

    WizardServices services_;
    bool isChosen_ = false; ///< by the user
    QCheckBox *server_, *profiles_;
    FieldNote *found_;
    ScopedTask looking_;
};

} // namespace vouch::ui
