// SPDX-License-Identifier: Apache-2.0
#include "aws/ini_lines.h"

#include <array>

namespace vouch::aws {

namespace {

/// The size in bytes of the UTF-8 whitespace character, by Python's definition, at the start of the
/// text; 0 if there is none.
qsizetype spaceAt(QByteArrayView text) noexcept {
    if (text.isEmpty())
        return 0;
    const char first = text.front();
    if (first == ' ' || (first >= '\t' && first <= '\r') || (first >= 0x1C && first <= 0x1F))
        return 1;
    if (static_cast<unsigned char>(first) < 0x80)
        return 0;
    if (text.startsWith("\xC2\x85") || text.startsWith("\xC2\xA0"))
        return 2;
    static constexpr std::array<QByteArrayView, 6> others{"\xE1\x9A\x80", "\xE2\x80\xA8",
                                                          "\xE2\x80\xA9", "\xE2\x80\xAF",
                                                          "\xE2\x81\x9F", "\xE3\x80\x80"};
    const auto is = [text](QByteArrayView space) { return text.startsWith(space); };
    const bool isWide = text.size() >= 3 && text.startsWith("\xE2\x80") &&
                        static_cast<unsigned char>(text[2]) >= 0x80 &&
                        static_cast<unsigned char>(text[2]) <= 0x8A;
    return isWide || std::ranges::any_of(others, is) ? 3 : 0;
}

} // namespace

int indentOf(QByteArrayView line) noexcept {
    int characters = 0;
    while (const qsizetype bytes = spaceAt(line)) {
        line = line.sliced(bytes);
        ++characters;
    }
    return characters;
}

QByteArrayView trimmedEnd(QByteArrayView text) noexcept {
    for (qsizetype width = 1; width <= 3 && width <= text.size();) {
        if (spaceAt(text.last(width)) == width) {
            text = text.chopped(width);
            width = 1;
        } else {
            ++width;
        }
    }
    return text;
}

QByteArrayView trimmed(QByteArrayView text) noexcept {
    while (const qsizetype bytes = spaceAt(text))
        text = text.sliced(bytes);
    return trimmedEnd(text);
}

QByteArrayView sectionIn(QByteArrayView content) noexcept {
    const qsizetype closing = content.lastIndexOf(']');
    return content.startsWith('[') && closing > 1 ? content.sliced(1, closing - 1)
                                                  : QByteArrayView();
}

qsizetype keyEndIn(QByteArrayView content) noexcept {
    return std::ranges::find_if(content, [](char c) { return c == '=' || c == ':'; }) -
           content.begin();
}

} // namespace vouch::aws
