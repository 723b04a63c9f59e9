// SPDX-License-Identifier: Apache-2.0
#include "wire/runtime_paths.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace vouch::wire {
namespace {

/// Ours, a directory and not a link to one, and closed to group and others.
bool isPrivate(const std::string &directory) noexcept {
    struct stat info {};
    return ::lstat(directory.c_str(), &info) == 0 && S_ISDIR(info.st_mode) &&
           info.st_uid == ::geteuid() && (info.st_mode & 077) == 0;
}

std::string_view variable(const char *name) {
    const char *value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

/// A snap gives its programs a folder of their own in the person's, where the running application
/// does not listen: `/run/user/1000/snap.code`.
std::string outsideSnap(std::string_view folder) {
    const auto last = folder.rfind('/');
    const bool ofSnap = last > 0 && folder.substr(last + 1).starts_with("snap.");
    return std::string(ofSnap ? folder.substr(0, last) : folder);
}

/// su and sudo -u can keep the variable of the user before. A folder that everybody may write to,
/// as containers have it, does for us.
void refuseForeign(const std::string &folder) {
    struct stat info {};
    if (::stat(folder.c_str(), &info) == 0 && info.st_uid != ::geteuid() &&
        (info.st_mode & S_IWOTH) == 0)
        throw std::runtime_error("XDG_RUNTIME_DIR is " + folder +
                                 ", which belongs to another user. Run: unset XDG_RUNTIME_DIR");
}

/// The per-user folder that the system empties at logout, or the home folder's substitute.
std::string runtimeDirectory() {
    // The XDG base directory specification: a relative path is to be ignored.
    if (const auto set = variable("XDG_RUNTIME_DIR"); set.starts_with('/')) {
        std::string folder = outsideSnap(set);
        refuseForeign(folder);
        return folder + "/vouch";
    }
    // cron, sudo -u and ssh commands often come without the variable, though the folder is there.
    const std::string runUser = "/run/user/" + std::to_string(::geteuid());
    if (isPrivate(runUser))
        return runUser + "/vouch";
    const auto home = variable("HOME");
    if (!home.starts_with('/'))
        throw std::runtime_error("Neither XDG_RUNTIME_DIR nor HOME says where your files are.");
    return std::string(home) + "/.local/state/vouch/run";
}

void makeParents(const std::string &path) {
    for (auto slash = path.find('/', 1); slash != std::string::npos;
         slash = path.find('/', slash + 1))
        ::mkdir(path.substr(0, slash).c_str(), 0700); // what exists stays as it is
}

} // namespace

RuntimePaths runtimePaths() {
    const std::string directory = runtimeDirectory();
    RuntimePaths paths{directory, directory + "/endpoint", directory + "/app.lock",
                       directory + "/start.lock"};
    if (paths.endpoint.size() >= sizeof(sockaddr_un::sun_path) - 1)
        throw std::runtime_error(
            "The path " + paths.endpoint +
            " is too long for a socket. Set XDG_RUNTIME_DIR to a shorter one.");
    return paths;
}

void makeDirectory(const RuntimePaths &paths) {
    makeParents(paths.directory);
    if (::mkdir(paths.directory.c_str(), 0700) != 0 && errno != EEXIST)
        throw std::runtime_error("Cannot make the folder " + paths.directory + ": " +
                                 std::strerror(errno) + ".");
    if (!isPrivate(paths.directory))
        throw std::runtime_error("The folder " + paths.directory +
                                 " is not yours alone. Remove it, or make it yours with mode 700.");
}

bool directoryIsOurs(const RuntimePaths &paths) noexcept {
    return isPrivate(paths.directory);
}

} // namespace vouch::wire
