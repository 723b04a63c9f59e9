// SPDX-License-Identifier: Apache-2.0
#include "ui/tray/tray.h"

#include "gallery.h"
#include "session/credentials/role_choices.h"
#include "ui/model/role_menu.h"
#include "ui/model/status.h"
#include "ui/text/profile_names.h"
#include "ui/widgets/app_icon.h"
#include "ui/widgets/tray_picture.h"
#include "ui_world.h"

#include <QApplication>
#include <QPainter>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList sampleProfiles{u"acme-dev"_s, u"acme-prod"_s};

QCoro::Task<QStringList> named() {
    QStringList names = sampleProfiles;
    co_return names;
}

} // namespace

void drawTray(Gallery &gallery) {
    test::UiWorld world;
    const Status status(world.services());
    ProfileNames profiles([](std::stop_token) { return named(); });
    Tray tray(world.services(), status, profiles);
    gallery.blame(u"tray-menu"_s, faultsOf(tray.menu()));
    profiles.refresh();
    world.signIn(std::chrono::hours(8));
    gallery.blame(u"tray-menu"_s, faultsOf(tray.menu()));
    QMenu roles;
    fillRoleMenu(roles, {{u"Auditor"_s, u"Developer"_s}, sampleProfiles, u"acme-dev"_s}, {});
    roles.show();
    gallery.take(roles, u"roles-menu"_s);
    const Requester git{Requester::Purpose::Git, u"git"_s,       48210,         {},
                        u"payments-api"_s,       u"us-east-1"_s, u"Developer"_s};
    world.activity.record({world.clock.now(), git, true, {}});
    QMenu copies;
    fillCopyMenu(copies, copyItems(world.services()));
    copies.show();
    gallery.take(copies, u"copy-menu"_s);
}

/// As a sheet: a row for each ground, and in it each shape in each size.
void drawTrayIcons(Gallery &gallery) {
    using Shape = TrayPicture::Shape;
    const QList<TrayPicture> shapes{{Shape::SignedOut},  {Shape::Waiting}, {Shape::Beat},
                                    {Shape::Active, 21}, {Shape::Soon, 6}, {Shape::Ending},
                                    {Shape::Problem}};
    struct Ground {
        QColor color;
        TrayLook look;
    };
    constexpr TrayLook light{true, false}, dark{false, false}, lightHalo{true, true},
        darkHalo{false, true};
    const Ground grounds[] = {
        {QColor(0xF4, 0xF5, 0xF6), dark},      {QColor(0x26, 0x29, 0x2C), light},
        {QColor(0x80, 0x84, 0x88), light},     {QColor(0x80, 0x84, 0x88), dark},
        {QColor(0xFF, 0xFF, 0xFF), darkHalo},  {QColor(0xF6, 0xF6, 0xF6), lightHalo},
        {QColor(0x80, 0x84, 0x88), darkHalo},  {QColor(0x34, 0x34, 0x34), darkHalo},
        {QColor(0x34, 0x34, 0x34), lightHalo}, {QColor(0x00, 0x00, 0x00), darkHalo}};
    constexpr int sizes[] = {16, 22, 32, 44};
    constexpr int largestIcon = 64;
    constexpr int gap = 12;
    constexpr int rowHeight = 44 + 2 * gap;
    constexpr int shapeWidth = 16 + 22 + 32 + 44 + 5 * gap;
    const qreal ratio = qApp->devicePixelRatio();
    QImage sheet(QSize(int(shapes.size()) * shapeWidth, int(std::size(grounds)) * rowHeight) *
                     ratio,
                 QImage::Format_RGB32);
    sheet.setDevicePixelRatio(ratio);
    QPainter painter(&sheet);
    int top = 0;
    for (const auto &[color, look] : grounds) {
        painter.fillRect(0, top, sheet.width(), rowHeight, color);
        int left = gap;
        for (const TrayPicture &shape : shapes) {
            const QIcon icon = look.icon(shape);
            for (const int size : sizes) {
                if (size * ratio > largestIcon)
                    continue; // no tray asks for it
                painter.drawPixmap(left, top + (rowHeight - size) / 2,
                                   icon.pixmap(QSize(size, size), ratio));
                left += size + gap;
            }
            left += gap;
        }
        top += rowHeight;
    }
    painter.end();
    gallery.keep(sheet, u"icons-tray"_s);

    constexpr int appSizes[] = {16, 24, 32, 48, 64, 128, 256};
    QImage icons(QSize(568 + 8 * gap, 256 + 2 * gap) * ratio, QImage::Format_RGB32);
    icons.setDevicePixelRatio(ratio);
    icons.fill(QColor(0xF4, 0xF5, 0xF6));
    QPainter drawing(&icons);
    int left = gap;
    for (const int size : appSizes) {
        drawing.drawPixmap(left, 256 + gap - size, appIcon().pixmap(QSize(size, size), ratio));
        left += size + gap;
    }
    drawing.end();
    gallery.keep(icons, u"icons-app"_s);
}
