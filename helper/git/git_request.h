// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/block.h"

#include <string_view>

namespace vouch::git {

/// What git writes to a credential helper's stdin, git-credential(1) "INPUT/OUTPUT FORMAT".
/// Lines it does not know are left alone.
class Request {
public:
    explicit Request(wire::Block block) : block_(std::move(block)) {}

    std::string_view protocol() const { return block_.value("protocol"); }
    /// With `:port` where the URL has one.
    std::string_view host() const { return block_.value("host"); }
    /// Without a leading slash, percent-decoded by git; empty unless credential.useHttpPath is set.
    std::string_view path() const { return block_.value("path"); }
    std::string_view username() const { return block_.value("username"); }

private:
    wire::Block block_;
};

/// Reads stdin up to a blank line or its end. Throws std::runtime_error with a sentence for a
/// person when a line is no `key=value`, holds a NUL, or the whole is longer than 64 KiB.
Request readRequest(int input);

} // namespace vouch::git
