// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/difference.h"

#include <QByteArrayList>
#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::Difference)
};

/// Splits text into lines. The last one may lack a line ending.
QByteArrayList linesOf(const QByteArray &text) {
    QByteArrayList lines = text.split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

/// Which lines stay: the longest common subsequence. Equal lines at both ends are skipped first, so
/// the table stays small.
struct CommonLines {
    std::vector<bool> before, after;

    CommonLines(const QByteArrayList &a, const QByteArrayList &b)
        : before(std::size_t(a.size())), after(std::size_t(b.size())) {
        qsizetype head = 0, tail = 0;
        while (head < a.size() && head < b.size() && a[head] == b[head])
            mark(head, head), ++head;
        while (tail < a.size() - head && tail < b.size() - head &&
               a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) {
            ++tail;
            mark(a.size() - tail, b.size() - tail);
        }
        between(a, b, head, a.size() - tail, b.size() - tail);
    }

private:
    void mark(qsizetype i, qsizetype j) {
        before[std::size_t(i)] = true;
        after[std::size_t(j)] = true;
    }
    void between(const QByteArrayList &a, const QByteArrayList &b, qsizetype from, qsizetype endA,
                 qsizetype endB) {
        constexpr qsizetype maxCells = 16'000'000; // larger differences are shown as replaced
        const qsizetype rows = endA - from, columns = endB - from;
        if (rows <= 0 || columns <= 0 || rows > maxCells / columns)
            return;
        const auto width = std::size_t(columns + 1);
        std::vector<int> common(std::size_t(rows + 1) * width);
        const auto at = [&](qsizetype i, qsizetype j) -> int & {
            return common[std::size_t(i) * width + std::size_t(j)];
        };
        for (qsizetype i = rows - 1; i >= 0; --i)
            for (qsizetype j = columns - 1; j >= 0; --j)
                at(i, j) = a[from + i] == b[from + j] ? at(i + 1, j + 1) + 1
                                                      : std::max(at(i + 1, j), at(i, j + 1));
        for (qsizetype i = 0, j = 0; i < rows && j < columns;) {
            if (a[from + i] == b[from + j])
                mark(from + i, from + j), ++i, ++j;
            else
                at(i + 1, j) >= at(i, j + 1) ? ++i : ++j;
        }
    }
};

QString row(QChar sign, const QByteArray &line) {
    QString text = QString::fromUtf8(line);
    if (text.endsWith(u'\r'))
        text.chop(1);
    return sign + text;
}

QString place(const QString &shown, qsizetype first, qsizetype last, qsizetype lines) {
    QString where;
    if (last > first + 1)
        where = Strings::tr("%1, lines %2 to %3")
                    .arg(shown, QString::number(first + 1), QString::number(last));
    else if (first >= lines && last == first)
        where = Strings::tr("%1, at the end").arg(shown);
    else
        where = Strings::tr("%1, line %2").arg(shown, QString::number(first + 1));
    return u"@@ %1 @@"_s.arg(where);
}

} // namespace

QList<DifferenceRow> difference(const QString &shown, const QByteArray &before,
                                const QByteArray &after) {
    const auto a = linesOf(before), b = linesOf(after);
    const CommonLines common(a, b);
    QList<DifferenceRow> rows;
    for (qsizetype i = 0, j = 0; i < a.size() || j < b.size();) {
        const qsizetype first = i, firstAdded = j;
        while (i < a.size() && !common.before[std::size_t(i)])
            ++i;
        while (j < b.size() && !common.after[std::size_t(j)])
            ++j;
        if (i == first && j == firstAdded) {
            ++i, ++j;
            continue;
        }
        rows.append({DifferenceRow::Kind::Place, place(shown, first, i, a.size())});
        for (qsizetype n = first; n < i; ++n)
            rows.append({DifferenceRow::Kind::Removed, row(u'-', a[n])});
        for (qsizetype n = firstAdded; n < j; ++n)
            rows.append({DifferenceRow::Kind::Added, row(u'+', b[n])});
    }
    return rows;
}

} // namespace vouch
