// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"
#include "canonical_cbor.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

namespace vouch::virtualkey {

/// A value that is encoded already: a type of its own, so that a byte string cannot be taken for
/// the CBOR that holds it.
class CborValue {
public:
    static CborValue integer(std::int64_t value);
    static CborValue boolean(bool value);
    static CborValue bytes(ByteView value);
    static CborValue text(std::string_view value);
    static CborValue array(const std::vector<CborValue> &items);
    /// CBOR that somebody else encoded.
    static CborValue verbatim(ByteView encoded);

    const Bytes &encoded() const { return encoded_; }

private:
    explicit CborValue(Bytes encoded) : encoded_(std::move(encoded)) {}
    friend class CborMap;

    Bytes encoded_;
};

/// A map that comes out in canonical order whatever the order of its `set` calls.
class CborMap {
public:
    CborMap &set(std::int64_t key, const CborValue &value);
    CborMap &set(std::string_view key, const CborValue &value);

    bool empty() const { return members_.empty(); }
    CborValue value() const;
    Bytes encoded() const { return value().encoded(); }

private:
    std::map<Bytes, Bytes, CanonicalOrder> members_; // by encoded key
};

} // namespace vouch::virtualkey
