// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace vouch {
class Activity;
} // namespace vouch

namespace vouch::ui {

class ActivityList;
class FieldNote;

/// The activity log: find, copy, explain, export, and clear entries.
class ActivityPage : public QWidget {
    Q_OBJECT
public:
    explicit ActivityPage(Activity &activity);

Q_SIGNALS:
    /// The user wants to know why git failed with this repository.
    void whyWanted(const QUrl &repository);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showEntries();
    void showButtons();
    void copy();
    void explain();
    void chooseExportFile();
    void confirmClear();
    void setExporting(bool exporting);
    QCoro::Task<> exportTo(QString file, std::stop_token stop);
    void clear();
    /// Shows the error below the list.
    void refuse(const Error &error);

    Activity &activity_;
    QLineEdit *search_;
    ActivityList *list_;
    QLabel *nothing_; ///< in the list's place, if it would be empty
    QPushButton *copy_, *why_, *export_, *clear_;
    FieldNote *note_;
    ScopedTask exporting_;
    bool isExporting_ = false; ///< one at a time, so that each reports its result
};

} // namespace vouch::ui
