// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/profiles/profile_import.h"
#include "session/profiles/profiles.h"
#include "ui/setup/wizard_page.h"
#include "ui/setup/wizard_services.h"

#include <memory>

class QComboBox;
class QLabel;

namespace vouch::ui {

class FieldNote;

/// Shows the AWS profiles on this computer, offers to add access keys or to move them into the
/// keychain, and lets the user choose the profile for git.
class ProfilesPage : public WizardPage {
    Q_OBJECT
public:
    explicit ProfilesPage(const WizardServices &services);
    ~ProfilesPage() override;

    QString pageKey() const override;
    QString step() const override;
    Input input() const override;
    void setInput(const Input &input) override;
    void initialize() override;
    void cleanUp() override;
    bool mayBeSkipped() const override { return true; }
    bool isComplete() const override;

    /// The profile that git's configuration should name; empty: none, because Vouch chooses.
    QString profileForGit() const;
    /// Shows these profiles.
    void show(const QList<ProfileEntry> &profiles);

private:
    QCoro::Task<> look(std::stop_token stop);
    void lookAgain();
    void addKeys();
    void importKeys();

    WizardServices services_;
    std::unique_ptr<ProfileImport> import_;
    QList<ProfileEntry> profiles_;
    QString chosen_; ///< by the user
    QVBoxLayout *rowsLayout_;
    QWidget *rows_ = nullptr;
    QLabel *found_;
    FieldNote *note_;
    QPushButton *add_, *importKeys_;
    QLabel *forGitLabel_;
    QComboBox *forGit_;
    ScopedTask looking_;
};

} // namespace vouch::ui
