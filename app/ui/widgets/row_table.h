// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTableWidget>

namespace vouch::ui {

/// A read-only table in which the user selects one row. The last column takes the remaining width,
/// and its text wraps. The table scrolls sideways only if a single word doesn't fit.
class RowTable : public QTableWidget {
    Q_OBJECT
public:
    using QTableWidget::QTableWidget;

    /// Sets the table's height to fit its rows, within limits. Call it when the rows change.
    void fitRows();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitLastColumn();
    int widestWord(int column) const;
};

RowTable *rowTable(const QStringList &headings, const QString &name, QWidget *parent);
/// A table cell whose text and tooltip are shown as plain text.
QTableWidgetItem *cell(const QString &text);

} // namespace vouch::ui
