// SPDX-License-Identifier: Apache-2.0
#include "endpoint/system_program.h"

#include <algorithm>
#include <array>

namespace vouch::endpoint {

bool isSystemProgram(std::string_view path) {
    static constexpr std::array<std::string_view, 7> folders{
        "/usr/bin/",       "/bin/",       "/usr/sbin/", "/sbin/",
        "/usr/local/bin/", "/nix/store/", "/gnu/store/"};
    return std::ranges::any_of(
        folders, [path](std::string_view folder) { return path.starts_with(folder); });
}

} // namespace vouch::endpoint
