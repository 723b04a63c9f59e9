// SPDX-License-Identifier: Apache-2.0
#include "core/secret_pages.h"

#include <mach/vm_inherit.h>
#include <new>
#include <sys/mman.h>

namespace vouch {

char *allocatePages(std::size_t bytes) {
    void *pages =
        ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        throw std::bad_alloc();
    ::mlock(pages, bytes);
    ::minherit(pages, bytes, VM_INHERIT_NONE); // a forked child has nothing there
    return static_cast<char *>(pages);
}

void freePages(char *pages, std::size_t bytes) noexcept {
    ::munmap(pages, bytes); // also unlocks
}

} // namespace vouch
