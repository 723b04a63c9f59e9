// SPDX-License-Identifier: Apache-2.0
// Every block of the heap is wiped when it is given back: Qt's, OpenSSL's and libfido2's too, where
// a token or a PIN passes through buffers that are not ours to wipe. Linked into the application
// itself, whose definitions of free() and realloc() take the place of glibc's for all libraries
// ("Replacing malloc" in its manual). Not with AddressSanitizer, which has its own heap.
#include <cstdlib>
#include <cstring>
#include <malloc.h>

extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier, readability-inconsistent-declaration-parameter-name)
void __libc_free(void *block); // glibc's own name for it

__attribute__((visibility("default"))) void free(void *block) noexcept {
    if (block == nullptr)
        return;
    ::explicit_bzero(block, ::malloc_usable_size(block));
    __libc_free(block);
}

/// glibc's may move a block and leave the old one as it was.
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
