// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/git_set_up.h"
#include "ui/setup/wizard_page.h"

#include <QThreadPool>

namespace vouch {
class Activity;
class Configuration;
} // namespace vouch

namespace vouch::ui {

class DifferenceView;
class FindingRows;

/// Shows what changes in git's configuration, line by line, and changes it.
class GitPage : public WizardPage {
    Q_OBJECT
public:
    GitPage(const Configuration &configuration, const Activity &activity);

    QString key() const override;
    QString step() const override;
    void entered() override;
    void left() override;
    QString nextText() const override;
    /// Where git's own configuration is broken, nothing can be done here.
    bool mayBeSkipped() const override { return isBroken_; }
    bool canUndo() const override { return isApplied_ && !isBusy(); }
    void undo() override;
    bool isComplete() const override { return WizardPage::isComplete() && !isBroken_; }

    /// Shows it as if git had been looked at.
    void show(const GitSetUp &look);
    /// Something would change.
    bool hasChange() const;

private:
    bool hasWork() const override { return hasChange(); }
    QCoro::Task<bool> work(std::stop_token stop) override;
    void workFailed(const Error &error) override;

    void begin(const QString &saying, QCoro::Task<> (GitPage::*story)(std::stop_token));
    QCoro::Task<> looked(std::stop_token stop);
    QCoro::Task<> planned(std::stop_token stop);
    QCoro::Task<> undone(std::stop_token stop);
    QCoro::Task<GitSetUp> look(std::stop_token stop);
    void showPlan();

    const Configuration &configuration_;
    const Activity &activity_;
    GitSetUp look_;
    bool isApplied_ = false;
    bool isBroken_ = false;
    QLabel *whatChanges_;
    TonedLabel *count_;
    DifferenceView *difference_;
    FindingRows *findings_;
    FieldNote *note_;
    QThreadPool git_; ///< of one thread: a change is made before it is looked at
    Story story_;
};

} // namespace vouch::ui
