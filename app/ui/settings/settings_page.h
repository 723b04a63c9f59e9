// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "session/configuration.h"

#include <QVBoxLayout>
#include <QWidget>

#include <functional>
#include <map>

class QComboBox;

namespace vouch::ui {

class FieldNote;

/// A page of the settings window: a title, a line about the page, and fields that show the current
/// settings. Changes are saved immediately; a failure is shown at its field.
class SettingsPage : public QWidget {
    Q_OBJECT
protected:
    SettingsPage(Configuration &configuration, const QString &title, const QString &about);

    /// Called when the settings changed or a change failed. Keeps what the user is typing.
    virtual void showSettings() = 0;

    const Settings &settings() const { return configuration_.settings(); }
    /// The layout below the title.
    QVBoxLayout *column() { return column_; }
    /// Changes the settings file. Afterward, `note` shows the error or is cleared. `written`, which
    /// may be empty, is called before the new settings are shown.
    void apply(Configuration::Change change, FieldNote *note, std::function<void()> written = {});
    void set(const QString &settingsKey, const QString &value, FieldNote *note,
             std::function<void()> written = {});

    /// Names the field that shows the setting `settingsKey` of the table in settings/options.h.
    /// `note` says when the organization set it. If the organization locked it, the field and
    /// `beside`, which may be null, are disabled.
    void bind(QWidget *field, const QString &settingsKey, FieldNote *note,
              QWidget *beside = nullptr);
    /// Shows the settings, and who set them.
    void refresh();
    /// Shows who set them; for the end of a constructor.
    void showOrigins();
    const Origins &origins() const { return configuration_.origins(); }
    /// Saves each choice of the box, whose data are values of the setting `settingsKey`.
    void follow(QComboBox *box, const QString &settingsKey, FieldNote *note);

    Configuration &configuration_;

private:
    struct Bound {
        QWidget *field;
        QString settingsKey;
        FieldNote *note;
        QWidget *beside;
        bool isLocked = false;
    };

    QCoro::Task<> applied(Configuration::Change change, FieldNote *note,
                          std::function<void()> written, std::stop_token stop);

    QVBoxLayout *column_;
    QList<Bound> bound_;
    std::map<FieldNote *, ScopedTask> changes_; ///< the last change for each note
};

/// Selects the entry that holds `data`, without emitting signals.
void choose(QComboBox *box, const QString &data);

/// Starts a page with its margins, its title, and a line about it. Returns the column for the rest.
QVBoxLayout *pageColumn(QWidget *page, const QString &title, const QString &about);

} // namespace vouch::ui
