// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_page.h"

#include <QList>

class QCheckBox;
class QSpinBox;

namespace vouch::ui {

/// When to notify before the session ends, and how long a program can't prompt again.
class NoticesPage : public SettingsPage {
    Q_OBJECT
public:
    explicit NoticesPage(Configuration &configuration);

private:
    /// One notice, if its box is checked.
    struct Notice {
        QCheckBox *box;
        QSpinBox *before; ///< minutes before the end
    };

    void showSettings() override;
    /// Adds rows until there are this many.
    void addNotices(qsizetype count);
    /// Shows these notices in the first rows.
    void show(const QList<std::chrono::minutes> &notices);
    using SettingsPage::show;
    /// What the rows say, longest first.
    QList<std::chrono::minutes> chosen() const;
    void write();

    QWidget *rows_;
    QList<Notice> notices_;
    FieldNote *noticesNote_;
    QSpinBox *snooze_;
    FieldNote *snoozedNote_;
};

} // namespace vouch::ui
