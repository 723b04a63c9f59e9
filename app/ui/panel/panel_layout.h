// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

/// What the sections of the panel have in common.
namespace vouch::ui {

constexpr int sectionBottomGap = 4;        ///< device-independent pixels
constexpr int sectionMarkSize = 16;        ///< device-independent pixels
constexpr qreal sectionTitleFactor = 0.92; ///< of the font's size
constexpr int panelDistance = 8; ///< from the screen's edges, in device-independent pixels

} // namespace vouch::ui
