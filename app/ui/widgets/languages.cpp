// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/languages.h"

#include "core/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {
QString current;
} // namespace

QString languageName(const QString &language) {
    const QLocale locale(language);
    if (language == "en"_L1)
        return u"English"_s; // Qt would say "American English"
    QString name = locale.nativeLanguageName();
    if (!name.isEmpty())
        name.replace(0, 1, name.first(1).toUpper());
    return language.contains(u'_') ? u"%1 (%2)"_s.arg(name, locale.nativeTerritoryName()) : name;
}

QString currentLanguage() {
    return current;
}

void setLanguage(const QString &language) {
    current = language;
    static QList<QTranslator *> inUse; // owned by the application
    for (QTranslator *translator : std::as_const(inUse))
        delete translator;
    inUse.clear();
    const auto add = [](const QLocale &locale, const QString &name, const QString &from) {
        auto *translator = new QTranslator(qApp);
        inUse.append(translator);
        if (translator->load(locale, name, u"_"_s, from))
            QCoreApplication::installTranslator(translator);
    };
    const QLocale wanted = language.isEmpty() ? QLocale() : QLocale(language);
    add(QLocale(QLocale::English), u"vouch"_s, translationsFolder()); // for the plural forms
    // Qt's own text, such as the file dialog's, if the system has its translation.
    add(wanted, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    add(wanted, u"vouch"_s, translationsFolder());
}

} // namespace vouch::ui
