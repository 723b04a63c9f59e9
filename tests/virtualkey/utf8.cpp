// SPDX-License-Identifier: Apache-2.0
#include "utf8.h"

namespace vouch::virtualkey {
namespace {

struct Sequence {
    std::size_t length;
    std::uint32_t firstBits;
    std::uint32_t smallest; // a smaller code point would be an overlong form
};

std::optional<Sequence> sequenceOf(std::uint8_t lead) {
    if (lead < 0x80)
        return Sequence{1, lead, 0};
    if ((lead & 0xe0) == 0xc0)
        return Sequence{2, lead & 0x1fu, 0x80};
    if ((lead & 0xf0) == 0xe0)
        return Sequence{3, lead & 0x0fu, 0x800};
    if ((lead & 0xf8) == 0xf0)
        return Sequence{4, lead & 0x07u, 0x10000};
    return std::nullopt;
}

} // namespace

std::optional<std::size_t> countCodePoints(ByteView text) {
    std::size_t count = 0;
    while (!text.empty()) {
        const auto sequence = sequenceOf(text.front());
        if (!sequence || text.size() < sequence->length)
            return std::nullopt;
        std::uint32_t codePoint = sequence->firstBits;
        for (const std::uint8_t next : text.subspan(1, sequence->length - 1)) {
            if ((next & 0xc0) != 0x80)
                return std::nullopt;
            codePoint = codePoint << 6 | (next & 0x3fu);
        }
        const bool surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
        if (codePoint < sequence->smallest || codePoint > 0x10ffff || surrogate)
            return std::nullopt;
        text = text.subspan(sequence->length);
        ++count;
    }
    return count;
}

} // namespace vouch::virtualkey
