// SPDX-License-Identifier: Apache-2.0
#include "ui/desktop.h"

#include "session/broker.h"
#include "session/configuration.h"
#include "session/server_in_use.h"

#include <QApplication>
#include <QPalette>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The tray's own colour cannot be known; the desktop's scheme is the best guess.
QColor trayColour() {
    const QPalette palette = QApplication::palette();
    const bool dark = palette.color(QPalette::WindowText).lightnessF() >
                      palette.color(QPalette::Window).lightnessF();
    return dark ? QColor(0xFF, 0xFF, 0xFF) : QColor(0x1B, 0x1D, 0x1F);
}

} // namespace

Desktop::Desktop(const Services &services)
    : services_(services), statusAction_(menu_.addAction(QString())),
      signInAction_(menu_.addAction(tr("Sign &in"))),
      signOutAction_(menu_.addAction(tr("Sign &out"))), dialog_(services.signIn, services.servers),
      window_(
          {statusAction_, signInAction_, signOutAction_,
           (menu_.addSeparator(), menu_.addAction(tr("&Quit Vouch"), qApp, &QApplication::quit))}) {
    statusAction_->setEnabled(false);
    connect(signInAction_, &QAction::triggered, this, &Desktop::signIn);
    connect(signOutAction_, &QAction::triggered, this, &Desktop::signOut);
    connect(&services_.session, &Session::began, this, [this] {
        notification_.withdraw();
        refresh();
    });
    connect(&services_.session, &Session::ended, this, [this](Session::End reason) {
        sayEnd(reason);
        refresh();
    });
    connect(&services_.signIn, &SignIn::momentChanged, this, [this] {
        if (!services_.signIn.isUnderWay())
            ownPlace_.reset();
        refresh();
    });
    connect(&services_.signIn, &SignIn::failed, this, [this](const Error &error) {
        if (error.kind() != Error::Kind::Cancelled)
            notification_.show(tr("You are not signed in"),
                               (error.message() + u' ' + error.hint()).trimmed(), tr("Try again"));
    });
    connect(&services_.signIn, &SignIn::wrongPinTried, this, [this](int left) {
        if (!dialog_.isVisible()) // a terminal's
            notification_.show(tr("A wrong PIN was tried"),
                               tr("%n attempt(s) left for your key.", nullptr, left));
    });
    connect(&services_.broker, &Broker::inUseChanged, this, &Desktop::refresh);
    connect(&services_.broker, &Broker::clockOff, this, [this](qint64 seconds) {
        notification_.show(
            tr("This computer's clock is %n minute(s) off", nullptr, int(qAbs(seconds) / 60)),
            tr("Vouch corrects for it. Other programs may fail until the clock is set."));
    });
    connect(&services_.configuration, &Configuration::changed, this, &Desktop::refresh);
    connect(&services_.configuration, &Configuration::problemChanged, this, [this] {
        refresh();
        if (const auto &problem = services_.configuration.problem())
            notification_.show(tr("Settings can't be read"),
                               (problem->message() + u' ' + problem->hint()).trimmed());
    });
    connect(&notification_, &Notification::pressed, this, &Desktop::signIn);
    connect(&host_, &TrayHost::found, this, &Desktop::showTray);
    connect(&host_, &TrayHost::missing, &window_, &QWidget::show);
    refresh();
}

void Desktop::start() {
    host_.look();
}

void Desktop::raise() {
    QWidget &top = dialog_.isVisible() ? static_cast<QWidget &>(dialog_) : window_;
    top.show();
    top.raise();
    top.activateWindow();
}

void Desktop::showTray() {
    window_.hide();
    icon_ = std::make_unique<QSystemTrayIcon>();
    icon_->setContextMenu(&menu_);
    connect(icon_.get(), &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    raise();
            });
    refresh();
    icon_->show();
}

void Desktop::refresh() {
    const bool active = services_.session.isActive();
    statusAction_->setText(statusLine());
    signInAction_->setText(active ? tr("Sign &in again") : tr("Sign &in"));
    signInAction_->setEnabled(!services_.configuration.settings().server.isEmpty());
    signOutAction_->setVisible(active);
    refreshPicture();
}

void Desktop::refreshPicture() {
    const TrayPicture wanted = picture();
    nextStep_.reset();
    if (wanted.shape == TrayPicture::Shape::Active && wanted.step > 0) {
        const auto total = services_.session.expiresAt() - services_.session.beganAt();
        const auto next =
            services_.session.expiresAt() - total * (wanted.step - 1) / TrayPicture::steps;
        nextStep_ = services_.clock.at(next, [this] { refresh(); });
    }
    if (!icon_)
        return;
    icon_->setToolTip(u"Vouch: "_s + statusLine());
    if (shown_ == wanted)
        return;
    shown_ = wanted;
    icon_->setIcon(wanted.icon(trayColour()));
}

TrayPicture Desktop::picture() const {
    if (services_.signIn.isUnderWay())
        return {TrayPicture::Shape::Waiting};
    if (!services_.session.isActive())
        return {TrayPicture::Shape::SignedOut};
    const Time end = services_.session.expiresAt();
    return {TrayPicture::Shape::Active,
            ringStep(end - services_.clock.now(), end - services_.session.beganAt())};
}

QString Desktop::statusLine() const {
    if (services_.configuration.settings().server.isEmpty())
        return tr("not set up yet");
    if (services_.signIn.isUnderWay())
        return tr("waiting for you");
    if (!services_.session.isActive())
        return tr("signed out");
    return tr("%1, until %2")
        .arg(services_.session.email(),
             QLocale().toString(toLocal(services_.session.expiresAt()).time(),
                                QLocale::ShortFormat));
}

void Desktop::signIn() {
    if (!ownPlace_)
        ownPlace_ = services_.signIn.join(Requester());
    dialog_.update();
}

void Desktop::signOut() {
    services_.session.end(Session::End::SignedOut);
}

void Desktop::sayEnd(Session::End reason) {
    if (reason != Session::End::SignedOut)
        notification_.show(tr("Your session ended"), tr("Sign in when you next need git."),
                           tr("Sign in"));
}

} // namespace vouch::ui
