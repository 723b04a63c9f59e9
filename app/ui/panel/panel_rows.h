// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/two_line_row.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace vouch::ui {

/// Paints a TwoLineRow: a mark, two lines, and a time at the right.
class RowWidget : public QWidget {
    Q_OBJECT
public:
    explicit RowWidget(QWidget *parent = nullptr);

    void setRow(const TwoLineRow &row);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// Whether it shows its text without eliding.
    bool fits() const { return width() >= sizeHint().width(); }

Q_SIGNALS:
    /// The user wants another row: the next one, or with -1 the one before.
    void moveWanted(int by);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QFont firstFont() const;
    QFont smallFont() const;
    void paintMark(QPainter &painter, const QRect &cell) const;

    TwoLineRow row_;
};

/// A column of RowWidgets. With the keyboard it is one stop, and the arrow keys go from row to row,
/// which a screen reader reads.
class RowList : public QWidget {
    Q_OBJECT
public:
    explicit RowList(QWidget *parent = nullptr);

    void setRows(const QList<TwoLineRow> &rows);

private:
    void move(qsizetype from, int by);
    /// Makes this row the one that the Tab key finds.
    void setStop(qsizetype row);

    QVBoxLayout *layout_;
    QList<RowWidget *> rows_;
};

} // namespace vouch::ui
