// SPDX-License-Identifier: Apache-2.0
#include "core/translations.h"

#include <QCoreApplication>
#include <QDir>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString translationsFolder() {
    return u":/vouch/translations"_s;
}

QStringList translatedLanguages() {
    const QDir folder(translationsFolder());
    QStringList languages;
    for (const QString &file : folder.entryList({u"vouch_*.qm"_s}, QDir::Files, QDir::Name))
        languages.append(file.sliced(6).chopped(3));
    return languages;
}

QString spokenLanguage() {
    return QCoreApplication::translate("vouch", "en",
                                       "the code of the language of this translation");
}

} // namespace vouch
