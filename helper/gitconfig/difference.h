// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace vouch {

/// One row of the preview that the user sees before a file is changed.
struct DifferenceRow {
    enum class Kind {
        Place,   ///< "@@ ~/.gitconfig, lines 11 to 13 @@"
        Removed, ///< begins with "-"
        Added,   ///< begins with "+"
    };
    Kind kind = Kind::Place;
    QString text; ///< with its sign in column one, without line ending; tabs unchanged

    bool operator==(const DifferenceRow &) const = default;
};

/// The lines that differ, without context, grouped by place. Line numbers refer to the file before
/// the change. `shown` is the file's name for display.
QList<DifferenceRow> difference(const QString &shown, const QByteArray &before,
                                const QByteArray &after);

} // namespace vouch
