// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_page.h"

class QLineEdit;
class QSpinBox;

namespace vouch::ui {

/// When Vouch says that the session ends, and for how long a program does not ask again.
class NoticesPage : public SettingsPage {
    Q_OBJECT
public:
    explicit NoticesPage(Configuration &configuration);

private:
    void showSettings() override;
    /// Says what is wrong with the times typed. Returns whether nothing is.
    bool checkTimes();

    QLineEdit *times_;
    FieldNote *timesNote_;
    QSpinBox *snooze_;
    FieldNote *snoozedNote_;
};

} // namespace vouch::ui
