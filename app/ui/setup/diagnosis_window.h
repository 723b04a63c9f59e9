// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "ui/setup/reason_rows.h"
#include "ui/setup/wizard_services.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace vouch::ui {

class FieldNote;
class UrlField;

/// "Why did git fail?": requests one repository from CodeCommit, for fetch and for push, and
/// explains the result. git itself doesn't explain a 403.
class DiagnosisWindow : public QDialog {
    Q_OBJECT
public:
    explicit DiagnosisWindow(const WizardServices &services);

    /// Shows the window in front. Diagnoses the most recent refusal, if there is one.
    void open() override;
    /// Shows the window in front, and diagnoses this repository.
    void openFor(const QString &url);
    void show(const QList<Reason> &reasons);
    using QDialog::show;

protected:
    void done(int result) override;

private:
    void find();
    QCoro::Task<> found(QString typed, RepositoryAddress repository, std::stop_token stop);
    void fix(const Remedy &remedy);
    QCoro::Task<> fixed(Remedy remedy, std::stop_token stop);
    void clear();

    WizardServices services_;
    UrlField *url_;
    QPushButton *find_;
    FieldNote *urlNote_, *note_;
    QVBoxLayout *reasonsLayout_;
    QWidget *reasons_ = nullptr;
    ScopedTask finding_, fixing_;
};

} // namespace vouch::ui
