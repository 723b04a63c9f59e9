// SPDX-License-Identifier: Apache-2.0
// What others write, thrown at the parsers that read it without Qt: the wire, git's input, hosts,
// addresses and the command line of the git that asks. The first byte chooses the parser, the rest
// is its input. Each property below is what callers rely on; a broken one ends the run.
#include "codecommit/address.h"
#include "codecommit/host.h"
#include "git/calling_git.h"
#include "git/remote.h"
#include "wire/block.h"
#include "wire/request.h"
#include "wire/text.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace vouch;
using Strictness = wire::BlockReader::Strictness;
using State = wire::BlockReader::State;

namespace {

void require(bool holds, const char *what) {
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

bool hasControl(std::string_view text) {
    return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

wire::Bytes written(const wire::Block &block) {
    wire::BlockWriter writer;
    if (!block.head().empty())
        writer.head(block.head());
    for (std::size_t i = 0; i < block.size(); ++i)
        writer.add(block.field(i).key, block.field(i).value);
    return writer.finish();
}

/// Bytes in pieces give what they give at once, and a block that was read and written reads the
/// same.
void block(std::string_view bytes, Strictness strictness) {
    constexpr std::size_t limit = 256;
    wire::BlockReader whole(limit, strictness);
    wire::BlockReader piecewise(limit, strictness);
    whole.feed(bytes);
    const State state = whole.poll();
    State slowly = State::NeedMore;
    for (const char &byte : bytes) {
        piecewise.feed({&byte, 1});
        slowly = piecewise.poll();
        if (slowly != State::NeedMore)
            break;
    }
    if (state == State::NeedMore)
        require(slowly == State::NeedMore, "pieces end where the whole does not");
    if (state != State::Complete)
        return;
    require(slowly == State::Complete, "pieces make no block where the whole does");
    const wire::Block read = whole.take();
    const wire::Block again = piecewise.take();
    require(read.size() == again.size() && read.head() == again.head(), "pieces read otherwise");
    wire::parseRequestLine(read.head());
    wire::failure(read);
    if (strictness == Strictness::Git)
        return;
    const wire::Bytes text = written(read);
    wire::BlockReader back(2 * limit, strictness);
    back.feed(wire::view(text));
    require(back.poll() == State::Complete, "what was written does not read");
    const wire::Block same = back.take();
    require(same.size() == read.size(), "what was written reads otherwise");
    for (std::size_t i = 0; i < read.size(); ++i)
        require(same.field(i).key == read.field(i).key &&
                    same.field(i).value == read.field(i).value,
                "a value changed on its way");
}

void host(std::string_view bytes) {
    const auto parsed = codecommit::parseHost(bytes);
    if (!parsed)
        return;
    std::string region(parsed->region);
    std::ranges::transform(region, region.begin(), [](unsigned char c) { return std::tolower(c); });
    require(codecommit::isRegion(region), "a host in no region");
    require(!hasControl(parsed->name), "a host with control characters");
    std::string lower(parsed->name);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::string_view domain = codecommit::domainOf(parsed->region);
    require(lower.ends_with(domain), "a host outside AWS");
    require(lower[lower.size() - domain.size() - 1] == '.', "a host that only ends like AWS");
}

void remoteAddress(std::string_view bytes) {
    const auto address = codecommit::parseHelperUrl(bytes);
    if (!address)
        return;
    require(codecommit::isRepository(address->repository), "an address of no repository");
    require(address->region.empty() || codecommit::isRegion(address->region),
            "an address of no region");
    for (const std::string &argument :
         git::transportCommand(*address, "origin", "/usr/bin/git-credential-vouch"))
        require(!hasControl(argument), "an argument with control characters");
}

void callingGit(std::string_view bytes) {
    wire::Process process;
    for (std::size_t begin = 0; begin <= bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        process.arguments.emplace_back(bytes.substr(begin, end - begin));
        begin = end + 1;
    }
    const auto path = git::pathFromCallingGit("git-codecommit.us-east-1.amazonaws.com", {process});
    require(!path || !path->empty(), "an empty path");
}

void text(std::string_view bytes) {
    const std::string shown = wire::displayText(bytes, 40);
    require(wire::isUtf8(shown), "shown text that is no UTF-8");
    require(!hasControl(shown), "shown text with control characters");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size == 0)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    switch (data[0] % 6) {
    case 0:
        block(bytes, Strictness::Wire);
        break;
    case 1:
        block(bytes, Strictness::Git);
        break;
    case 2:
        host(bytes);
        break;
    case 3:
        remoteAddress(bytes);
        break;
    case 4:
        callingGit(bytes);
        break;
    default:
        text(bytes);
    }
    return 0;
}
