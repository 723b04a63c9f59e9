// SPDX-License-Identifier: Apache-2.0
#include "core/harden.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace vouch {

bool harden() noexcept {
    const rlimit none{0, 0};
    return ::setrlimit(RLIMIT_CORE, &none) == 0;
}

bool hideMemory() noexcept {
    return ::prctl(PR_SET_DUMPABLE, 0) == 0;
}

} // namespace vouch
