// SPDX-License-Identifier: Apache-2.0
#pragma once

class QLayout;

namespace vouch::ui {

/// Lets Tab go through the widgets of a layout in the order in which they are read: row by row.
/// Otherwise it would go in the order in which they were made.
void tabInReadingOrder(const QLayout *layout);

} // namespace vouch::ui
