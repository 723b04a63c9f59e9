// SPDX-License-Identifier: Apache-2.0
#include "wire/standard_streams.h"

#include <cerrno>
#include <unistd.h>

namespace vouch::wire {
namespace {

bool writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0)
            text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

std::size_t readInput(char *to, std::size_t size) {
    ssize_t got = 0;
    do
        got = ::read(STDIN_FILENO, to, size);
    while (got < 0 && errno == EINTR);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

bool writeOutput(std::string_view text) {
    return writeAll(STDOUT_FILENO, text);
}

bool writeErrors(std::string_view text) {
    return writeAll(STDERR_FILENO, text);
}

bool showsErrors() {
    return ::isatty(STDERR_FILENO) == 1;
}

} // namespace vouch::wire
