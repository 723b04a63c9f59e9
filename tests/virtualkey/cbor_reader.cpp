// SPDX-License-Identifier: Apache-2.0
#include "cbor_reader.h"

#include "canonical_cbor.h"
#include "status.h"

#include <cbor.h>
#include <cstdlib>
#include <limits>
#include <new>

namespace vouch::virtualkey {
namespace {

[[noreturn]] void unexpectedType() {
    throw CtapError(Status::CborUnexpectedType);
}

} // namespace

std::int64_t CborView::integer() const {
    if (!cbor_is_int(item_) || cbor_get_int(item_) > std::numeric_limits<std::int64_t>::max())
        unexpectedType();
    const auto magnitude = static_cast<std::int64_t>(cbor_get_int(item_));
    return cbor_isa_negint(item_) ? -1 - magnitude : magnitude;
}

std::uint64_t CborView::unsignedInteger() const {
    if (!cbor_isa_uint(item_))
        unexpectedType();
    return cbor_get_int(item_);
}

bool CborView::boolean() const {
    const bool simple = cbor_isa_float_ctrl(item_) && cbor_float_ctrl_is_ctrl(item_);
    if (!simple || !cbor_is_bool(item_))
        unexpectedType();
    return cbor_get_bool(item_);
}

ByteView CborView::bytes() const {
    if (!cbor_isa_bytestring(item_))
        unexpectedType();
    return {cbor_bytestring_handle(item_), cbor_bytestring_length(item_)};
}

std::string CborView::text() const {
    if (!cbor_isa_string(item_))
        unexpectedType();
    return {reinterpret_cast<const char *>(cbor_string_handle(item_)), cbor_string_length(item_)};
}

std::size_t CborView::arraySize() const {
    if (!cbor_isa_array(item_))
        unexpectedType();
    return cbor_array_size(item_);
}

CborView CborView::at(std::size_t index) const {
    // Through the handle: cbor_array_get() would add a reference that nobody gives back.
    return CborView(cbor_array_handle(item_)[index]);
}

template <typename Matches>
std::optional<CborView> CborView::findKey(Matches matches) const {
    if (!cbor_isa_map(item_))
        unexpectedType();
    const cbor_pair *pairs = cbor_map_handle(item_);
    for (std::size_t i = 0; i < cbor_map_size(item_); ++i)
        if (matches(pairs[i].key))
            return CborView(pairs[i].value);
    return std::nullopt;
}

std::optional<CborView> CborView::find(std::int64_t key) const {
    const bool negative = key < 0;
    const auto magnitude = static_cast<std::uint64_t>(negative ? -1 - key : key);
    return findKey([=](const cbor_item_t *candidate) {
        return cbor_is_int(candidate) && cbor_isa_negint(candidate) == negative &&
               cbor_get_int(candidate) == magnitude;
    });
}

std::optional<CborView> CborView::find(std::string_view key) const {
    return findKey([=](const cbor_item_t *candidate) {
        return cbor_isa_string(candidate) && CborView(candidate).text() == key;
    });
}

CborView CborView::require(std::int64_t key) const {
    if (const auto value = find(key))
        return *value;
    throw CtapError(Status::MissingParameter);
}

CborView CborView::require(std::string_view key) const {
    if (const auto value = find(key))
        return *value;
    throw CtapError(Status::MissingParameter);
}

Bytes CborView::encoded() const {
    // libcbor writes shortest lengths and keeps the width of integers: of a canonical document
    // this gives back the very bytes.
    unsigned char *buffer = nullptr;
    std::size_t capacity = 0;
    const std::size_t size = cbor_serialize_alloc(item_, &buffer, &capacity);
    const std::unique_ptr<unsigned char, decltype(&std::free)> owner(buffer, &std::free);
    if (size == 0)
        throw std::bad_alloc();
    return {buffer, buffer + size};
}

CborDocument::CborDocument(ByteView encoded) {
    if (!isCanonicalCbor(encoded))
        throw CtapError(Status::InvalidCbor);
    cbor_load_result result{};
    item_.reset(cbor_load(encoded.data(), encoded.size(), &result));
    if (!item_)
        throw CtapError(Status::InvalidCbor);
}

void CborDocument::Release::operator()(cbor_item_t *item) const {
    cbor_decref(&item);
}

} // namespace vouch::virtualkey
