// SPDX-License-Identifier: Apache-2.0
#include "core/secret_pages.h"

#include <new>
#include <sys/mman.h>

namespace vouch {

char *allocatePages(std::size_t bytes) {
    void *pages =
        ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        throw std::bad_alloc();
    ::mlock2(pages, bytes, 0); // like mlock(), which AddressSanitizer turns into a no-op
    ::madvise(pages, bytes, MADV_DONTDUMP);
    ::madvise(pages, bytes, MADV_DONTFORK);
    return static_cast<char *>(pages);
}

void freePages(char *pages, std::size_t bytes) noexcept {
    ::munmap(pages, bytes); // also unlocks
}

} // namespace vouch
