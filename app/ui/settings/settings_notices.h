// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_page.h"

class QLineEdit;
class QSpinBox;

namespace vouch::ui {

/// When to notify before the session ends, and how long a program can't prompt again.
class NoticesPage : public SettingsPage {
    Q_OBJECT
public:
    explicit NoticesPage(Configuration &configuration);

private:
    void showSettings() override;
    /// Checks the typed times and shows what is wrong. Returns whether they are valid.
    bool checkTimes();

    QLineEdit *times_;
    FieldNote *timesNote_;
    QSpinBox *snooze_;
    FieldNote *snoozedNote_;
};

} // namespace vouch::ui
