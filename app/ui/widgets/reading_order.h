// SPDX-License-Identifier: Apache-2.0
#pragma once

class QLayout;
class QWidget;

namespace vouch::ui {

/// Gives the focus to what follows in reading order, or precedes, among what is visible and
/// enabled; after the last comes the first. Call it from a window's focusNextPrevChild(): no order
/// has to be kept up to date then. For windows without columns. False if nothing takes the focus.
bool focusInReadingOrder(QWidget *window, bool next);

/// Has Tab go through the widgets of a layout row by row, also in a window with columns. Otherwise
/// it would go in the order in which they were made. Call it again after adding widgets.
void tabInReadingOrder(const QLayout *layout);

} // namespace vouch::ui
