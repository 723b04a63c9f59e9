// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/ls_remote.h"
#include "ui/setup/reason_rows.h"
#include "ui/setup/wizard_page.h"
#include "ui/setup/wizard_services.h"

#include <memory>

namespace vouch::ui {

class FieldNote;
class UrlField;

/// The result of trying a repository.
struct TryResult {
    bool works = false;
    int refs = 0;          ///< branches and tags that git listed
    QString said;          ///< git's error message, if it failed
    QList<Reason> reasons; ///< why it failed, most likely first
};

/// Has git list a repository, and explains a failure.
class TryPage : public WizardPage {
    Q_OBJECT
public:
    explicit TryPage(const WizardServices &services);

    QString pageKey() const override;
    QString step() const override;
    Input input() const override;
    void setInput(const Input &input) override;
    void initialize() override;
    void cleanUp() override;
    bool mayBeSkipped() const override { return !works_; }
    QPushButton *firstButton() const override { return works_ ? nullptr : try_; }
    bool isComplete() const override { return WizardPage::isComplete() && works_; }

    void show(const TryResult &result);
    /// The address of the repository that git has listed; empty if none.
    QString workingUrl() const;

private:
    void tryIt();
    QCoro::Task<> tried(QString url, RepositoryAddress repository, std::stop_token stop);
    void fix(const Remedy &remedy);
    QCoro::Task<> fixed(Remedy remedy, std::stop_token stop);
    QCoro::Task<> findRegion(std::stop_token stop);
    RepositoryAddress typed() const;
    void clear();

    WizardServices services_;
    bool works_ = false;
    UrlField *url_;
    QPushButton *try_;
    FieldNote *urlNote_, *note_;
    QVBoxLayout *reasonsLayout_;
    QWidget *reasons_ = nullptr;
    std::unique_ptr<LsRemote> listing_;
    QString profileRegion_; ///< of the AWS profile that git uses; may be empty
    ScopedTask trying_, fixing_, reading_;
};

} // namespace vouch::ui
