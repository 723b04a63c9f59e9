// SPDX-License-Identifier: Apache-2.0
#include "aws/shell_words.h"

namespace vouch::aws {
namespace {

bool isSpace(QChar character) {
    return QStringView(u" \t\r\n").contains(character);
}

/// Reads the word at `at` and moves `at` past it.
std::optional<QString> word(QStringView line, qsizetype &at) {
    QString result;
    QChar quote;
    while (at < line.size()) {
        const QChar character = line[at];
        if (quote.isNull() && isSpace(character))
            return result;
        ++at;
        const bool escapes = character == u'\\' && quote != u'\'';
        if (escapes && at == line.size())
            return std::nullopt;
        if (escapes) {
            // In double quotes, only the quote and the backslash can be escaped.
            const QChar escaped = line[at++];
            if (!quote.isNull() && escaped != quote && escaped != u'\\')
                result += character;
            result += escaped;
        } else if (character == quote) {
            quote = QChar();
        } else if (quote.isNull() && (character == u'\'' || character == u'"')) {
            quote = character;
        } else {
            result += character;
        }
    }
    return quote.isNull() ? std::optional(result) : std::nullopt;
}

} // namespace

std::optional<QStringList> shellWords(QStringView line) {
    QStringList words;
    qsizetype at = 0;
    while (true) {
        while (at < line.size() && isSpace(line[at]))
            ++at;
        if (at == line.size())
            return words;
        auto next = word(line, at);
        if (!next)
            return std::nullopt;
        words.append(*std::move(next));
    }
}

} // namespace vouch::aws
