// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/languages.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString folder = u":/vouch/translations"_s;
QString spoken;
} // namespace

QStringList languages() {
    QStringList names;
    for (const QString &file : QDir(folder).entryList({u"vouch_*.qm"_s}, QDir::Files, QDir::Name))
        names.append(file.sliced(6).chopped(3));
    return names;
}

QString languageName(const QString &language) {
    const QLocale locale(language);
    if (language == "en"_L1)
        return u"English"_s; // its own name for itself is "American English"
    QString name = locale.nativeLanguageName();
    if (!name.isEmpty())
        name.replace(0, 1, name.first(1).toUpper());
    return language.contains(u'_') ? u"%1 (%2)"_s.arg(name, locale.nativeTerritoryName()) : name;
}

QString currentLanguage() {
    return spoken;
}

void setLanguage(const QString &language) {
    spoken = language;
    static QList<QTranslator *> inUse; // the application owns them
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
    add(QLocale(QLocale::English), u"vouch"_s, folder); // has the plural forms
    // Where the system has it: Qt's own words, such as those of the window that chooses a file.
    add(wanted, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    add(wanted, u"vouch"_s, folder);
}

} // namespace vouch::ui
