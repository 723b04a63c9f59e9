// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/git_setup.h"
#include "ui/setup/wizard_page.h"

#include <QThreadPool>

#include <functional>

class QLabel;

namespace vouch {
class Activity;
class Configuration;
} // namespace vouch

namespace vouch::ui {

class DifferenceView;
class FieldNote;
class FindingRows;
class GuestView;
class TonedLabel;

/// Shows the changes to git's configuration line by line, and applies them.
class GitPage : public WizardPage {
    Q_OBJECT
public:
    /// `profile`: the AWS profile that git is to use; it may return nothing.
    GitPage(const Configuration &configuration, const Activity &activity,
            std::function<QString()> profile);

    QString pageKey() const override;
    QString step() const override;
    void initialize() override;
    void cleanUp() override;
    QString nextText() const override;
    /// If git's configuration is broken, this page can't change it.
    bool mayBeSkipped() const override { return isBroken_; }
    bool canUndo() const override { return isApplied_ && !isBusy(); }
    void undo() override;
    bool isComplete() const override { return WizardPage::isComplete() && !isBroken_; }

    /// Shows this state of git.
    void show(const GitSetup &look);
    /// Whether Apply would change something.
    bool hasChange() const;

private:
    bool hasWork() const override { return hasChange(); }
    QCoro::Task<bool> work(std::stop_token stop) override;
    void workFailed(const Error &error) override;

    void begin(const QString &message, QCoro::Task<> (GitPage::*task)(std::stop_token));
    QCoro::Task<> looked(std::stop_token stop);
    QCoro::Task<> planned(std::stop_token stop);
    QCoro::Task<> undone(std::stop_token stop);
    QCoro::Task<GitSetup> look(std::stop_token stop);
    void showPlan();

    const Configuration &configuration_;
    const Activity &activity_;
    std::function<QString()> profile_;
    GitSetup look_;
    bool isApplied_ = false;
    bool isBroken_ = false;
    QLabel *whatChanges_;
    TonedLabel *count_;
    DifferenceView *difference_;
    FindingRows *findings_;
    GuestView *guest_;
    FieldNote *note_;
    QThreadPool git_; ///< one thread, so that steps run in order
    ScopedTask task_;
};

} // namespace vouch::ui
