// SPDX-License-Identifier: Apache-2.0
#include "core/ownership.h"

#include <unistd.h>

namespace vouch {

bool isOurs(const QFileInfo &file) {
    return file.ownerId() == ::geteuid();
}

bool isOwnedBy(const QFileInfo &file, uint owner) {
    return file.ownerId() == owner;
}

bool othersMayWrite(const QFileInfo &file) {
    return (file.permissions() & (QFile::WriteGroup | QFile::WriteOther)) != 0;
}

bool isReadOnly(const QFileInfo &file) {
    constexpr auto anyWrite = QFile::WriteOwner | QFile::WriteGroup | QFile::WriteOther;
    return file.exists() && (!file.isWritable() || !(file.permissions() & anyWrite));
}

} // namespace vouch
