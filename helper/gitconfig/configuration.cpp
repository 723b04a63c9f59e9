// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/configuration.h"

#include "core/error.h"
#include "core/process.h"
#include "gitconfig/config_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QHash>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Adds line numbers. git doesn't report them, but lists a file's keys in order.
void addLines(QList<ConfigRow> &rows) {
    QHash<QString, QList<ConfigRow *>> files;
    for (ConfigRow &row : rows)
        if (!row.file.isEmpty())
            files[row.file].append(&row);
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        QFile text(file.key());
        const auto lines =
            text.open(QIODevice::ReadOnly) ? linesOfKeys(text.readAll()) : QList<int>();
        if (lines.size() != file->size())
            continue; // included twice, or parsed differently by git
        for (qsizetype i = 0; i < lines.size(); ++i)
            file->at(i)->line = lines[i];
    }
}

} // namespace

QList<ConfigRow> readConfiguration(const QString &directory) {
    const auto result = runProcess(
        u"git"_s, {u"config"_s, u"--list"_s, u"--show-scope"_s, u"--show-origin"_s, u"-z"_s},
        {directory, {}, {}});
    if (result.exitCode != 0)
        throw Error(Error::Kind::Malformed,
                    QCoreApplication::translate("vouch", "git can't read its configuration: %1.")
                        .arg(QString::fromUtf8(result.errors).trimmed().section(u'\n', -1)),
                    QCoreApplication::translate("vouch", "Fix that file first."));
    const QDir here(directory.isEmpty() ? QDir::currentPath() : directory);
    const auto parts = result.output.split('\0'); // scope, origin, key and value, scope, …
    QList<ConfigRow> rows;
    for (qsizetype i = 0; i + 2 < parts.size(); i += 3) {
        ConfigRow row;
        row.scope = QString::fromUtf8(parts[i]);
        if (parts[i + 1].startsWith("file:"))
            row.file =
                QDir::cleanPath(here.absoluteFilePath(QString::fromUtf8(parts[i + 1].sliced(5))));
        const auto end = parts[i + 2].indexOf('\n');
        row.key = QString::fromUtf8(end < 0 ? parts[i + 2] : parts[i + 2].first(end));
        if (end >= 0)
            row.value = QString::fromUtf8(parts[i + 2].sliced(end + 1));
        rows.append(row);
    }
    addLines(rows);
    return rows;
}

ConfigKey ConfigKey::of(const QString &key) {
    const auto first = key.indexOf(u'.'), last = key.lastIndexOf(u'.');
    return {key.first(std::max<qsizetype>(first, 0)).toLower(),
            last > first ? key.sliced(first + 1, last - first - 1) : QString(),
            key.sliced(last + 1).toLower()};
}

} // namespace vouch
