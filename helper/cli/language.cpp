// SPDX-License-Identifier: Apache-2.0
#include "cli/language.h"

#include "core/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether the locale for messages is C or POSIX, which LANGUAGE doesn't override.
bool isUntranslated() {
    for (const char *name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const QByteArray value = qgetenv(name); !value.isEmpty())
            return value == "C" || value == "POSIX";
    return qEnvironmentVariableIsEmpty("LANGUAGE");
}

} // namespace

void followLocale() {
    const auto add = [](const QLocale &locale) {
        auto *translator = new QTranslator(QCoreApplication::instance());
        if (translator->load(locale, u"vouch"_s, u"_"_s, translationsFolder()))
            QCoreApplication::installTranslator(translator);
    };
    add(QLocale(QLocale::English)); // for the plural forms
    if (!isUntranslated())
        add(QLocale::system());
}

} // namespace vouch::cli
