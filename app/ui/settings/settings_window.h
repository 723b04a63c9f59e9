// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/profile_names.h"

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace vouch {
class Activity;
class Configuration;
class DeviceReport;
class RoleTest;
class Session;
} // namespace vouch

namespace vouch::ui {

class Autostart;
class FieldNote;
class LockWatch;

/// The settings, page by page. Every change is in force at once; a change of the file by hand is
/// seen while the window is open.
class SettingsWindow : public QDialog {
    Q_OBJECT
public:
    /// All of it outlives the window.
    struct Services {
        Configuration &configuration;
        Session &session;
        RoleTest &roles;
        Activity &activity;
        const DeviceReport &report;
        const LockWatch &lockWatch;
        Autostart &autostart;
        ProfileNames::Ask profileNames;
    };
    enum class Page { General, Roles, Notices, Locking, Activity };

    explicit SettingsWindow(const Services &services);

    /// Shows the window on this page, in front.
    void showPage(Page page);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *footer();
    void addPage(const QString &name, QWidget *page);
    /// While the file cannot be read nothing can be changed.
    void showProblem();

    Configuration &configuration_;
    QListWidget *list_;
    QStackedWidget *pages_;
    QWidget *calm_; ///< what the footer says without a problem
    FieldNote *problem_;
};

} // namespace vouch::ui
