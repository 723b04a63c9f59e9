// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "ui/setup/reason_rows.h"
#include "ui/setup/wizard_services.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace vouch::ui {

class FieldNote;

/// "Why did git fail?": asks CodeCommit for one repository, for fetch and for push, and explains.
/// git tells nobody about a 403.
class DiagnosisWindow : public QDialog {
    Q_OBJECT
public:
    explicit DiagnosisWindow(const WizardServices &services);

    /// Shows it, in front, and looks for the reason of the last use that was refused, if one was.
    void open() override;
    void show(const QList<Reason> &reasons);
    using QDialog::show;

protected:
    void done(int result) override;

private:
    void find();
    QCoro::Task<> found(QString typed, RepositoryAddress repository, std::stop_token stop);
    void clear();

    WizardServices services_;
    QLineEdit *url_;
    QPushButton *find_;
    FieldNote *urlNote_, *note_;
    QVBoxLayout *reasonsPlace_;
    QWidget *reasons_ = nullptr;
    ScopedTask finding_;
};

} // namespace vouch::ui
