// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace vouch {

/// One row of what a person is shown before a file is changed.
struct DifferenceRow {
    enum class Kind {
        Place,   ///< "@@ ~/.gitconfig, lines 11 to 13 @@"
        Removed, ///< begins with "-"
        Added,   ///< begins with "+"
    };
    Kind kind = Kind::Place;
    QString text; ///< with its sign in column one, without the line's end; tabs as they are

    bool operator==(const DifferenceRow &) const = default;
};

/// Every line that differs and none that does not, under the places where they stand: line numbers
/// are those of the file before. `shown` is how a person names the file.
QList<DifferenceRow> difference(const QString &shown, const QByteArray &before,
                                const QByteArray &after);

} // namespace vouch
