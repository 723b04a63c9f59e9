// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/setup/ls_remote.h"
#include "ui/setup/reason_rows.h"
#include "ui/setup/wizard_page.h"
#include "ui/setup/wizard_services.h"

#include <memory>

class QLineEdit;

namespace vouch::ui {

/// What came of trying, for the person.
struct TryResult {
    bool works = false;
    int refs = 0;          ///< that git listed, where it works
    QString said;          ///< what git said, where it does not
    QList<Reason> reasons; ///< why, the likeliest first
};

/// Has the real git list a repository, and explains what comes of it.
class TryPage : public WizardPage {
    Q_OBJECT
public:
    explicit TryPage(const WizardServices &services);

    QString key() const override;
    QString step() const override;
    Input input() const override;
    void setInput(const Input &input) override;
    void initialize() override;
    void cleanUp() override;
    bool mayBeSkipped() const override { return !works_; }
    QPushButton *firstButton() const override { return works_ ? nullptr : try_; }
    bool isComplete() const override { return WizardPage::isComplete() && works_; }

    void show(const TryResult &result);

private:
    void tryIt();
    QCoro::Task<> tried(QString url, std::stop_token stop);
    void clear();

    WizardServices services_;
    bool works_ = false;
    QLineEdit *url_;
    QPushButton *try_;
    FieldNote *urlNote_, *note_;
    QVBoxLayout *reasonsPlace_;
    QWidget *reasons_ = nullptr;
    std::unique_ptr<LsRemote> listing_;
    ScopedTask trying_;
};

} // namespace vouch::ui
