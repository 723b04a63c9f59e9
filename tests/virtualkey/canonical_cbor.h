// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"

namespace vouch::virtualkey {

/// Whether the bytes are exactly one data item in the CTAP2 canonical CBOR encoding form
/// (CTAP 2.1 section 8): shortest integers and lengths, definite lengths only, no tags, map keys
/// in strictly rising order (so none twice), at most four levels of maps and arrays, text in
/// valid UTF-8, nothing after the item.
///
/// This is a property of the bytes that is lost once they are parsed, so it is decided on the
/// bytes, and before any parser sees them: it also bounds what a parser may be asked to allocate.
bool isCanonicalCbor(ByteView encoded);

/// Whether one encoded map key comes before another: by major type, then length, then bytes. Of
/// keys in the shortest form, comparing the encodings byte by byte is just that.
struct CanonicalOrder {
    bool operator()(ByteView key, ByteView other) const;
};

} // namespace vouch::virtualkey
