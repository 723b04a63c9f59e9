// SPDX-License-Identifier: Apache-2.0
#include "endpoint/socket_file.h"

#include <sys/stat.h>
#include <unistd.h>

namespace vouch::endpoint {

std::uint64_t socketId(const std::string &path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 ? std::uint64_t(info.st_ino) : 0;
}

bool isPrivateSocket(const std::string &path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 && S_ISSOCK(info.st_mode) && (info.st_mode & 077) == 0;
}

void removeSocket(const std::string &path, std::uint64_t id) {
    if (id != 0 && socketId(path) == id)
        ::unlink(path.c_str());
}

} // namespace vouch::endpoint
