// SPDX-License-Identifier: Apache-2.0
#include "ui/tray/tray.h"

#include "platform/desktop_environment.h"
#include "session/configuration.h"
#include "session/ending/sign_out.h"
#include "session/session.h"
#include "settings/names.h"
#include "ui/model/panel_role.h"
#include "ui/model/role_menu.h"
#include "ui/model/status.h"
#include "ui/text/account_text.h"
#include "ui/text/joined.h"
#include "ui/text/profile_names.h"
#include "ui/text/time_text.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCursor>
#include <QEvent>
#include <QStyle>

#include <chrono>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto beatTime = 600ms;
constexpr int maxBeats = int(30s / beatTime);
constexpr qsizetype maxToolTip = 127;

/// Whether animations are turned off in the desktop settings.
bool isMotionReduced() {
    return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

QString escaped(QString label) {
    return label.replace(u'&', u"&&"_s);
}

} // namespace

Tray::Tray(const Services &services, const Status &status, const ProfileNames &profiles)
    : services_(services), status_(status), profiles_(profiles),
      statusAction_(menu_.addAction(QString())), emailAction_(menu_.addAction(QString())) {
    statusAction_->setEnabled(false);
    emailAction_->setEnabled(false);
    menu_.addSeparator();
    signInAction_ = menu_.addAction(tr("Sign &in"), this, &Tray::signInWanted);
    signOutAction_ = menu_.addAction(tr("Sign &out"), this, &Tray::signOutWanted);
    auto *roles = menu_.addMenu(tr("Switch &role"));
    rolesAction_ = roles->menuAction();
    menu_.addSeparator();
    consoleAction_ = menu_.addAction(tr("AWS &console"), this, &Tray::consoleWanted);
    copyAction_ = menu_.addMenu(tr("Co&py"))->menuAction();
    menu_.addSeparator();
    menu_.setDefaultAction(menu_.addAction(tr("Open &Vouch"), this, &Tray::openWanted));
    menu_.addAction(tr("Set up &git…"), this, &Tray::gitWanted);
    menu_.addAction(tr("&Keys…"), this, &Tray::keysWanted);
    menu_.addAction(tr("&Settings…"), this, &Tray::settingsWanted);
    menu_.addSeparator();
    menu_.addAction(tr("&Quit Vouch"), this, &Tray::quitWanted);
    connect(&menu_, &QMenu::aboutToShow, this, [this] {
        statusAction_->setText(escaped(statusLine())); // it shows the time left
        refreshCopies();
        Q_EMIT menuWanted();
    });
    connect(&profiles_, &ProfileNames::changed, this, &Tray::refreshMenu);
    connect(&services_.configuration, &Configuration::changed, this, &Tray::refreshMenu);
    connect(&status_, &Status::changed, this, &Tray::refresh);
    menu_.installEventFilter(this); // for changes of the color scheme

    beat_.setInterval(beatTime);
    connect(&beat_, &QTimer::timeout, this, &Tray::beat);
    refreshMenu();
    refresh();
}

void Tray::show() {
    if (!icon_) {
        icon_ = std::make_unique<QSystemTrayIcon>();
        const bool opensMenu = platform::trayMenuTakesClicks();
        if (!opensMenu)
            icon_->setContextMenu(&menu_);
        connect(icon_.get(), &QSystemTrayIcon::activated, this,
                [this, opensMenu](QSystemTrayIcon::ActivationReason reason) {
                    if (reason == QSystemTrayIcon::Trigger)
                        Q_EMIT clicked();
                    else if (reason == QSystemTrayIcon::Context && opensMenu)
                        menu_.popup(QCursor::pos());
                });
    }
    refresh();
    icon_->hide(); // a tray that restarted has forgotten the icon
    icon_->show();
}

QRect Tray::geometry() const {
    return icon_ ? icon_->geometry() : QRect();
}

void Tray::refresh() {
    refreshSession();
    refreshCopies();
    const bool waiting = status_.state() == State::Waiting;
    if (waiting && !beat_.isActive() && beats_ == 0 && icon_ && !isMotionReduced()) {
        beat_.start();
    } else if (!waiting) {
        beat_.stop();
        beats_ = 0;
    }
    refreshPicture();
    if (icon_)
        icon_->setToolTip(toolTip());
}

void Tray::refreshSession() {
    statusAction_->setText(escaped(statusLine()));
    emailAction_->setText(escaped(services_.session.email()));
    emailAction_->setVisible(!services_.session.email().isEmpty());
    const bool active = services_.session.isActive();
    signInAction_->setText(active ? tr("Sign &in again") : tr("Sign &in"));
    signInAction_->setVisible(!active || sessionState(status_.left()) != State::Active);
    signInAction_->setEnabled(!services_.configuration.settings().server.isEmpty());
    signOutAction_->setVisible(services_.signOut.isAnythingOpen());
}

/// Rebuilds the menu of roles only if they changed: trays fetch it over D-Bus.
void Tray::refreshMenu() {
    const RoleChoices choices = roleChoices(services_.configuration.settings(), profiles_.all());
    if (choices != choices_) {
        choices_ = choices;
        fillRoleMenu(*rolesAction_->menu(), choices_,
                     [this](const QString &name) { Q_EMIT roleWanted(name); });
    }
    rolesAction_->setVisible(choices_.isThereAnother());
    consoleAction_->setVisible(hasConsole(services_.configuration.settings()));
    refresh();
}

void Tray::refreshCopies() {
    const QList<CopyItem> items = copyItems(services_);
    if (items != copies_) {
        copies_ = items;
        fillCopyMenu(*copyAction_->menu(), copies_);
    }
    copyAction_->setVisible(!copies_.isEmpty());
}

void Tray::beat() {
    if (++beats_ >= maxBeats)
        beat_.stop();
    refreshPicture();
}

void Tray::refreshPicture() {
    if (!icon_)
        return;
    Shown next{status_.picture(), trayLook(services_.configuration.settings().tray,
                                           platform::isBarDark(), isDark(QApplication::palette()))};
    if (beat_.isActive() && beats_ % 2 == 1)
        next.picture.shape = TrayPicture::Shape::Beat;
    if (shown_ == next)
        return;
    shown_ = next;
    icon_->setIcon(next.look.icon(next.picture, platform::trayIconSize()));
}

QString Tray::statusLine() const {
    switch (status_.state()) {
    case State::NotSetUp:
        return isByProfilesAlone(services_, profiles_.all()) ? tr("Ready") : tr("Not set up yet");
    case State::SignedOut:
        return tr("Signed out");
    case State::Waiting:
        return status_.isQuestionAlone() ? tr("Waiting for you", "a question")
                                         : tr("Waiting for you");
    case State::Problem:
        return status_.problem()->title;
    case State::Active:
    case State::Soon:
    case State::Ending:
        break;
    }
    return joined({usualRoleName(services_.configuration.settings()),
                   tr("%1 left").arg(minutesText(status_.left()))});
}

QString Tray::toolTip() const {
    const auto first = [this] {
        switch (status_.state()) {
        case State::NotSetUp:
            return isByProfilesAlone(services_, profiles_.all()) ? tr("Vouch: ready")
                                                                 : tr("Vouch: not set up yet");
        case State::SignedOut:
            return tr("Vouch: signed out");
        case State::Waiting:
            return tr("Vouch: waiting for you");
        case State::Problem:
            return tr("Vouch: %1").arg(status_.problem()->title);
        default:
            // Not the time left, which would have to be updated every minute.
            return tr("Vouch: signed in until %1").arg(dayTime(services_.session.expiresAt()));
        }
    }();
    if (!services_.session.isActive())
        return first.left(maxToolTip);
    const Settings &settings = services_.configuration.settings();
    const QString role = usualRoleName(settings);
    const Role *known = usualRole(settings);
    const QString account = known == nullptr ? QString() : groupedAccount(accountOf(*known));
    return (first + u'\n' + joined({role, account, services_.session.email()})).left(maxToolTip);
}

bool Tray::eventFilter(QObject *object, QEvent *event) {
    if (event->type() == QEvent::PaletteChange)
        refreshPicture();
    return QObject::eventFilter(object, event);
}

} // namespace vouch::ui
