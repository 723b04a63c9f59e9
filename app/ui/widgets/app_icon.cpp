// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/app_icon.h"

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxSmallSize = 32; ///< up to this size, the drawing with less detail

} // namespace

QIcon appIcon() {
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QSvgRenderer(size <= maxSmallSize ? u":/vouch/icons/app-icon-small.svg"_s
                                          : u":/vouch/icons/app-icon.svg"_s)
            .render(&painter);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace vouch::ui
