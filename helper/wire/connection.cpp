// SPDX-License-Identifier: Apache-2.0
#include "wire/connection.h"

namespace vouch::wire {

namespace {

constexpr const char *noAnswer =
    "Vouch quit before it answered. Try again; its log shows why it quit.";

} // namespace

void Connection::send(const Bytes &block, Deadline deadline) {
    std::string_view rest = view(block);
    while (!rest.empty()) {
        const std::size_t sent = sendSome(rest, deadline);
        if (sent == 0)
            throw ConnectionError(noAnswer);
        rest.remove_prefix(sent);
    }
}

Block Connection::receive(Deadline deadline) {
    while (true) {
        switch (reader_.poll()) {
        case BlockReader::State::Complete:
            return reader_.take();
        case BlockReader::State::Malformed:
        case BlockReader::State::TooLong:
            throw ConnectionError(
                "Vouch sent an unreadable answer. Is the running app the same version?");
        case BlockReader::State::NeedMore:
            break;
        }
        char chunk[16 * 1024];
        const std::size_t size = receiveSome(chunk, sizeof chunk, deadline);
        if (size == 0)
            throw ConnectionError(noAnswer);
        received_ += size;
        const bool isTooLong = received_ > answerLimit;
        if (!isTooLong)
            reader_.feed({chunk, size});
        wipe(chunk, size);
        if (isTooLong)
            throw ConnectionError("Vouch sent an answer that's too long.");
    }
}

} // namespace vouch::wire
