// SPDX-License-Identifier: Apache-2.0
#include "git/git_request.h"

#include <cerrno>
#include <stdexcept>
#include <unistd.h>

namespace vouch::git {
namespace {
constexpr std::size_t inputLimit = 65535;
}

Request readRequest(int input) {
    using wire::BlockReader;
    BlockReader reader(inputLimit, BlockReader::Strictness::Git);
    auto state = BlockReader::State::NeedMore;
    while (state == BlockReader::State::NeedMore) {
        char chunk[4096];
        const ssize_t got = ::read(input, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            state = reader.finish();
            break;
        }
        reader.feed({chunk, static_cast<std::size_t>(got)});
        wire::wipe(chunk, sizeof chunk);
        state = reader.poll();
    }
    if (state == BlockReader::State::TooLong)
        throw std::runtime_error("git's question is longer than 64 KiB.");
    if (state != BlockReader::State::Complete)
        throw std::runtime_error("git's question is not in git's credential format.");
    return Request(reader.take());
}

} // namespace vouch::git
