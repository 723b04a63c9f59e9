// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QtGlobal>

namespace vouch {

/// Detects whether a file changed. All missing files have the same stamp.
struct FileStamp {
    qint64 seconds = 0, nanoseconds = 0; ///< modification time
    qint64 size = -1;
    quint64 inode = 0; ///< catches a replacement with the same time and size

    bool operator==(const FileStamp &) const = default;
};

/// The file's current stamp. Follows symbolic links.
FileStamp fileStamp(const QString &path);

} // namespace vouch
