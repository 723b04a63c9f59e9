// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

namespace vouch::ui {

/// Shows a column of widgets at its own width; scrolls only where there is less height than the
/// column needs at least. (QScrollArea scrolls as soon as there is less than it likes to have.)
class ColumnScroll : public QScrollArea {
    Q_OBJECT
public:
    explicit ColumnScroll(QWidget *column, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    int minHeight(int width) const;
    void fit();
};

/// Shows all of a list where there is room for it, else scrolls; one row stays visible.
class ListScroll : public QScrollArea {
    Q_OBJECT
public:
    explicit ListScroll(QWidget *list, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace vouch::ui
