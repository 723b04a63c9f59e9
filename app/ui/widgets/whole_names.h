// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::ui {

/// The text as a label shows it that wraps: an AWS region never breaks at its hyphens, and an ARN
/// breaks after a colon. It has invisible characters, so never compare or store it.
QString withWholeNames(const QString &text);

/// The text without those characters.
QString plainNames(const QString &shown);

/// Removes them from what the user selects and copies. Call it once, after
/// the application was created.
void keepCopiesPlain();

} // namespace vouch::ui
