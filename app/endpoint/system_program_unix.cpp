// SPDX-License-Identifier: Apache-2.0
#include "endpoint/system_program.h"

namespace vouch::endpoint {

bool isSystemShell(std::string_view) {
    return false;
}

bool isInteractiveSystemShell(const wire::Process &) {
    return false;
}

} // namespace vouch::endpoint
