// SPDX-License-Identifier: Apache-2.0
#include "cbor_writer.h"

#include <array>
#include <cbor.h>

namespace vouch::virtualkey {
namespace {

/// One of libcbor's encoders for a number, a length or a flag.
template <typename Encoder, typename Value>
Bytes head(Encoder encode, Value value) {
    std::array<std::uint8_t, 9> buffer{};
    const std::size_t size = encode(value, buffer.data(), buffer.size());
    return {buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size)};
}

} // namespace

CborValue CborValue::integer(std::int64_t value) {
    if (value >= 0)
        return CborValue(head(cbor_encode_uint, static_cast<std::uint64_t>(value)));
    return CborValue(head(cbor_encode_negint, static_cast<std::uint64_t>(-1 - value)));
}

CborValue CborValue::boolean(bool value) {
    return CborValue(head(cbor_encode_bool, value));
}

CborValue CborValue::bytes(ByteView value) {
    return CborValue(concat(head(cbor_encode_bytestring_start, value.size()), value));
}

CborValue CborValue::text(std::string_view value) {
    return CborValue(concat(head(cbor_encode_string_start, value.size()), viewOf(value)));
}

CborValue CborValue::array(const std::vector<CborValue> &items) {
    Bytes encoded = head(cbor_encode_array_start, items.size());
    for (const CborValue &item : items)
        append(encoded, item.encoded());
    return CborValue(std::move(encoded));
}

CborValue CborValue::verbatim(ByteView encoded) {
    return CborValue(Bytes(encoded.begin(), encoded.end()));
}

CborMap &CborMap::set(std::int64_t key, const CborValue &value) {
    members_.insert_or_assign(CborValue::integer(key).encoded(), value.encoded());
    return *this;
}

CborMap &CborMap::set(std::string_view key, const CborValue &value) {
    members_.insert_or_assign(CborValue::text(key).encoded(), value.encoded());
    return *this;
}

CborValue CborMap::value() const {
    Bytes encoded = head(cbor_encode_map_start, members_.size());
    for (const auto &[key, value] : members_) {
        append(encoded, key);
        append(encoded, value);
    }
    return CborValue(std::move(encoded));
}

} // namespace vouch::virtualkey
