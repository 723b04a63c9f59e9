// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace vouch::ui {

/// Says how a key is reset, and what that costs, in a box in front of `parent`. We reset none: that
/// erases everything on it.
void explainReset(QWidget *parent);

} // namespace vouch::ui
