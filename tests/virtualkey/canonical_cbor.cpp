// SPDX-License-Identifier: Apache-2.0
#include "canonical_cbor.h"

#include "utf8.h"

#include <optional>

namespace vouch::virtualkey {
namespace {

constexpr int maxNesting = 4;

enum Major : std::uint8_t { Unsigned, Negative, ByteString, TextString, Array, Map, Tag, Simple };

/// Walks over the items without building anything. Every function answers whether what it read
/// was well formed and canonical, and leaves `rest_` behind it.
class Walker {
public:
    explicit Walker(ByteView encoded) : rest_(encoded) {}

    bool document() { return item(0) && rest_.empty(); }

private:
    bool item(int nesting) {
        if (rest_.empty())
            return false;
        const auto major = static_cast<Major>(rest_.front() >> 5);
        const std::uint8_t information = rest_.front() & 0x1f;
        rest_ = rest_.subspan(1);
        if (major == Simple)
            return simple(information);
        const auto argument = readArgument(information);
        if (!argument)
            return false;
        switch (major) {
        case Unsigned:
        case Negative:
            return true;
        case ByteString:
            return take(*argument).has_value();
        case TextString: {
            const auto text = take(*argument);
            return text && countCodePoints(*text);
        }
        case Array:
            return nesting < maxNesting && array(*argument, nesting + 1);
        case Map:
            return nesting < maxNesting && map(*argument, nesting + 1);
        case Tag:
        case Simple:
            break;
        }
        return false;
    }

    /// false, true, null, undefined, and floats of three widths, which stay as they are.
    bool simple(std::uint8_t information) {
        if (information >= 20 && information <= 23)
            return true;
        if (information >= 25 && information <= 27)
            return take(std::uint64_t{1} << (information - 24)).has_value();
        return false;
    }

    /// The number in or behind the initial byte, if it stands there in the shortest way.
    std::optional<std::uint64_t> readArgument(std::uint8_t information) {
        if (information < 24)
            return information;
        if (information > 27)
            return std::nullopt; // reserved, or an indefinite length
        const auto digits = take(std::uint64_t{1} << (information - 24));
        if (!digits)
            return std::nullopt;
        std::uint64_t value = 0;
        for (const std::uint8_t digit : *digits)
            value = value << 8 | digit;
        constexpr std::uint64_t largestShorter[] = {23, 0xff, 0xffff, 0xffffffff};
        if (value <= largestShorter[information - 24])
            return std::nullopt;
        return value;
    }

    std::optional<ByteView> take(std::uint64_t count) {
        if (count > rest_.size())
            return std::nullopt;
        const ByteView taken = rest_.first(static_cast<std::size_t>(count));
        rest_ = rest_.subspan(taken.size());
        return taken;
    }

    bool array(std::uint64_t count, int nesting) {
        // Terminates however large the count: every item takes at least one byte of the rest.
        for (; count != 0; --count)
            if (!item(nesting))
                return false;
        return true;
    }

    bool map(std::uint64_t count, int nesting) {
        ByteView previous;
        for (; count != 0; --count) {
            const ByteView before = rest_;
            if (!item(nesting))
                return false;
            const ByteView key = before.first(before.size() - rest_.size());
            if (!CanonicalOrder()(previous, key)) // every key comes after the empty one
                return false;
            previous = key;
            if (!item(nesting))
                return false;
        }
        return true;
    }

    ByteView rest_;
};

} // namespace

bool isCanonicalCbor(ByteView encoded) {
    return Walker(encoded).document();
}

bool CanonicalOrder::operator()(ByteView key, ByteView other) const {
    return std::ranges::lexicographical_compare(key, other);
}

} // namespace vouch::virtualkey
