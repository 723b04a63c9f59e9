// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

class QPainter;

namespace vouch::ui {

/// Paints one of our drawings (such as `marks-16/allowed`) in one colour. Where `accent` is valid,
/// what lies inside `part` of the drawing's own square (0 to 1) has that colour instead.
void paintTinted(QPainter &painter, const QString &drawing, const QRectF &target,
                 const QColor &colour, const QColor &accent = {}, const QRectF &part = {});

} // namespace vouch::ui
