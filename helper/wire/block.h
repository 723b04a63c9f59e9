// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/bytes.h"

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

/// The wire between a helper and the tray application, and towards git: blocks of `key=value` lines
/// ended by a blank line (gitcredentials(7) uses the same form). README.md, Format. No Qt; used by
/// both ends, so there is one parser and one writer.
namespace vouch::wire {

/// Sizes in bytes.
inline constexpr std::size_t requestLimit = 16 * 1024;
inline constexpr std::size_t replyLimit = 4 * 1024;
inline constexpr std::size_t blockLimit = 128 * 1024;
inline constexpr std::size_t answerLimit = 1024 * 1024;

/// One parsed block. Owns its text in one buffer that is wiped; the views live as long as the
/// block.
class Block {
public:
    struct Field {
        std::string_view key, value;
    };

    /// The first line where it is no `key=value`, such as `vouch/1 status`; else empty.
    std::string_view head() const noexcept { return view(head_); }
    /// The last value of `key`, which is the one that counts for git; nothing when the key is
    /// absent.
    std::optional<std::string_view> find(std::string_view key) const noexcept;
    /// The same, or an empty text.
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

/// Takes bytes as they arrive and gives whole blocks. LF or CRLF ends a line; a CR elsewhere is
/// part of the value. After `Malformed` or `TooLong` the stream is of no more use.
class BlockReader {
public:
    enum class State { NeedMore, Complete, Malformed, TooLong };

    /// What a stream may hold. Git's own input is laxer than our wire, which is ours on both ends.
    enum class Strictness {
        Git, ///< any bytes in a value but NUL
        Wire ///< UTF-8, no NUL, keys `[a-z0-9_]+` with an optional `[]`, one head line at most
    };

    /// `limit` bounds one block, in bytes with its line ends.
    BlockReader(std::size_t limit, Strictness strictness)
        : limit_(limit), strictness_(strictness) {}

    /// Adds bytes. Bytes behind the end of a block are kept for the next one.
    void feed(std::string_view bytes);
    /// Looks for the end of the current block.
    State poll();
    /// Declares the end of the input to be the end of the block, as git's helpers may.
    State finish();
    /// The block that `poll` or `finish` called complete.
    Block take();
    /// What was fed and not taken yet, for saying what went wrong with it.
    std::string_view pending() const noexcept { return view(input_); }

private:
    State parse(std::size_t end);
    bool parseLine(std::size_t begin, std::size_t size);

    std::size_t limit_;
    Strictness strictness_;
    Bytes input_;
    std::size_t scanned_ = 0; ///< up to here no blank line was found
    std::size_t lineBegin_ = 0;
    std::size_t blockEnd_ = 0;
    Block block_;
};

/// A key or value that cannot stand in a block. Says which key, never the value.
class InvalidValue : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

/// The one writer of blocks, towards the socket and towards git. A value with LF, CR or NUL is
/// refused and not cleaned: a newline in a token would rewrite git's credential.
class BlockWriter {
public:
    /// The first line of a request, such as `vouch/1 status`.
    BlockWriter &head(std::string_view line);
    /// Throws InvalidValue.
    BlockWriter &add(std::string_view key, std::string_view value);
    BlockWriter &add(std::string_view key, long long value);
    /// The same, left out when the value is empty.
    BlockWriter &addUnlessEmpty(std::string_view key, std::string_view value);
    /// The block with its closing blank line.
    Bytes finish();

private:
    Bytes text_;
};

} // namespace vouch::wire
