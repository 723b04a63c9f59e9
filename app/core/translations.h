// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace vouch {

/// The folder of the translations inside the program; their files are named `vouch_LANGUAGE.qm`.
QString translationsFolder();

/// The languages the program is translated into, as locale names: `de`, `en`, `pt_BR`. Empty in
/// programs that have no translations, such as most tests.
QStringList translatedLanguages();

/// The language that the user's texts are in now, as in translatedLanguages().
QString spokenLanguage();

} // namespace vouch
