// SPDX-License-Identifier: Apache-2.0
// Wipes every heap block when it's freed, as wiping_heap_linux.cpp does. The C runtime is a library
// of Windows', so its functions can't be replaced; instead, everything that is linked statically,
// Qt and OpenSSL included, calls these (-Wl,--wrap=free,--wrap=realloc). What the runtime itself
// allocates and frees passes them by.
#include "wire/bytes.h"

#include <cstdlib>
#include <cstring>
#include <malloc.h>

extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier)
void __real_free(void *block);

void __wrap_free(void *block) {
    if (block == nullptr)
        return;
    vouch::wire::wipe(block, ::_msize(block));
    __real_free(block);
}

/// The runtime's realloc() may move a block without wiping the old one.
void *__wrap_realloc(void *block, std::size_t size) {
    if (block == nullptr)
        return std::malloc(size);
    if (size == 0) { // as the runtime does
        __wrap_free(block);
        return nullptr;
    }
    const std::size_t before = ::_msize(block);
    if (size <= before && size > before / 2)
        return block;
    void *moved = std::malloc(size);
    if (moved == nullptr)
        return nullptr;
    std::memcpy(moved, block, size < before ? size : before);
    __wrap_free(block);
    return moved;
}
// NOLINTEND(bugprone-reserved-identifier)

} // extern "C"
