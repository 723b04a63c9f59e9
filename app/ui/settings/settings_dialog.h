// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/configuration.h"
#include "ui/widgets/field_note.h"

#include <QDialog>

class QFormLayout;

namespace vouch::ui {

/// A small window that changes one entry of the settings: fields below each other, Cancel, and a
/// button that writes them. Closes when they are written; it grows with what is to be said.
class SettingsDialog : public QDialog {
    Q_OBJECT
protected:
    /// `isNew`: the entry is added, not changed.
    SettingsDialog(Configuration &configuration, bool isNew, QWidget *parent);

    /// Puts the fields, a window `width` wide, above the buttons.
    void layOut(QFormLayout *fields, int width);
    /// Looks at the fields, and writes them when nothing is wrong with them.
    virtual void save() = 0;
    void write(Configuration::Change change);

    const Settings &settings() const { return configuration_.settings(); }
    bool event(QEvent *event) override;

private:
    QCoro::Task<> written(Configuration::Change change, std::stop_token stop);

    Configuration &configuration_;
    FieldNote *note_; ///< what went wrong with the writing
    QPushButton *save_;
    ScopedTask saving_;
};

} // namespace vouch::ui
