// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QGridLayout>

class QLabel;

namespace vouch::ui {

class FieldNote;

/// Fields below each other, each with its label in front and its note below.
class FieldGrid : public QGridLayout {
    Q_OBJECT
public:
    FieldGrid();

    /// `beside`: a widget after the field; may be null.
    void add(const QString &label, QWidget *field, FieldNote *note, QWidget *beside = nullptr);
    /// Adds a field no wider than its content.
    void addShort(const QString &label, QWidget *field);

private:
    QLabel *addLabel(const QString &text, QWidget *field, int row);
};

} // namespace vouch::ui
