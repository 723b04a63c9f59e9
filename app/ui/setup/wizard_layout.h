// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWizard>

namespace vouch::ui {

/// The wizard's own buttons beside those of QWizard.
inline constexpr auto skipWizardButton = QWizard::CustomButton1;
inline constexpr auto undoWizardButton = QWizard::CustomButton2;

/// Gives the buttons their texts, but for Next, and their places from left to right.
void nameWizardButtons(QWizard &wizard);
/// Sets the tab order (page, then the buttons from left to right) and overrides QWizard's margins,
/// frames, and button sizes. To be called whenever `page` is shown or its buttons change.
void layOutWizard(QWizard &wizard, const QWidget &page);

} // namespace vouch::ui
