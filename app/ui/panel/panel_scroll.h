// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

namespace vouch::ui {

/// Shows a column of widgets as wide as itself and scrolls only when the height falls below the
/// column's minimum. (QScrollArea already scrolls below the size hint.)
class ColumnScroll : public QScrollArea {
    Q_OBJECT
public:
    explicit ColumnScroll(QWidget *column, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
};

/// Shows the whole list if there is room, otherwise scrolls. At least the first row stays visible.
class ListScroll : public QScrollArea {
    Q_OBJECT
public:
    explicit ListScroll(QWidget *list, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
};

/// Updates the layouts now, innermost first. By themselves they update in the event loop.
void settle(QWidget &widget);

} // namespace vouch::ui
