// SPDX-License-Identifier: Apache-2.0
#include "wire/text.h"

#include <array>
#include <cstdint>

namespace vouch::wire {
namespace {

struct Decoded {
    char32_t codePoint;
    std::size_t length; ///< bytes used; 0 if malformed
};

/// Decodes the first character of a non-empty text.
Decoded decode(std::string_view text) noexcept {
    struct Form {
        std::uint8_t mask, lead;
        char32_t smallest;
    };
    static constexpr std::array<Form, 4> forms{
        {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}}};
    const auto first = static_cast<std::uint8_t>(text.front());
    for (std::size_t length = 1; length <= forms.size(); ++length) {
        const Form &form = forms[length - 1];
        if ((first & form.mask) != form.lead)
            continue;
        if (text.size() < length)
            return {0, 0};
        char32_t codePoint = first & static_cast<std::uint8_t>(~form.mask);
        for (std::size_t i = 1; i < length; ++i) {
            const auto next = static_cast<std::uint8_t>(text[i]);
            if ((next & 0xC0) != 0x80)
                return {0, 0};
            codePoint = (codePoint << 6) | (next & 0x3F);
        }
        const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        if (codePoint < form.smallest || codePoint > 0x10FFFF || surrogate)
            return {0, 0};
        return {codePoint, length};
    }
    return {0, 0};
}

bool isHidden(char32_t c) noexcept {
    const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    const bool bidi = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                      (c >= 0x2066 && c <= 0x2069);
    const bool lineBreak = c == 0x2028 || c == 0x2029;
    return control || bidi || lineBreak;
}

} // namespace

bool isUtf8(std::string_view text) noexcept {
    while (!text.empty()) {
        const Decoded next = decode(text);
        if (next.length == 0)
            return false;
        text.remove_prefix(next.length);
    }
    return true;
}

std::string displayText(std::string_view text, std::size_t limit) {
    std::string shown;
    for (std::size_t characters = 0; !text.empty();) {
        const Decoded next = decode(text);
        const std::size_t used = next.length == 0 ? 1 : next.length;
        const std::string_view bytes = next.length == 0 ? "\xEF\xBF\xBD" : text.substr(0, used);
        text.remove_prefix(used);
        if (next.length != 0 && isHidden(next.codePoint))
            continue;
        if (++characters > limit)
            return shown += "\xE2\x80\xA6";
        shown += bytes;
    }
    return shown;
}

std::string lowerCase(std::string_view text) {
    std::string result(text);
    for (char &c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

} // namespace vouch::wire
