// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace vouch::ui {

/// Our three own colors, each with a meaning, and what is made from the palette. All else is the
/// platform's. Asked again at every PaletteChange; contrasts were measured against the surfaces of
/// light and dark Fusion.
enum class Tone {
    Accent, ///< the session's ring, allowed, waiting, the touch
    Soon,   ///< under 30 minutes, warnings
    Stop,   ///< under 5 minutes, refused, errors
};

bool isDark(const QPalette &palette);
/// The own color; WindowText where it would have less than 4.5:1 on the palette's Window, or where
/// that is one of high contrast.
QColor toneColor(Tone tone, const QPalette &palette);
/// WindowText at 72 %: secondary lines. Not PlaceholderText, which styles give as little as 3:1.
QColor mutedColor(const QPalette &palette);
/// WindowText at 13 %, for lines of 1 px; at 4.5 % for side bars; at 15 % for the ring's track.
QColor ruleColor(const QPalette &palette);
QColor sideColor(const QPalette &palette);
QColor trackColor(const QPalette &palette);
/// The contrast of two colors, 1 to 21 (WCAG 2.2, "contrast ratio").
qreal contrast(const QColor &a, const QColor &b);

/// The application's font, larger or smaller; never fixed points.
QFont scaledFont(const QFont &font, qreal factor, QFont::Weight weight = QFont::Normal);

} // namespace vouch::ui
