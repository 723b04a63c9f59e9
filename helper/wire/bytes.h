// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace vouch::wire {

/// Overwrites memory. The compiler may not optimize it away: the empty assembly could read it.
inline void wipe(void *memory, std::size_t size) noexcept {
    std::memset(memory, 0, size);
    __asm__ volatile("" : : "r"(memory) : "memory");
}

/// Wipes memory before freeing it, so a buffer that grew leaves no copy behind.
template <typename T>
struct WipingAllocator : std::allocator<T> {
    template <typename U>
    struct rebind {
        using other = WipingAllocator<U>;
    };

    void deallocate(T *memory, std::size_t count) noexcept {
        wipe(memory, count * sizeof(T));
        std::allocator<T>::deallocate(memory, count);
    }
};

/// A growable buffer for text that may contain a secret: git's password, a session token, a PIN.
/// Not a std::string, because a short string is stored inside the object and never wiped.
using Bytes = std::vector<char, WipingAllocator<char>>;

inline std::string_view view(const Bytes &bytes) noexcept {
    return {bytes.data(), bytes.size()};
}

inline void append(Bytes &bytes, std::string_view text) {
    bytes.insert(bytes.end(), text.begin(), text.end());
}

} // namespace vouch::wire
