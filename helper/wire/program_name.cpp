// SPDX-License-Identifier: Apache-2.0
#include "wire/process.h"
#include "wire/text.h"

namespace vouch::wire {

std::string_view programName(std::string_view path) noexcept {
    constexpr std::string_view ending = ".exe";
    path.remove_prefix(path.find_last_of("/\\") + 1); // npos + 1 is 0
    if (path.size() > ending.size() &&
        lowerCase(path.substr(path.size() - ending.size())) == ending)
        path.remove_suffix(ending.size());
    return path;
}

} // namespace vouch::wire
