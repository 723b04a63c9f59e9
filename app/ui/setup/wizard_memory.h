// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/saved_state.h"

#include <QList>
#include <QSet>

namespace vouch::ui {

class WizardPage;

/// What is kept of an unfinished setup: the page shown, what the user typed on all pages, and the
/// pages skipped, by their numbers in `pages`.
SavedState::Wizard rememberWizard(const WizardPage &shown, const QList<WizardPage *> &pages,
                                  const QSet<int> &skipped);
/// Gives the pages what the user had typed. Returns the pages that had been skipped.
QSet<int> restoreWizard(const SavedState::Wizard &left, const QList<WizardPage *> &pages);

} // namespace vouch::ui
