// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace vouch::ui {

/// Our three colors, each with a meaning; all other colors come from the palette. Compute them
/// again on every PaletteChange. Contrasts were measured on light and dark Fusion.
enum class Tone {
    Accent, ///< the session's ring, allowed, waiting, the touch
    Soon,   ///< under 30 minutes, warnings
    Stop,   ///< under 5 minutes, refused, errors
};

bool isDark(const QPalette &palette);
/// Text as black on white as it can be, more than usual color schemes have.
bool isHighContrast(const QPalette &palette);
/// The tone's color; WindowText instead if its contrast on the palette's Window is below 4.5:1, or
/// if the palette has high contrast.
QColor toneColor(Tone tone, const QPalette &palette);
/// WindowText at 72%, for secondary text. Not PlaceholderText, whose contrast can be as low as 3:1.
QColor mutedColor(const QPalette &palette);
/// WindowText at 13% for 1 px lines, at 4.5% for sidebars, and at 15% for the ring's track.
QColor ruleColor(const QPalette &palette);
QColor sideColor(const QPalette &palette);
QColor trackColor(const QPalette &palette);
/// The contrast of two colors, 1 to 21 (WCAG 2.2, "contrast ratio").
qreal contrast(const QColor &a, const QColor &b);

/// The font scaled by `factor`.
QFont scaledFont(const QFont &font, qreal factor, QFont::Weight weight = QFont::Normal);

} // namespace vouch::ui
