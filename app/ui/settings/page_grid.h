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
    /// Adds a widget in the column of the fields; `beside`, which may be null, after it.
    void addBelow(QWidget *widget, QWidget *beside = nullptr);
    /// Adds a field no wider than the others of its kind, with its note.
    void addChoice(const QString &label, QWidget *field, FieldNote *note);

private:
    QWidget *page_;
};

} // namespace vouch::ui
