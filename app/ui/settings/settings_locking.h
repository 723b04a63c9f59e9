// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_page.h"

class QCheckBox;

namespace vouch::platform {
class LockWatch;
} // namespace vouch::platform

namespace vouch::ui {

/// What signs the user out automatically.
class LockingPage : public SettingsPage {
    Q_OBJECT
public:
    LockingPage(Configuration &configuration, const platform::LockWatch &watch);

private:
    struct Choice {
        QCheckBox *box;
        FieldNote *note;
    };

    void showSettings() override;
    Choice addChoice(const QString &text, const QString &about, const QString &settingsKey);
    /// Disables a choice this system doesn't support, and shows why.
    void showAbility(const Choice &choice, bool able, const QString &why);

    const platform::LockWatch &watch_;
    Choice screen_, suspend_, keyRemoved_;
};

} // namespace vouch::ui
