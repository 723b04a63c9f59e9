// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QtGlobal>

namespace vouch {

/// What tells one state of a file from another. All files that are not there have the same one.
struct FileStamp {
    qint64 seconds = 0, nanoseconds = 0; ///< when it was changed
    qint64 size = -1;
    quint64 inode = 0; ///< another file may take its place with the same time and size

    bool operator==(const FileStamp &) const = default;
};

/// That of the file as it is now; a symbolic link's is that of what it leads to.
FileStamp fileStamp(const QString &path);

} // namespace vouch
