// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/block.h"

#include <stdexcept>
#include <string>
#include <string_view>

namespace vouch::git {

/// What git writes to a credential helper's stdin: git-credential(1), "INPUT/OUTPUT FORMAT".
/// Ignores unknown keys.
class Request {
public:
    explicit Request(wire::Block block) : block_(std::move(block)) {}

    std::string_view protocol() const { return block_.value("protocol"); }
    /// With `:port` if the URL has one.
    std::string_view host() const { return block_.value("host"); }
    /// Without a leading slash, percent-decoded by git; empty unless credential.useHttpPath is set.
    std::string_view path() const { return block_.value("path"); }
    std::string_view username() const { return block_.value("username"); }

private:
    wire::Block block_;
};

/// git's request couldn't be parsed. `what()` is a sentence for the user.
class BadInput : public std::runtime_error {
public:
    BadInput(const char *why, std::string host) : std::runtime_error(why), host_(std::move(host)) {}
    /// The host in the input read so far; empty if there is none.
    const std::string &host() const noexcept { return host_; }

private:
    std::string host_;
};

/// Reads standard input up to a blank line or its end. Throws BadInput if a line isn't `key=value`
/// or contains a NUL, or if the input exceeds 1 MiB (git sends any number of lines of up to 64
/// KiB).
Request readRequest();

} // namespace vouch::git
