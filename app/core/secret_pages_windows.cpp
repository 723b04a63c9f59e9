// SPDX-License-Identifier: Apache-2.0
#include "core/secret_pages.h"

#include <new>
#include <windows.h>

namespace vouch {

char *allocatePages(std::size_t bytes) {
    void *pages = ::VirtualAlloc(nullptr, bytes, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (pages == nullptr)
        throw std::bad_alloc();
    if (!::VirtualLock(pages, bytes)) {
        // Windows lets a process lock little more than its working set's minimum; ask for more.
        SIZE_T minimum = 0, maximum = 0;
        if (::GetProcessWorkingSetSize(::GetCurrentProcess(), &minimum, &maximum) &&
            ::SetProcessWorkingSetSize(::GetCurrentProcess(), minimum + (SIZE_T(1) << 20),
                                       maximum + (SIZE_T(1) << 20)))
            ::VirtualLock(pages, bytes);
    }
    return static_cast<char *>(pages);
}

void freePages(char *pages, std::size_t) noexcept {
    ::VirtualFree(pages, 0, MEM_RELEASE); // also unlocks
}

} // namespace vouch
