// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/theme.h"

#include <cmath>

namespace vouch::ui {
namespace {

constexpr qreal minContrast = 4.5;
/// Near black on white, more than usual schemes have. Qt reports high contrast only since 6.10.
constexpr qreal highContrast = 20.5;

struct Pair {
    QRgb light, dark;
};

Pair colors(Tone tone) {
    switch (tone) {
    case Tone::Accent:
        return {0xFF0A6B5E, 0xFF4CC9B0};
    case Tone::Soon:
        return {0xFF7D4E00, 0xFFF2B84B};
    case Tone::Stop:
        break;
    }
    return {0xFFB3261E, 0xFFFF8F86};
}

/// WCAG 2.2, "relative luminance".
qreal luminance(const QColor &color) {
    const auto linear = [](float channel) {
        return channel <= 0.04045F ? channel / 12.92F : std::pow((channel + 0.055F) / 1.055F, 2.4F);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

QColor faded(const QPalette &palette, float opacity) {
    QColor color = palette.color(QPalette::WindowText);
    color.setAlphaF(opacity);
    return color;
}

} // namespace

bool isDark(const QPalette &palette) {
    return palette.color(QPalette::WindowText).lightnessF() >
           palette.color(QPalette::Window).lightnessF();
}

bool isHighContrast(const QPalette &palette) {
    return contrast(palette.color(QPalette::WindowText), palette.color(QPalette::Window)) >=
           highContrast;
}

QColor toneColor(Tone tone, const QPalette &palette) {
    const Pair pair = colors(tone);
    const QColor color = QColor::fromRgb(isDark(palette) ? pair.dark : pair.light);
    const QColor text = palette.color(QPalette::WindowText);
    const QColor window = palette.color(QPalette::Window);
    return !isHighContrast(palette) && contrast(color, window) >= minContrast ? color : text;
}

QColor mutedColor(const QPalette &palette) {
    return faded(palette, 0.72F);
}

QColor ruleColor(const QPalette &palette) {
    return faded(palette, 0.13F);
}

QColor sideColor(const QPalette &palette) {
    return faded(palette, 0.045F);
}

QColor trackColor(const QPalette &palette) {
    return faded(palette, 0.15F);
}

qreal contrast(const QColor &a, const QColor &b) {
    const qreal first = luminance(a);
    const qreal second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QFont scaledFont(const QFont &font, qreal factor, QFont::Weight weight) {
    QFont result = font;
    result.setPointSizeF(font.pointSizeF() * factor);
    result.setWeight(weight);
    return result;
}

} // namespace vouch::ui
