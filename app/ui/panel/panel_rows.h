// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/model/panel_row.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace vouch::ui {

/// Paints a PanelRow: a mark, two lines, and a time at the right.
class RowWidget : public QWidget {
    Q_OBJECT
public:
    explicit RowWidget(QWidget *parent = nullptr);

    void setRow(const PanelRow &row);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// Whether it shows its text without eliding.
    bool fits() const { return width() >= sizeHint().width(); }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QFont firstFont() const;
    QFont smallFont() const;
    void paintMark(QPainter &painter, const QRect &cell) const;

    PanelRow row_;
};

/// A column of RowWidgets.
class RowList : public QWidget {
    Q_OBJECT
public:
    explicit RowList(QWidget *parent = nullptr);

    void setRows(const QList<PanelRow> &rows);

private:
    QVBoxLayout *layout_;
    QList<RowWidget *> rows_;
};

} // namespace vouch::ui
