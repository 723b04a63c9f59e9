// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace vouch::ui {

/// The languages that the application speaks, as its translations name them: `de`, `en`, `pt_BR`.
QStringList languages();
/// A language in its own words: "Deutsch".
QString languageName(const QString &language);
/// The one that the application was told to speak last; empty for the system's.
QString currentLanguage();
/// Has the application speak `language`; the system's where it is empty. What is on the screen
/// already stays as it is.
void setLanguage(const QString &language);

} // namespace vouch::ui
