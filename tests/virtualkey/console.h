// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device.h"

#include <string>
#include <string_view>

namespace vouch::virtualkey {

/// The commands on standard input: what a hand does with a key, one line each.
///
///   touch              presses the button, for the request that waits or for one in the next 2 s
///   unplug             pulls the key out
///   plug               plugs it in; when it is in, pulls it out first
///   touch-mode MODE    auto, manual or never
///   force-pin-change   the PIN opens nothing until it was changed
///   forget-pin         the PIN is gone, the accounts stay: no key does that
///   room N             there is room for N more discoverable credentials
///   fail HEX           the next command that registers, signs, or sets or changes the PIN ends
///   with
///                      this status of CTAP 2.1 section 8.2
///   status             status plugged|unplugged waiting-touch yes|no pin-retries N
///                      credentials N assertions N          (in one line)
///
/// Every command is answered with one line: `ok`, what it asked for, or `error` and why.
class Console {
public:
    Console(Device &device, Store &store) : device_(device), store_(store) {}

    /// The answer to one line, without its newline.
    std::string execute(std::string_view line);

private:
    std::string status() const;

    Device &device_;
    Store &store_;
};

/// Cuts lines out of what a pipe delivers in pieces.
class LineBuffer {
public:
    /// The lines that are complete now. A line beyond `maxLine` is cut there: it isn't a command
    /// anyway, and a buffer must end somewhere.
    std::vector<std::string> add(std::string_view piece);

private:
    static constexpr std::size_t maxLine = 256;

    std::string partial_;
};

} // namespace vouch::virtualkey
