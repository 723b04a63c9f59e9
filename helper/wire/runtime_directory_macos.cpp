// SPDX-License-Identifier: Apache-2.0
#include "wire/runtime_directory_unix.h"

#include <array>
#include <climits>
#include <cstdlib>
#include <stdexcept>
#include <unistd.h>

namespace vouch::wire {

const char *const shorterDirectoryHint = "";

/// The user's folder in /var/folders, which only its owner can enter; not the one for temporary
/// files beside it, from which the system removes what wasn't used for three days. No variable
/// names another, because an application started by the Finder doesn't have a shell's variables.
std::string runtimeDirectory() {
    std::array<char, PATH_MAX> folder;
    const std::size_t size = ::confstr(_CS_DARWIN_USER_DIR, folder.data(), folder.size());
    if (size > 1 && size <= folder.size())
        return std::string(folder.data()) + "vouch"; // it ends with a slash
    const char *home = std::getenv("HOME");
    if (home == nullptr || *home != '/')
        throw std::runtime_error("Can't find your home folder. Set HOME.");
    return std::string(home) + "/Library/Application Support/Vouch/run";
}

} // namespace vouch::wire
