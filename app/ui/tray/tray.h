// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/credentials/role_choices.h"
#include "ui/model/copy_menu.h"
#include "ui/model/services.h"
#include "ui/tray/tray_look.h"
#include "ui/widgets/tray_picture.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>
#include <QTimer>

#include <memory>
#include <optional>

namespace vouch::ui {

class ProfileNames;
class Status;

/// The tray icon and its menu. The icon is redrawn only when its picture or its look changes. It
/// is never colored, only light or dark; see TrayLook.
class Tray : public QObject {
    Q_OBJECT
public:
    Tray(const Services &services, const Status &status, const ProfileNames &profiles);

    /// Puts the icon into the tray. Call it each time a tray appears; see TrayHost.
    void show();
    /// Draws the icon for the tray as it is now.
    void refreshPicture();
    /// Where the icon is; empty if the tray doesn't report it.
    QRect geometry() const;
    const QMenu &menu() const noexcept { return menu_; }
    /// Two lines, at most 127 characters, the limit of some systems.
    QString toolTip() const;

Q_SIGNALS:
    /// The user clicked the icon.
    void clicked();
    /// The menu is about to open.
    void menuWanted();
    void openWanted();
    void signInWanted();
    void signOutWanted();
    void roleWanted(const QString &name);
    /// The AWS console, with the default role or profile.
    void consoleWanted();
    void gitWanted();
    void keysWanted();
    void settingsWanted();
    void quitWanted();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void refresh();
    void refreshSession();
    void refreshMenu();
    void refreshCopies();
    void beat();
    QString statusLine() const;

    Services services_;
    const Status &status_;
    const ProfileNames &profiles_;
    QMenu menu_;
    QAction *statusAction_, *emailAction_, *signInAction_, *signOutAction_, *rolesAction_,
        *consoleAction_, *copyAction_;
    std::unique_ptr<QSystemTrayIcon> icon_; ///< null until a tray is found
    RoleChoices choices_;                   ///< in the menu
    QList<CopyItem> copies_;                ///< in the menu
    struct Shown {
        TrayPicture picture;
        TrayLook look;

        bool operator==(const Shown &) const = default;
    };
    std::optional<Shown> shown_;
    QTimer beat_; ///< runs while a request waits, for 30 seconds at most
    int beats_ = 0;
};

} // namespace vouch::ui
