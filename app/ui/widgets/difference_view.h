// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/difference.h"

#include <QListWidget>

namespace vouch::ui {

/// A scrollable list of the lines a change adds to and removes from files. A screen reader reads
/// "added" or "removed" before each.
class DifferenceView : public QListWidget {
    Q_OBJECT
public:
    explicit DifferenceView(QWidget *parent = nullptr);

    void setRows(const QList<DifferenceRow> &rows);
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override { return minimumSizeHint(); }
    /// The height at which nothing scrolls up and down.
    int wholeHeight() const;

private:
    int heightOf(int rows) const;
};

} // namespace vouch::ui
