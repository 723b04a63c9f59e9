// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/session.h"
#include "ui/notification.h"
#include "ui/sign_in_dialog.h"
#include "ui/status_window.h"
#include "ui/tray_host.h"
#include "ui/tray_picture.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

#include <memory>
#include <optional>

namespace vouch {
class Activity;
class Broker;
class Configuration;
class Notices;
class Quiet;
class Remembered;
class ServerInUse;
class SignIn;
} // namespace vouch

namespace vouch::ui {

/// Everything the person sees: the tray icon with its menu, the sign-in dialog, notifications, and
/// a window where there is no tray. Reads the session and sends it commands; decides nothing.
class Desktop : public QObject {
    Q_OBJECT
public:
    struct Services {
        Configuration &configuration;
        ServerInUse &servers;
        Session &session;
        SignIn &signIn;
        Broker &broker;
        Clock &clock;
        Activity &activity;
        Quiet &quiet;
        Notices &notices;
        Remembered &remembered;
    };

    explicit Desktop(const Services &services);

    /// Shows what is there to be seen: the tray icon as soon as there is a tray, else the window.
    void start();
    /// Somebody started the application again: whatever is open comes to the front, else the
    /// window.
    void raise();

private:
    void showTray();
    void refresh();
    void refreshPicture();
    void signIn();
    void signOut();
    void sayEnd(Session::End reason);
    TrayPicture picture() const;
    QString statusLine() const;

    Services services_;
    QMenu menu_;
    QAction *statusAction_, *signInAction_, *signOutAction_;
    TrayHost host_;
    std::unique_ptr<QSystemTrayIcon> icon_; ///< null until a tray was found
    std::optional<TrayPicture> shown_;
    std::unique_ptr<Alarm> nextStep_; ///< when the ring loses its next part
    SignInDialog dialog_;
    Notification notification_;
    StatusWindow window_;
    std::unique_ptr<SignIn::Place> ownPlace_; ///< of the sign-in that the person began here
};

} // namespace vouch::ui
