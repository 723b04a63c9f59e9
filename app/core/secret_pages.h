// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace vouch {

/// Fresh, zeroed pages that stay out of swap and out of dumps as far as the system allows. Each
/// secret gets its own: locks don't nest, so on a shared page the first secret freed would unlock
/// the others. Throws std::bad_alloc. Any thread.
char *allocatePages(std::size_t bytes);

/// Gives them back, unwiped. `bytes` is what they were allocated for.
void freePages(char *pages, std::size_t bytes) noexcept;

} // namespace vouch
