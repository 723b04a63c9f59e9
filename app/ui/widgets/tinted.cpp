// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/tinted.h"

#include "ui/widgets/drawing.h"

#include <QPainter>
#include <QPixmap>

namespace vouch::ui {

void paintTinted(QPainter &painter, const QString &drawing, const QRectF &target,
                 const QColor &color, const QColor &accent, const QRectF &part) {
    const qreal ratio = painter.device()->devicePixelRatioF();
    QPixmap pixmap((target.size() * ratio).toSize());
    pixmap.fill(Qt::transparent);
    QPainter inside(&pixmap);
    Drawing(drawing).paint(inside, pixmap.rect());
    inside.setCompositionMode(QPainter::CompositionMode_SourceIn);
    inside.fillRect(pixmap.rect(), color);
    if (accent.isValid())
        inside.fillRect(QRectF(part.topLeft() * pixmap.width(), part.size() * pixmap.width()),
                        accent);
    inside.end();
    painter.drawPixmap(target, pixmap, pixmap.rect());
}

QPixmap tintedPixmap(const QString &drawing, int size, const QColor &color, qreal ratio) {
    QPixmap pixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintTinted(painter, drawing, QRectF(0, 0, size, size), color);
    return pixmap;
}

} // namespace vouch::ui
