// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPalette>
#include <QProxyStyle>

namespace vouch::ui {

/// Fusion, with frames and marks that everybody can see: the frames of check boxes, radio buttons,
/// fields, buttons, lists and menus have a contrast of at least 3:1, with the focus too, and links
/// of at least 4.5:1, in any palette. Check boxes grow with the text. A desktop's own style is left
/// as it is, except for its links.
class ContrastStyle : public QProxyStyle {
    Q_OBJECT
public:
    /// On top of the application's style, or of the style with that name.
    explicit ContrastStyle(const QString &base = {});

    using QProxyStyle::polish;
    void polish(QPalette &palette) override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override;

private:
    bool drawsFrames_;
};

/// The color of a frame that stands out from the window, the fields and the buttons.
QColor frameColor(const QPalette &palette, bool isEnabled = true);
/// The same for the frame of what has the focus, in the color of a selection where possible.
QColor focusColor(const QPalette &palette);
/// The palette's color for links, unless it is Qt's blue for palettes without one or too hard to
/// read: then the color of a selection, as far toward the text's color as readable text needs.
QColor linkColor(const QPalette &palette);

} // namespace vouch::ui
