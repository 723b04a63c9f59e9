// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/check_dialog.h"
#include "ui/text/profile_names.h"

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace vouch {
class Activity;
class Clock;
class Configuration;
class DeviceReport;
class ProfileImport;
class Profiles;
class RoleTest;
class Session;
} // namespace vouch

namespace vouch::platform {
class LockWatch;
} // namespace vouch::platform

namespace vouch::ui {

class Autostart;
class FieldNote;

/// The settings window. Changes take effect immediately; the open window also follows changes made
/// to the file by hand.
class SettingsWindow : public QDialog {
    Q_OBJECT
public:
    /// All of these outlive the window.
    struct Services {
        Configuration &configuration;
        Session &session;
        RoleTest &roles;
        Activity &activity;
        const DeviceReport &report;
        const platform::LockWatch &lockWatch;
        Autostart &autostart;
        ProfileNames::Read profileNames;
        CheckDialog::Checks checks;
        Profiles &profiles;
        ProfileImport &profileImport;
        Clock &clock;
    };
    enum class Page { General, Roles, Aws, Profiles, Notices, Locking, Activity, Help };

    explicit SettingsWindow(const Services &services);

    /// Shows the window in front, on this page.
    void showPage(Page page);
    Page page() const;

Q_SIGNALS:
    /// The user wants to know why git failed with this repository.
    void whyWanted(const QUrl &repository);
    /// The user wants to go where a problem can be solved.
    void placeWanted(vouch::ui::Advice::Place place);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *footer();
    void addPage(const QString &name, QWidget *page);
    /// Disables changes while the settings file can't be read.
    void showProblem();

    Configuration &configuration_;
    QListWidget *list_;
    QStackedWidget *pages_;
    QWidget *hint_; ///< shown in the footer while there is no problem
    FieldNote *problem_;
};

} // namespace vouch::ui
