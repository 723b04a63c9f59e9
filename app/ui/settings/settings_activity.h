// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace vouch {
class Activity;
struct ActivityEntry;
} // namespace vouch

namespace vouch::ui {

class FieldNote;

/// The activity log: view, export, and clear it.
class ActivityPage : public QWidget {
    Q_OBJECT
public:
    explicit ActivityPage(Activity &activity);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showEntries();
    void showEntry(int row, const ActivityEntry &entry);
    void chooseExportFile();
    void confirmClear();
    void setExporting(bool exporting);
    QCoro::Task<> exportTo(QString file, std::stop_token stop);
    void clear();
    /// Shows the error below the table.
    void refuse(const Error &error);

    Activity &activity_;
    QTableWidget *table_;
    QLabel *empty_;
    QPushButton *export_, *clear_;
    FieldNote *note_;
    ScopedTask exporting_;
    bool isExporting_ = false; ///< one at a time, so that each reports its result
};

} // namespace vouch::ui
