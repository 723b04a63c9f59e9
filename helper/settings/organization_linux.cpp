// SPDX-License-Identifier: Apache-2.0
#include "settings/origins.h"

namespace vouch {

OrganizationFile OrganizationFile::standard() {
    return {QStringLiteral("/etc/vouch/settings"), 0};
}

} // namespace vouch
