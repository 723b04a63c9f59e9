// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "ui/widgets/field_note.h"

#include <QWidget>

class QLabel;

namespace vouch {
class Activity;
struct ActivityEntry;
} // namespace vouch

namespace vouch::ui {

/// What was used, all of it: to look at, to take along, to forget.
class ActivityPage : public QWidget {
    Q_OBJECT
public:
    explicit ActivityPage(Activity &activity);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showUses();
    void showEntry(int row, const ActivityEntry &use);
    void askWhereTo();
    void askWhetherToClear();
    void setExporting(bool is);
    QCoro::Task<> exportTo(QString file, std::stop_token stop);
    void clear();
    /// Says below what went wrong.
    void refuse(const Error &error);

    Activity &activity_;
    QTableWidget *table_;
    QLabel *empty_;
    QPushButton *export_, *clear_;
    FieldNote *note_;
    ScopedTask exporting_;
    bool isExporting_ = false; ///< one at a time, so that each tells how it went
};

} // namespace vouch::ui
