// SPDX-License-Identifier: Apache-2.0
#include "cli/table.h"

#include <algorithm>

namespace vouch::cli {

QStringList table(const QList<QStringList> &rows) {
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            qsizetype width = 0;
            for (const QStringList &other : rows)
                width = std::max(width, other[column].size());
            line += row[column].leftJustified(width + 2);
        }
        lines.append(line.trimmed());
    }
    return lines;
}

} // namespace vouch::cli
