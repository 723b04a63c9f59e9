// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/activity.h"

#include <QListWidget>

namespace vouch::ui {

/// Activity as two-line rows like the panel's, newest first, with a heading for each day.
class ActivityList : public QListWidget {
    Q_OBJECT
public:
    explicit ActivityList(QWidget *parent);

    /// Shows these entries, newest first. Keeps the selection and the place of the scroll bar.
    void setEntries(const QList<ActivityEntry> &entries);
    /// The selected entries, from top to bottom.
    QList<ActivityEntry> selected() const;

Q_SIGNALS:
    /// The user pressed the key for copying.
    void copyWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addHeading(const QString &text);
    void addEntry(int number);

    QList<ActivityEntry> entries_;
};

} // namespace vouch::ui
