// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/configuration.h"

#include <QDialog>

class QFormLayout;
class QPushButton;

namespace vouch::ui {

class FieldNote;

/// A dialog that adds or edits one entry of the settings: fields, Cancel, and a button that saves
/// them. Closes when the entry is saved. Keeps its size when a note appears: it has room for one,
/// and scrolls for more.
class SettingsDialog : public QDialog {
    Q_OBJECT
protected:
    /// `isNew`: adds an entry instead of editing one.
    SettingsDialog(Configuration &configuration, bool isNew, QWidget *parent);

    /// Lays the fields out above the buttons, in a window `width` wide.
    void layOut(QFormLayout *fields, int width);
    /// Checks the fields, and saves them if they are valid.
    virtual void save() = 0;
    void write(Configuration::Change change);

    const Settings &settings() const { return configuration_.settings(); }

private:
    QCoro::Task<> written(Configuration::Change change, std::stop_token stop);

    Configuration &configuration_;
    FieldNote *note_; ///< why saving failed
    QPushButton *save_;
    ScopedTask saving_;
};

} // namespace vouch::ui
