// SPDX-License-Identifier: Apache-2.0
#include "core/nearest_names.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace vouch {
namespace {

constexpr qsizetype maxCompared = 100; // characters of an untrusted name
constexpr qsizetype alwaysSimilar = 2; // letters that differ

/// The Levenshtein distance, computed row by row.
qsizetype distance(QStringView a, QStringView b) {
    std::vector<qsizetype> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), qsizetype(0));
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const qsizetype replaced = diagonal + (a[i].toLower() == b[j].toLower() ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({replaced, row[at] + 1, row[at + 1] + 1});
        }
    }
    return row.back();
}

} // namespace

QStringList nearestNames(const QString &wrong, const QStringList &names) {
    QStringList nearest = names;
    const QStringView start = QStringView(wrong).left(maxCompared);
    std::ranges::stable_sort(nearest, {}, [start](const QString &name) {
        return distance(start, QStringView(name).left(maxCompared));
    });
    return nearest.first(std::min<qsizetype>(nearest.size(), 3));
}

QStringList similarNames(const QString &wrong, const QStringList &names) {
    QStringList similar = nearestNames(wrong, names);
    const QStringView start = QStringView(wrong).left(maxCompared);
    similar.removeIf([start](const QString &name) {
        return distance(start, QStringView(name).left(maxCompared)) >
               std::max(alwaysSimilar, name.size() / 3);
    });
    return similar;
}

} // namespace vouch
