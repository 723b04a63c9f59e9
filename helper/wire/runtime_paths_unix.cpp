// SPDX-License-Identifier: Apache-2.0
#include "wire/runtime_paths.h"

#include "wire/runtime_directory_unix.h"

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace vouch::wire {
namespace {

void makeParents(const std::string &path) {
    for (auto slash = path.find('/', 1); slash != std::string::npos;
         slash = path.find('/', slash + 1))
        ::mkdir(path.substr(0, slash).c_str(), 0700); // existing ones stay unchanged
}

} // namespace

RuntimePaths runtimePaths() {
    const std::string directory = runtimeDirectory();
    RuntimePaths paths{directory, directory + "/endpoint", directory + "/app.lock",
                       directory + "/start.lock"};
    if (paths.endpoint.size() >= sizeof(sockaddr_un::sun_path) - 1)
        throw std::runtime_error("The path " + paths.endpoint + " is too long for a socket." +
                                 shorterDirectoryHint);
    return paths;
}

void makeDirectory(const RuntimePaths &paths) {
    makeParents(paths.directory);
    if (::mkdir(paths.directory.c_str(), 0700) != 0 && errno != EEXIST)
        throw std::runtime_error("Can't create the folder " + paths.directory + ": " +
                                 std::strerror(errno) + ".");
    if (!isPrivate(paths.directory))
        throw std::runtime_error(
            "The folder " + paths.directory +
            " is accessible to other users. Remove it, or make it yours with mode 700.");
}

bool isPrivate(const std::string &directory) noexcept {
    struct stat info {};
    return ::lstat(directory.c_str(), &info) == 0 && S_ISDIR(info.st_mode) &&
           info.st_uid == ::geteuid() && (info.st_mode & 077) == 0;
}

bool directoryIsOurs(const RuntimePaths &paths) noexcept {
    return isPrivate(paths.directory);
}

} // namespace vouch::wire
