// SPDX-License-Identifier: Apache-2.0
#include "core/file_stamp.h"

#include <QFile>

#include <sys/stat.h>

namespace vouch {

FileStamp fileStamp(const QString &path) {
    struct stat info {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return {};
    return {info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_size, info.st_ino};
}

} // namespace vouch
