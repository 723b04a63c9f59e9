// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/wizard_page.h"
#include "ui/setup/wizard_services.h"

#include <QTimer>

#include <functional>

class QButtonGroup;
class QCheckBox;

namespace vouch::ui {

class FieldNote;
class TonedLabel;
class UrlField;

/// "You are ready": a line that clones a repository, whether Vouch starts at login, and how the
/// tray icon is colored. The wizard's last page.
class StartPage : public WizardPage {
    Q_OBJECT
public:
    /// What the other pages know. `cloneUrl`: of a repository that git could list, or empty;
    /// `skipped`: the names of the steps that git still needs.
    struct Outcome {
        std::function<QString()> cloneUrl;
        std::function<QStringList()> skipped;
    };
    StartPage(const WizardServices &services, Outcome outcome);

    QString pageKey() const override;
    QString step() const override;
    Input input() const override;
    void setInput(const Input &input) override;
    void initialize() override;

private:
    bool hasWork() const override;
    QCoro::Task<bool> work(std::stop_token stop) override;
    void workFailed(const Error &error) override;

    QWidget *cloneSection();
    QWidget *traySection();
    void showOutcome();
    void copy();
    QString cloneLine() const;
    /// The chosen color, as the setting's value.
    QString trayTone() const;

    WizardServices services_;
    Outcome outcome_;
    UrlField *clone_;
    QPushButton *copy_;
    TonedLabel *cloneNote_;
    QWidget *cloneSection_, *traySection_;
    QButtonGroup *tray_;
    QCheckBox *start_;
    FieldNote *note_;
    bool isChosen_ = false; ///< the user set the check box; it no longer follows the settings
    QTimer copied_;         ///< runs while the button reads "Copied"
    ScopedTask coloring_;
};

} // namespace vouch::ui
