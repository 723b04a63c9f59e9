// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "session/configuration.h"
#include "ui/widgets/field_note.h"

#include <QVBoxLayout>
#include <QWidget>

#include <functional>
#include <map>

namespace vouch::ui {

/// A page of the settings' window: title, a line below it, and what it shows of the settings in
/// force. What the person changes is written at once; what could not be is said at its field.
class SettingsPage : public QWidget {
    Q_OBJECT
protected:
    SettingsPage(Configuration &configuration, const QString &title, const QString &about);

    /// The settings in force are others than before, or a change was refused. What the person is
    /// typing stays.
    virtual void showSettings() = 0;

    const Settings &settings() const { return configuration_.settings(); }
    /// Below the title.
    QVBoxLayout *column() { return column_; }
    /// Changes the file. Afterwards `note` says what went wrong, or nothing. `written`, which may
    /// be empty, is called before the new settings are shown.
    void apply(Configuration::Change change, FieldNote *note, std::function<void()> written = {});
    void set(const QString &key, const QString &value, FieldNote *note,
             std::function<void()> written = {});

    Configuration &configuration_;

private:
    QCoro::Task<> applied(Configuration::Change change, FieldNote *note,
                          std::function<void()> written, std::stop_token stop);

    QVBoxLayout *column_;
    std::map<FieldNote *, ScopedTask> changes_; ///< the last one for each
};

/// Begins a page: its margins, its title and a line below. Gives the column for the rest.
QVBoxLayout *pageColumn(QWidget *page, const QString &title, const QString &about);

} // namespace vouch::ui
