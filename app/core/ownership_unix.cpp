// SPDX-License-Identifier: Apache-2.0
#include "core/ownership.h"

#include <unistd.h>

namespace vouch {

bool isOurs(const QFileInfo &file) {
    return file.ownerId() == ::geteuid();
}

} // namespace vouch
