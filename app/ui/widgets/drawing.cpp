// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/drawing.h"

#include <QFile>
#include <QPainter>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

Drawing::Drawing(const QString &name) {
    QFile source(u":/vouch/icons/%1.drawing"_s.arg(name));
    [[maybe_unused]] const bool isOpen = source.open(QIODevice::ReadOnly);
    QDataStream stream(&source);
    stream >> file_;
    Q_ASSERT(isOpen && stream.status() == QDataStream::Ok && stream.atEnd());
}

void Drawing::paint(QPainter &painter, const QRectF &target, const QString &part,
                    const std::function<QColor(QColor)> &recolor) const {
    if (file_.size.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(target.topLeft());
    painter.scale(target.width() / file_.size.width(), target.height() / file_.size.height());
    const qreal opacity = painter.opacity();
    for (const DrawnShape &shape : file_.parts.value(part)) {
        QBrush fill = shape.fill;
        QPen stroke = shape.stroke;
        if (recolor && fill.style() == Qt::SolidPattern)
            fill.setColor(recolor(fill.color()));
        if (recolor && stroke.brush().style() == Qt::SolidPattern)
            stroke.setColor(recolor(stroke.color()));
        painter.setBrush(fill);
        painter.setPen(stroke);
        painter.setOpacity(opacity * shape.opacity);
        painter.drawPath(shape.path);
    }
    painter.restore();
}

} // namespace vouch::ui
