// SPDX-License-Identifier: Apache-2.0
// Wipes every heap block when it's freed, including those of Qt, OpenSSL and libfido2, where tokens
// and PINs pass through buffers that we can't wipe ourselves. Linked into the application, whose
// free() and realloc() replace glibc's for all libraries ("Replacing malloc" in the glibc manual).
// Not used with AddressSanitizer, which has its own heap.
#include <cstdlib>
#include <cstring>
#include <malloc.h>

extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier, readability-inconsistent-declaration-parameter-name)
void __libc_free(void *block); // glibc's internal free()

__attribute__((visibility("default"))) void free(void *block) noexcept {
    if (block == nullptr)
        return;
    ::explicit_bzero(block, ::malloc_usable_size(block));
    __libc_free(block);
}

/// glibc's realloc() may move a block without wiping the old one.
__attribute__((visibility("default"))) void *realloc(void *block, std::size_t size) noexcept {
    if (block == nullptr)
        return std::malloc(size);
    const std::size_t before = ::malloc_usable_size(block);
    if (size <= before && size > before / 2)
        return block;
    void *moved = std::malloc(size == 0 ? 1 : size);
    if (moved == nullptr)
        return nullptr;
    std::memcpy(moved, block, size < before ? size : before);
    free(block);
    return moved;
}
// NOLINTEND(bugprone-reserved-identifier, readability-inconsistent-declaration-parameter-name)

} // extern "C"
