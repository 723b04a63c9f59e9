// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace vouch::ui {

/// Gives the focus to what follows in reading order, or precedes, among what is visible and
/// enabled; after the last comes the first. Call it from a window's focusNextPrevChild(): no order
/// has to be kept up to date then. For windows without columns. False if nothing takes the focus.
bool focusInReadingOrder(QWidget *window, bool next);

} // namespace vouch::ui
