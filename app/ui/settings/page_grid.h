// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/field_grid.h"

namespace vouch::ui {

/// The fields of a settings page. Labels, fields, and the buttons beside them have the same columns
/// in all of its sections.
class PageGrid : public FieldGrid {
    Q_OBJECT
public:
    /// `page`: the parent of the headings.
    explicit PageGrid(QWidget *page);

    /// Starts a section.
    void addSection(const QString &title);
    /// Adds a widget in the column of the fields.
    void addBelow(QWidget *widget);
    /// Adds a widget from the first column on; `beside`, which may be null, at the end of its row.
    void addWide(QWidget *widget, QWidget *beside = nullptr);
    /// Adds a field no wider than the others of its kind, with its note.
    void addChoice(const QString &label, QWidget *field, FieldNote *note);

private:
    QWidget *page_;
};

} // namespace vouch::ui
