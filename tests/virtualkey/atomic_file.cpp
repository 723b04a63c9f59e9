// SPDX-License-Identifier: Apache-2.0
#include "atomic_file.h"

#include "file_descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace vouch::virtualkey {
namespace {

[[noreturn]] void fail(const char *action, const std::filesystem::path &path) {
    throw std::system_error(errno, std::generic_category(),
                            std::string(action) + " " + path.string());
}

FileDescriptor openOrFail(const std::filesystem::path &path, int flags, mode_t mode = 0) {
    FileDescriptor file(::open(path.c_str(), flags | O_CLOEXEC, mode));
    if (!file)
        fail("cannot open", path);
    return file;
}

void writeAll(const FileDescriptor &file, ByteView content, const std::filesystem::path &path) {
    while (!content.empty()) {
        const ssize_t written = ::write(file.get(), content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            fail("cannot write", path);
        content = content.subspan(static_cast<std::size_t>(written));
    }
}

void syncToDisk(const FileDescriptor &file, const std::filesystem::path &path) {
    if (::fsync(file.get()) != 0)
        fail("cannot sync", path);
}

} // namespace

std::optional<Bytes> readFile(const std::filesystem::path &path) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file && errno == ENOENT)
        return std::nullopt;
    if (!file)
        fail("cannot open", path);
    Bytes content;
    for (;;) {
        std::uint8_t buffer[4096];
        const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail("cannot read", path);
        if (count == 0)
            return content;
        append(content, {buffer, static_cast<std::size_t>(count)});
    }
}

void replaceFile(const std::filesystem::path &path, ByteView content) {
    std::filesystem::path aside = path;
    aside += ".new";
    ::unlink(aside.c_str()); // left by a run that was killed; O_EXCL makes the mode ours
    const FileDescriptor file = openOrFail(aside, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
    writeAll(file, content, aside);
    syncToDisk(file, aside);
    if (::rename(aside.c_str(), path.c_str()) != 0)
        fail("cannot replace", path);
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    syncToDisk(openOrFail(folder, O_RDONLY | O_DIRECTORY), folder);
}

} // namespace vouch::virtualkey
