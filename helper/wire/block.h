// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/bytes.h"

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

/// The protocol between clients and the tray application, and the format that git's credential
/// helpers use: blocks of `key=value` lines, each ended by a blank line. README.md, Format. No Qt:
/// both ends share this parser and this writer.
namespace vouch::wire {

/// Sizes in bytes.
inline constexpr std::size_t requestLimit = 16 * 1024;
inline constexpr std::size_t replyLimit = 4 * 1024;
inline constexpr std::size_t blockLimit = 128 * 1024;
inline constexpr std::size_t answerLimit = 1024 * 1024;

/// One parsed block. Owns its text in a single buffer that is wiped on destruction; the views are
/// valid as long as the block.
class Block {
public:
    struct Field {
        std::string_view key, value;
    };

    /// The first line if it isn't `key=value`, such as `vouch/1 status`; otherwise empty.
    std::string_view head() const noexcept { return view(head_); }
    /// The last value of `key`, as git does it; nullopt if the key is absent.
    std::optional<std::string_view> find(std::string_view key) const noexcept;
    /// The same, or an empty view.
    std::string_view value(std::string_view key) const noexcept {
        return find(key).value_or(std::string_view{});
    }
    std::size_t size() const noexcept { return fields_.size(); }
    Field field(std::size_t index) const noexcept;

private:
    friend class BlockReader;
    struct Span {
        std::size_t begin, size;
    };
    struct Entry {
        Span key, value;
    };
    std::string_view view(Span span) const noexcept {
        return wire::view(text_).substr(span.begin, span.size);
    }

    Bytes text_;
    Span head_{};
    std::vector<Entry> fields_;
};

/// An incremental parser: takes bytes as they arrive, returns complete blocks. LF or CRLF ends a
/// line; a CR elsewhere is part of the value. After `Malformed` or `TooLong`, don't read on.
class BlockReader {
public:
    enum class State { NeedMore, Complete, Malformed, TooLong };

    /// What a stream may contain. Git's input is looser than our own protocol.
    enum class Strictness {
        Git, ///< any bytes except NUL in a value
        Wire ///< UTF-8, no NUL, keys `[a-z0-9_]+` with an optional `[]`, one head line at most
    };

    /// `limit` is the maximum size of one block in bytes, line endings included.
    BlockReader(std::size_t limit, Strictness strictness)
        : limit_(limit), strictness_(strictness) {}

    /// Adds bytes. Bytes past the end of a block are saved for the next one.
    void feed(std::string_view bytes);
    /// Looks for the end of the current block.
    State poll();
    /// Treats the end of the input as the end of the block, as git's helpers may.
    State finish();
    /// Returns the block that `poll` or `finish` reported as complete.
    Block take();
    /// Input that hasn't been taken yet, for error messages.
    std::string_view pending() const noexcept { return view(input_); }

private:
    State parse(std::size_t end);
    bool parseLine(std::size_t begin, std::size_t size);

    std::size_t limit_;
    Strictness strictness_;
    Bytes input_;
    std::size_t scanned_ = 0; ///< no blank line before this offset
    std::size_t lineBegin_ = 0;
    std::size_t blockEnd_ = 0;
    Block block_;
};

/// A key or value that isn't allowed in a block. The message names the key, never the value.
class InvalidValue : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

/// Writes blocks, for the socket and for git. Rejects a value with LF, CR or NUL instead of
/// cleaning it: a newline in a token would rewrite git's credential.
class BlockWriter {
public:
    /// The first line of a request, such as `vouch/1 status`.
    BlockWriter &head(std::string_view line);
    /// Throws InvalidValue.
    BlockWriter &add(std::string_view key, std::string_view value);
    BlockWriter &add(std::string_view key, long long value);
    /// The same, but skips an empty value.
    BlockWriter &addUnlessEmpty(std::string_view key, std::string_view value);
    /// The block with its closing blank line.
    Bytes finish();

private:
    Bytes text_;
};

} // namespace vouch::wire
