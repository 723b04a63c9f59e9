// SPDX-License-Identifier: Apache-2.0
#include "session/installed_update.h"

namespace vouch {

InstalledUpdate::InstalledUpdate(const QString &program)
    : program_(program), started_(fileStamp(program)) {}

bool InstalledUpdate::isInstalled() const {
    const FileStamp now = fileStamp(program_);
    return now != FileStamp() && now != started_;
}

} // namespace vouch
