// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPixmap>
#include <QRectF>
#include <QString>

class QPainter;

namespace vouch::ui {

/// Paints one of our drawings (such as `marks-16/allowed`) in one color. If `accent` is valid, the
/// area `part`, in coordinates from 0 to 1, has that color instead.
void paintTinted(QPainter &painter, const QString &drawing, const QRectF &target,
                 const QColor &color, const QColor &accent = {}, const QRectF &part = {});

/// A drawing of `size` logical pixels in one color, for a device pixel ratio of `ratio`.
QPixmap tintedPixmap(const QString &drawing, int size, const QColor &color, qreal ratio);

} // namespace vouch::ui
