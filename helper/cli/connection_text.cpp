// SPDX-License-Identifier: Apache-2.0
#include "cli/connection_text.h"

#include "cli/system_sentences.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <optional>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The sentences of helper/wire on every system.
constexpr std::array wireSentences{
    QT_TRANSLATE_NOOP("vouch::cli",
                      "Vouch quit before it answered. Try again; its log shows why it quit."),
    QT_TRANSLATE_NOOP("vouch::cli",
                      "Vouch didn't answer in time. Check its window, then try again."),
    QT_TRANSLATE_NOOP("vouch::cli",
                      "Vouch sent an unreadable answer. Is the running app the same version?"),
    QT_TRANSLATE_NOOP("vouch::cli", "Vouch sent an answer that's too long."),
    QT_TRANSLATE_NOOP("vouch::cli",
                      "Vouch is starting but isn't ready yet. Run vouch-tray yourself to see why."),
    QT_TRANSLATE_NOOP("vouch::cli",
                      "Vouch quit while starting. Run vouch-tray yourself to see why."),
    QT_TRANSLATE_NOOP("vouch::cli",
                      "Vouch didn't start in time. Run vouch-tray yourself to see why."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't reach Vouch at %1: %2."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't find this program's own file: %1."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't create the folder %1: %2."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't start %1: %2."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't open %1: %2."),
};

/// The values of the placeholders, if the text is this sentence.
std::optional<QStringList> valuesIn(const QString &text, const char *sentence) {
    QString pattern = QRegularExpression::escape(QString::fromUtf8(sentence));
    pattern.replace(QRegularExpression(uR"(\\%\d)"_s), u"(.*)"_s);
    const auto match = QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text);
    return match.hasMatch() ? std::optional(match.capturedTexts().sliced(1)) : std::nullopt;
}

} // namespace

QString connectionText(const std::exception &error) {
    QString text = QString::fromUtf8(error.what());
    const auto translatedBy = [&text](const char *sentence) -> std::optional<QString> {
        const auto values = valuesIn(text, sentence);
        if (!values)
            return std::nullopt;
        const QString translated = QCoreApplication::translate("vouch::cli", sentence);
        return values->isEmpty()     ? translated
               : values->size() == 1 ? translated.arg(values->at(0))
                                     : translated.arg(values->at(0), values->at(1));
    };
    const std::span<const char *const> everywhere(wireSentences);
    for (const auto sentences : {everywhere, systemSentences()})
        for (const char *sentence : sentences)
            if (auto translated = translatedBy(sentence))
                return *translated;
    return text;
}

} // namespace vouch::cli
