// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace vouch::ui {

/// Explains in a message box how to reset a key, and what that erases. Vouch never resets a key
/// itself.
void explainReset(QWidget *parent);

} // namespace vouch::ui
