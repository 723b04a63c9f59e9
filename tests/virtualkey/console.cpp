// SPDX-License-Identifier: Apache-2.0
#include "console.h"

#include "options.h"
#include "text_codec.h"

#include <algorithm>
#include <charconv>

namespace vouch::virtualkey {

std::string Console::execute(std::string_view line) {
    const auto space = line.find(' ');
    const std::string_view command = line.substr(0, space);
    const std::string argument(space == line.npos ? "" : line.substr(space + 1));
    if (command == "touch-mode") {
        const auto mode = parseTouchMode(argument);
        if (!mode)
            return "error touch-mode takes auto, manual or never";
        device_.setTouchMode(*mode);
        return "ok";
    }
    if (command == "fail") {
        const auto status = fromHex(argument);
        if (!status || status->size() != 1 || status->front() == 0)
            return "error fail takes two hexadecimal digits";
        device_.failNext(static_cast<Status>(status->front()));
        return "ok";
    }
    if (command == "room") {
        std::size_t room = 0;
        const char *end = argument.data() + argument.size();
        if (argument.empty() || std::from_chars(argument.data(), end, room).ptr != end)
            return "error room takes a number";
        store_.setRoom(std::min(room, Store::maxDiscoverableCredentials));
        return "ok";
    }
    if (!argument.empty())
        return "error " + std::string(command) + " takes no argument";
    if (command == "status")
        return status();
    if (command == "touch")
        device_.touch();
    else if (command == "unplug")
        device_.unplug();
    else if (command == "plug")
        device_.plug();
    else if (command == "force-pin-change")
        device_.clientPin().forceChange();
    else if (command == "forget-pin")
        device_.clientPin().forgetPin();
    else
        return "error no such command: touch, unplug, plug, touch-mode, status, force-pin-change, "
               "forget-pin, room, fail";
    return "ok";
}

std::string Console::status() const {
    return std::string("status ") + (device_.isPlugged() ? "plugged" : "unplugged") +
           " waiting-touch " + (device_.isWaitingForTouch() ? "yes" : "no") + " pin-retries " +
           std::to_string(store_.pinRetries()) + " credentials " +
           std::to_string(store_.credentials().size()) + " assertions " +
           std::to_string(device_.assertionCount());
}

std::vector<std::string> LineBuffer::add(std::string_view piece) {
    std::vector<std::string> lines;
    for (const char character : piece) {
        if (character == '\n')
            lines.push_back(std::exchange(partial_, {}));
        else if (partial_.size() < maxLine)
            partial_ += character;
    }
    return lines;
}

} // namespace vouch::virtualkey
