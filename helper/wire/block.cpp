// SPDX-License-Identifier: Apache-2.0
#include "wire/block.h"

#include "wire/text.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace vouch::wire {
namespace {

bool isWireKey(std::string_view key) noexcept {
    if (key.ends_with("[]"))
        key.remove_suffix(2);
    return !key.empty() && std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

} // namespace

std::optional<std::string_view> Block::find(std::string_view key) const noexcept {
    const auto last = std::find_if(fields_.rbegin(), fields_.rend(),
                                   [&](const Entry &entry) { return view(entry.key) == key; });
    return last == fields_.rend() ? std::nullopt : std::optional(view(last->value));
}

Block::Field Block::field(std::size_t index) const noexcept {
    return {view(fields_[index].key), view(fields_[index].value)};
}

void BlockReader::feed(std::string_view bytes) {
    append(input_, bytes);
}

BlockReader::State BlockReader::poll() {
    const std::string_view text = view(input_);
    while (true) {
        const std::size_t lineEnd = text.find('\n', scanned_);
        if (std::min(lineEnd, text.size()) > limit_)
            return State::TooLong;
        if (lineEnd == std::string_view::npos) {
            scanned_ = text.size();
            return State::NeedMore;
        }
        std::string_view line = text.substr(lineBegin_, lineEnd - lineBegin_);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        scanned_ = lineBegin_ = lineEnd + 1;
        if (line.empty())
            return parse(lineBegin_);
    }
}

BlockReader::State BlockReader::finish() {
    if (input_.empty() || input_.back() != '\n')
        append(input_, "\n");
    append(input_, "\n");
    return poll();
}

BlockReader::State BlockReader::parse(std::size_t end) {
    const std::string_view text = view(input_).substr(0, end);
    if (text.find('\0') != std::string_view::npos)
        return State::Malformed;
    if (strictness_ == Strictness::Wire && !isUtf8(text))
        return State::Malformed;
    block_ = Block{};
    block_.text_.assign(text.begin(), text.end());
    blockEnd_ = end;
    for (std::size_t begin = 0; begin < end;) {
        const std::size_t lineEnd = text.find('\n', begin);
        std::size_t size = lineEnd - begin;
        if (size > 0 && text[begin + size - 1] == '\r')
            --size;
        if (size > 0 && !parseLine(begin, size))
            return State::Malformed;
        begin = lineEnd + 1;
    }
    return State::Complete;
}

bool BlockReader::parseLine(std::size_t begin, std::size_t size) {
    const std::string_view line = view(block_.text_).substr(begin, size);
    if (strictness_ == Strictness::Wire && line.find('\r') != std::string_view::npos)
        return false; // a CR inside the line
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
        if (begin != 0)
            return false;
        block_.head_ = {begin, size};
        return true;
    }
    if (strictness_ == Strictness::Wire && !isWireKey(line.substr(0, equals)))
        return false;
    block_.fields_.push_back({{begin, equals}, {begin + equals + 1, size - equals - 1}});
    return true;
}

Block BlockReader::take() {
    Bytes rest(input_.begin() + static_cast<std::ptrdiff_t>(blockEnd_), input_.end());
    input_ = std::move(rest);
    scanned_ = lineBegin_ = blockEnd_ = 0;
    return std::exchange(block_, Block{});
}

BlockWriter &BlockWriter::head(std::string_view line) {
    append(text_, line);
    text_.push_back('\n');
    return *this;
}

BlockWriter &BlockWriter::add(std::string_view key, std::string_view value) {
    constexpr std::string_view forbidden{"\n\r\0", 3};
    if (!isWireKey(key))
        throw InvalidValue("not a valid key for a block");
    if (value.find_first_of(forbidden) != std::string_view::npos || !isUtf8(value))
        throw InvalidValue("the value of " + std::string(key) +
                           " contains a line break, a NUL byte or invalid UTF-8");
    append(text_, key);
    text_.push_back('=');
    append(text_, value);
    text_.push_back('\n');
    return *this;
}

BlockWriter &BlockWriter::add(std::string_view key, long long value) {
    char digits[24];
    const auto written = std::to_chars(std::begin(digits), std::end(digits), value);
    return add(key, std::string_view(digits, written.ptr));
}

BlockWriter &BlockWriter::addUnlessEmpty(std::string_view key, std::string_view value) {
    return value.empty() ? *this : add(key, value);
}

Bytes BlockWriter::finish() {
    text_.push_back('\n');
    return std::move(text_);
}

} // namespace vouch::wire
