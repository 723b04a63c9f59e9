// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::ui {

/// A language's own name, such as "Deutsch".
QString languageName(const QString &language);
/// The language last set; empty for the system's.
QString currentLanguage();
/// Sets the application's language; empty for the system's. Text already on the screen doesn't
/// change.
void setLanguage(const QString &language);

} // namespace vouch::ui
