// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct cbor_item_t;

namespace vouch::virtualkey {

/// A data item inside a CborDocument, which must outlive it. An accessor of the wrong type
/// throws CtapError(CborUnexpectedType).
class CborView {
public:
    explicit CborView(const cbor_item_t *item) : item_(item) {}

    std::int64_t integer() const;
    std::uint64_t unsignedInteger() const;
    bool boolean() const;
    ByteView bytes() const;
    std::string text() const;

    std::size_t arraySize() const;
    CborView at(std::size_t index) const;

    /// The value under that key of a map, if it is there.
    std::optional<CborView> find(std::int64_t key) const;
    std::optional<CborView> find(std::string_view key) const;

    /// The same, where the specification calls the member mandatory: CtapError(MissingParameter).
    CborView require(std::int64_t key) const;
    CborView require(std::string_view key) const;

    /// The item as it was encoded.
    Bytes encoded() const;

private:
    template <typename Matches>
    std::optional<CborView> findKey(Matches matches) const;

    const cbor_item_t *item_;
};

/// Owns what was parsed from bytes of a host or of the state file.
class CborDocument {
public:
    /// Throws CtapError(InvalidCbor) for anything but one item in canonical form.
    explicit CborDocument(ByteView encoded);

    CborView root() const { return CborView(item_.get()); }

private:
    struct Release {
        void operator()(cbor_item_t *item) const;
    };
    std::unique_ptr<cbor_item_t, Release> item_;
};

} // namespace vouch::virtualkey
