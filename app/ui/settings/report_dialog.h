// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QDialog>

class QPlainTextEdit;

namespace vouch {
class DeviceReport;
}

namespace vouch::ui {

class FieldNote;

/// Shows the report about this computer that a sign-in would send now, as selectable text.
class ReportDialog : public QDialog {
    Q_OBJECT
public:
    /// `report` must outlive the dialog.
    ReportDialog(const DeviceReport &report, QWidget *parent);

protected:
    bool event(QEvent *event) override;

private:
    QCoro::Task<> load(std::stop_token stop);

    const DeviceReport &report_;
    QPlainTextEdit *text_;
    FieldNote *note_; ///< why the report couldn't be collected
    ScopedTask loading_;
};

} // namespace vouch::ui
