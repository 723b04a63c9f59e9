// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/contrast_style.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// WCAG 2.2: 3:1 for parts of controls, 4.5:1 for text. A bit more, because colors are rounded.
constexpr qreal minFrameContrast = 3.1;
constexpr qreal minDisabledContrast = 1.8;
constexpr qreal minLinkContrast = 4.6;
constexpr qreal corner = 2; ///< the radius of Fusion's corners
constexpr qreal indicatorOfText = 0.72;

QColor mixed(const QColor &a, const QColor &b, float part) {
    const auto channel = [part](float from, float to) { return from + (to - from) * part; };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()),
                            channel(a.blueF(), b.blueF()));
}

/// The first color on the way from `from` to `to` with that contrast to all others; `to` if none.
QColor firstWithContrast(const QColor &from, const QColor &to, qreal wanted,
                         std::initializer_list<QColor> others) {
    constexpr int steps = 40;
    for (int step = 0; step < steps; ++step) {
        const QColor color = mixed(from, to, float(step) / steps);
        if (std::ranges::all_of(
                others, [&](const QColor &other) { return contrast(color, other) >= wanted; }))
            return color;
    }
    return to;
}

QColor colorFor(const QStyleOption &option) {
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const bool hasFocus = isEnabled && option.state & QStyle::State_HasFocus;
    return hasFocus ? focusColor(option.palette) : frameColor(option.palette, isEnabled);
}

/// Only keyboard focus, as Fusion shows it for what is pressed rather than typed into.
QColor colorForPressable(const QStyleOption &option) {
    QStyleOption shown(option);
    if (!(option.state & QStyle::State_KeyboardFocusChange))
        shown.state &= ~QStyle::State_HasFocus;
    return colorFor(shown);
}

QRectF insidePixels(const QRect &rect) {
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

class FramePainter {
public:
    FramePainter(QPainter &painter, const QColor &color) : painter_(painter) {
        painter_.save();
        painter_.setRenderHint(QPainter::Antialiasing);
        painter_.setBrush(Qt::NoBrush);
        painter_.setPen(QPen(color, 1));
    }
    ~FramePainter() { painter_.restore(); }
    Q_DISABLE_COPY_MOVE(FramePainter)

    void square(const QRect &rect) { painter_.drawRect(insidePixels(rect)); }
    void rounded(const QRect &rect) {
        painter_.drawRoundedRect(insidePixels(rect), corner, corner);
    }
    /// Where Fusion draws it.
    void circle(const QRect &rect) {
        painter_.setPen(QPen(painter_.pen().color(), 1.5)); // thinner, its sides would fade
        const qreal radius = (rect.width() + (rect.width() + 1) % 2) / 2.0 - 1;
        painter_.drawEllipse(QPointF(rect.center() + QPoint(1, 1)), radius, radius);
    }

private:
    QPainter &painter_;
};

} // namespace

QColor frameColor(const QPalette &palette, bool isEnabled) {
    const QPalette::ColorGroup group = QPalette::Active;
    const QColor window = palette.color(group, QPalette::Window);
    return firstWithContrast(
        window, palette.color(group, QPalette::WindowText),
        isEnabled ? minFrameContrast : minDisabledContrast,
        {window, palette.color(group, QPalette::Base), palette.color(group, QPalette::Button)});
}

QColor focusColor(const QPalette &palette) {
    const QPalette::ColorGroup group = QPalette::Active;
    return firstWithContrast(palette.color(group, QPalette::Highlight),
                             palette.color(group, QPalette::WindowText), minFrameContrast,
                             {palette.color(group, QPalette::Window),
                              palette.color(group, QPalette::Base),
                              palette.color(group, QPalette::Button)});
}

QColor linkColor(const QPalette &palette) {
    const QPalette::ColorGroup group = QPalette::Active;
    const QColor own = palette.color(group, QPalette::Link);
    const bool isOwn = own != QColor(Qt::blue);
    return firstWithContrast(
        isOwn ? own : palette.color(group, QPalette::Highlight),
        palette.color(group, QPalette::WindowText), minLinkContrast,
        {palette.color(group, QPalette::Window), palette.color(group, QPalette::Base)});
}

ContrastStyle::ContrastStyle(const QString &base)
    : QProxyStyle(base.isEmpty() ? QApplication::style()->name() : base),
      drawsFrames_(baseStyle()->name() == "fusion"_L1) {}

void ContrastStyle::polish(QPalette &palette) {
    QProxyStyle::polish(palette);
    const QColor link = linkColor(palette);
    palette.setColor(QPalette::Link, link);
    palette.setColor(QPalette::LinkVisited, link);
}

int ContrastStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                               const QWidget *widget) const {
    const int usual = QProxyStyle::pixelMetric(metric, option, widget);
    if (!drawsFrames_)
        return usual;
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        break;
    default:
        return usual;
    }
    const int text = widget != nullptr ? widget->fontMetrics().height()
                                       : QFontMetrics(QApplication::font()).height();
    return std::max(usual, int(std::lround(text * indicatorOfText)));
}

void ContrastStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                  QPainter *painter, const QWidget *widget) const {
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (!drawsFrames_)
        return;
    switch (element) {
    case PE_IndicatorCheckBox:
        return FramePainter(*painter, colorForPressable(*option)).square(option->rect);
    case PE_IndicatorRadioButton:
        return FramePainter(*painter, colorForPressable(*option)).circle(option->rect);
    case PE_FrameLineEdit:
        return FramePainter(*painter, colorFor(*option)).rounded(option->rect);
    case PE_Frame:
        return FramePainter(*painter, colorFor(*option)).square(option->rect);
    case PE_FrameMenu:
        return FramePainter(*painter, frameColor(option->palette)).square(option->rect);
    case PE_PanelButtonCommand: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool isFlat = button != nullptr && button->features & QStyleOptionButton::Flat;
        const bool isDefault = button != nullptr && option->state & State_Enabled &&
                               button->features & QStyleOptionButton::DefaultButton;
        if (!isFlat)
            FramePainter(*painter,
                         isDefault ? focusColor(option->palette) : colorForPressable(*option))
                .rounded(option->rect);
        return;
    }
    case PE_FrameFocusRect:
        if (option->state & State_KeyboardFocusChange)
            FramePainter(*painter, focusColor(option->palette)).rounded(option->rect);
        return;
    default:
        return;
    }
}

void ContrastStyle::drawControl(ControlElement element, const QStyleOption *option,
                                QPainter *painter, const QWidget *widget) const {
    QProxyStyle::drawControl(element, option, painter, widget);
    if (drawsFrames_ && element == CE_ProgressBarGroove)
        FramePainter(*painter, frameColor(option->palette)).rounded(option->rect);
}

void ContrastStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                       QPainter *painter, const QWidget *widget) const {
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (!drawsFrames_)
        return;
    bool hasFrame = false;
    bool isTypedInto = true;
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        box != nullptr && control == CC_ComboBox) {
        hasFrame = box->frame;
        isTypedInto = box->editable;
    } else if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
               spin != nullptr && control == CC_SpinBox) {
        hasFrame = spin->frame;
    }
    if (hasFrame)
        FramePainter(*painter, isTypedInto ? colorFor(*option) : colorForPressable(*option))
            .rounded(option->rect);
}

} // namespace vouch::ui
