// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/whole_names.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QChar joiner(0x2060);  ///< no line breaks beside it
constexpr QChar breaker(0x200B); ///< a line may break here

/// Adds a character after each `character` in each match.
void putAfter(QString &text, const QRegularExpression &pattern, QChar character, QChar added) {
    qsizetype at = 0;
    for (auto match = pattern.match(text); match.hasMatch(); match = pattern.match(text, at)) {
        const QString marked = match.captured().replace(character, QString(character) + added);
        text.replace(match.capturedStart(), match.capturedLength(), marked);
        at = match.capturedStart() + marked.size();
    }
}

} // namespace

QString withWholeNames(const QString &text) {
    static const QRegularExpression region(u"(?<![\\w-])[a-z]{2}(?:-[a-z]+)+-\\d(?![\\w-])"_s);
    static const QRegularExpression arn(u"(?<!\\w)arn:[\\w:-]+:"_s);
    QString shown = text;
    putAfter(shown, arn, u':', breaker);
    putAfter(shown, region, u'-', joiner);
    return shown;
}

QString plainNames(const QString &shown) {
    return QString(shown).remove(joiner).remove(breaker);
}

void keepCopiesPlain() {
    QClipboard *clipboard = QGuiApplication::clipboard();
    QObject::connect(clipboard, &QClipboard::changed, clipboard, [clipboard](QClipboard::Mode of) {
        const bool isOurs =
            of == QClipboard::Clipboard ? clipboard->ownsClipboard() : clipboard->ownsSelection();
        const QString copied = isOurs ? clipboard->text(of) : QString();
        if (const QString plain = plainNames(copied); plain != copied)
            clipboard->setText(plain, of);
    });
}

} // namespace vouch::ui
