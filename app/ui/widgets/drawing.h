// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/drawing_file.h"

#include <QColor>
#include <QRectF>

#include <functional>

class QPainter;

namespace vouch::ui {

/// One of our drawings, sharp at any scale. It was an SVG file; the build recorded its shapes, so
/// that nothing parses SVG at run time.
class Drawing {
public:
    /// Has no shapes.
    Drawing() = default;
    /// Loads a drawing from the resources, such as `marks-16/allowed`.
    explicit Drawing(const QString &name);

    /// The size in logical pixels that it was drawn for; empty if there is no such drawing.
    QSize size() const { return file_.size; }
    /// Whether there is a part with this id.
    bool has(const QString &part) const { return file_.parts.contains(part); }

    /// Paints the drawing, stretched to `target`, or only a part of it, where it is in the whole
    /// drawing. `recolor` replaces the colors of fills and strokes, but not those of gradients.
    void paint(QPainter &painter, const QRectF &target, const QString &part = {},
               const std::function<QColor(QColor)> &recolor = {}) const;

private:
    DrawingFile file_;
};

} // namespace vouch::ui
