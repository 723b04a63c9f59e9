// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/wizard_page.h"
#include "ui/setup/wizard_services.h"

#include <QTimer>
#include <QUrl>

class QFileDialog;

namespace vouch::ui {

class FieldNote;
class UrlField;

/// The Vouch server's address, which is checked while the user types. Next saves it to the
/// settings.
class ServerPage : public WizardPage {
    Q_OBJECT
public:
    explicit ServerPage(const WizardServices &services);

    QString pageKey() const override;
    QString step() const override;
    Input input() const override;
    void setInput(const Input &input) override;
    void initialize() override;
    void cleanUp() override;
    bool mayBeSkipped() const override { return true; }
    bool isComplete() const override { return WizardPage::isComplete() && answers_; }
    bool isSettled() const override;

private:
    bool hasWork() const override;
    QCoro::Task<bool> work(std::stop_token stop) override;
    void workFailed(const Error &error) override;

    /// The typed address; a bare host means https. Throws Error if the text isn't an address.
    QUrl typedServer() const;
    void changed();
    void check();
    QCoro::Task<> checked(QUrl url, QString file, std::stop_token stop);
    void browse();
    /// Opens a dialog that takes the settings from a team's file.
    void takeFromTeam();

    WizardServices services_;
    bool answers_ = false;
    UrlField *server_, *certificates_;
    FieldNote *note_;
    QFileDialog *dialog_ = nullptr;
    QTimer typing_; ///< delays the check until typing pauses
    ScopedTask checking_;
};

} // namespace vouch::ui
