// SPDX-License-Identifier: Apache-2.0
#include "text_codec.h"

namespace vouch::virtualkey {
namespace {

constexpr std::string_view base64UrlAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view hexAlphabet = "0123456789abcdef";

/// Collects digits of a few bits each and gives out the whole bytes.
class BitCollector {
public:
    explicit BitCollector(unsigned bitsPerDigit) : bitsPerDigit_(bitsPerDigit) {}

    void add(std::size_t digit) {
        pending_ = (pending_ << bitsPerDigit_ | static_cast<std::uint32_t>(digit)) & 0xffff;
        count_ += bitsPerDigit_;
        if (count_ >= 8) {
            count_ -= 8;
            bytes_.push_back(static_cast<std::uint8_t>(pending_ >> count_));
        }
    }

    /// Nothing if what is left over is a whole digit or more, or is not zero.
    std::optional<Bytes> finish() {
        const bool leftover = (pending_ & ((1u << count_) - 1)) != 0;
        if (leftover || count_ >= bitsPerDigit_)
            return std::nullopt;
        return std::move(bytes_);
    }

private:
    unsigned bitsPerDigit_;
    std::uint32_t pending_ = 0;
    unsigned count_ = 0;
    Bytes bytes_;
};

} // namespace

std::optional<Bytes> fromHex(std::string_view text) {
    BitCollector bits(4);
    for (const char character : text) {
        if (character == '-')
            continue;
        const bool upper = character >= 'A' && character <= 'F';
        const auto digit =
            hexAlphabet.find(upper ? static_cast<char>(character - 'A' + 'a') : character);
        if (digit == std::string_view::npos)
            return std::nullopt;
        bits.add(digit);
    }
    return bits.finish();
}

std::string toBase64Url(ByteView bytes) {
    std::string text;
    std::uint32_t pending = 0;
    unsigned count = 0;
    for (const std::uint8_t byte : bytes) {
        pending = (pending << 8 | byte) & 0xffff;
        for (count += 8; count >= 6; count -= 6)
            text += base64UrlAlphabet[pending >> (count - 6) & 0x3f];
    }
    if (count != 0)
        text += base64UrlAlphabet[pending << (6 - count) & 0x3f];
    return text;
}

std::optional<Bytes> fromBase64Url(std::string_view text) {
    BitCollector bits(6);
    for (const char character : text) {
        const auto digit = base64UrlAlphabet.find(character);
        if (digit == std::string_view::npos)
            return std::nullopt;
        bits.add(digit);
    }
    return bits.finish();
}

} // namespace vouch::virtualkey
