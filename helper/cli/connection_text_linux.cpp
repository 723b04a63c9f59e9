// SPDX-License-Identifier: Apache-2.0
#include "cli/connection_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <optional>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The sentences of helper/wire.
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
    QT_TRANSLATE_NOOP("vouch::cli",
                      "Vouch doesn't work under sudo. Run git as yourself, without sudo."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't open a socket: %1."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't reach Vouch at %1: %2."),
    QT_TRANSLATE_NOOP("vouch::cli",
                      "The socket %1 belongs to another user. Nothing was sent to it."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't find this program's own file: %1."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't create the folder %1: %2."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't start %1: %2."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't open %1: %2."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't watch %1: %2."),
    QT_TRANSLATE_NOOP("vouch::cli", "Can't find your home folder. Set HOME or XDG_RUNTIME_DIR."),
    QT_TRANSLATE_NOOP("vouch::cli", "XDG_RUNTIME_DIR is %1, which belongs to another user. Run: "
                                    "unset XDG_RUNTIME_DIR"),
    QT_TRANSLATE_NOOP(
        "vouch::cli",
        "The path %1 is too long for a socket. Set XDG_RUNTIME_DIR to a shorter one."),
    QT_TRANSLATE_NOOP("vouch::cli", "The folder %1 is accessible to other users. Remove it, or "
                                    "make it yours with mode 700."),
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
    for (const char *sentence : wireSentences)
        if (const auto values = valuesIn(text, sentence)) {
            const QString translated = QCoreApplication::translate("vouch::cli", sentence);
            return values->isEmpty()     ? translated
                   : values->size() == 1 ? translated.arg(values->at(0))
                                         : translated.arg(values->at(0), values->at(1));
        }
    return text;
}

} // namespace vouch::cli
