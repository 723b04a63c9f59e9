// SPDX-License-Identifier: Apache-2.0
#include "git/git_request.h"

#include "wire/standard_streams.h"

#include <algorithm>

namespace vouch::git {
namespace {

constexpr std::size_t inputLimit = 1024 * 1024;

std::string hostIn(std::string_view input) {
    constexpr std::string_view prefix = "host=";
    while (!input.empty() && !input.starts_with(prefix))
        input.remove_prefix(std::min(input.find('\n'), input.size() - 1) + 1);
    input.remove_prefix(std::min(prefix.size(), input.size()));
    return std::string(input.substr(0, input.find_first_of("\r\n")));
}

} // namespace

Request readRequest() {
    using wire::BlockReader;
    BlockReader reader(inputLimit, BlockReader::Strictness::Git);
    auto state = BlockReader::State::NeedMore;
    while (state == BlockReader::State::NeedMore) {
        char chunk[4096];
        const std::size_t got = wire::readInput(chunk, sizeof chunk);
        if (got == 0) {
            state = reader.finish();
            break;
        }
        reader.feed({chunk, got});
        wire::wipe(chunk, sizeof chunk);
        state = reader.poll();
    }
    if (state == BlockReader::State::TooLong)
        throw BadInput("git's request is larger than 1 MiB.", hostIn(reader.pending()));
    if (state != BlockReader::State::Complete)
        throw BadInput("git's request isn't in git's credential format.", hostIn(reader.pending()));
    return Request(reader.take());
}

} // namespace vouch::git
