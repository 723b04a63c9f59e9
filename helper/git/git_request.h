// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/block.h"

#include <stdexcept>
#include <string>
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

/// git's question could not be read; says why in a sentence for a person.
class BadInput : public std::runtime_error {
public:
    BadInput(const char *why, std::string host) : std::runtime_error(why), host_(std::move(host)) {}
    /// The host it names as far as it was read; empty where it names none.
    const std::string &host() const noexcept { return host_; }

private:
    std::string host_;
};

/// Reads stdin up to a blank line or its end. Throws BadInput when a line is no `key=value`, holds
/// a NUL, or the whole is longer than 1 MiB: git takes lines of 64 KiB, and any number of them.
Request readRequest(int input);

} // namespace vouch::git
