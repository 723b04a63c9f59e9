// SPDX-License-Identifier: Apache-2.0
#include "settings/origins.h"

namespace vouch {

OrganizationFile OrganizationFile::standard() {
    return {QStringLiteral("/Library/Application Support/Vouch/settings"), 0};
}

} // namespace vouch
