// SPDX-License-Identifier: Apache-2.0
#include "aws/command_words.h"

#include "wire/command_line.h"

namespace vouch::aws {

namespace {

bool areQuotesMatched(QStringView line) {
    bool isQuoted = false;
    qsizetype backslashes = 0;
    for (const QChar character : line) {
        isQuoted ^= character == u'"' && backslashes % 2 == 0;
        backslashes = character == u'\\' ? backslashes + 1 : 0;
    }
    return !isQuoted;
}

} // namespace

std::optional<QStringList> commandWords(const QString &line) {
    if (!areQuotesMatched(line))
        return std::nullopt;
    QStringList words;
    for (const std::string &word : wire::splitCommandLine(line.trimmed().toStdString()))
        words.append(QString::fromStdString(word));
    return words;
}

QString programName(const QString &word) {
    QString name = QString(word).replace(u'\\', u'/').section(u'/', -1).toLower();
    if (name.endsWith(QLatin1StringView(".exe")))
        name.chop(4);
    return name;
}

} // namespace vouch::aws
