// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/app_icon.h"

#include "ui/widgets/drawing.h"

#include <QPainter>
#include <QPixmap>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxSmallSize = 32; ///< up to this size, the drawing with less detail

} // namespace

QIcon appIcon() {
    const Drawing simple(u"app-icon-small"_s);
    const Drawing detailed(u"app-icon"_s);
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        (size <= maxSmallSize ? simple : detailed).paint(painter, pixmap.rect());
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace vouch::ui
