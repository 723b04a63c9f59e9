// SPDX-License-Identifier: Apache-2.0
#include "wire/runtime_directory_unix.h"

#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace vouch::wire {
namespace {

std::string_view variable(const char *name) {
    const char *value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

/// Programs in a snap get a subfolder of the user's runtime folder, `/run/user/1000/snap.code`. The
/// application listens in the parent.
std::string outsideSnap(std::string_view folder) {
    const auto last = folder.rfind('/');
    const bool ofSnap = last > 0 && folder.substr(last + 1).starts_with("snap.");
    return std::string(ofSnap ? folder.substr(0, last) : folder);
}

/// su and sudo -u can leave the previous user's variable in place. A world-writable folder, as in
/// some containers, is fine.
void refuseForeign(const std::string &folder) {
    struct stat info {};
    if (::stat(folder.c_str(), &info) == 0 && info.st_uid != ::geteuid() &&
        (info.st_mode & S_IWOTH) == 0)
        throw std::runtime_error("XDG_RUNTIME_DIR is " + folder +
                                 ", which belongs to another user. Run: unset XDG_RUNTIME_DIR");
}

} // namespace

const char *const shorterDirectoryHint = " Set XDG_RUNTIME_DIR to a shorter one.";

std::string runtimeDirectory() {
    // The XDG base directory specification says to ignore a relative path.
    if (const auto set = variable("XDG_RUNTIME_DIR"); set.starts_with('/')) {
        std::string folder = outsideSnap(set);
        refuseForeign(folder);
        return folder + "/vouch";
    }
    // cron, sudo -u and ssh commands often lack the variable although the folder exists.
    const std::string runUser = "/run/user/" + std::to_string(::geteuid());
    if (isPrivate(runUser))
        return runUser + "/vouch";
    const auto home = variable("HOME");
    if (!home.starts_with('/'))
        throw std::runtime_error("Can't find your home folder. Set HOME or XDG_RUNTIME_DIR.");
    return std::string(home) + "/.local/state/vouch/run";
}

} // namespace vouch::wire
