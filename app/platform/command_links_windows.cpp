// SPDX-License-Identifier: Apache-2.0
#include "platform/command_links.h"

namespace vouch::platform {

std::function<void()> commandLinks() {
    return {};
}

} // namespace vouch::platform
