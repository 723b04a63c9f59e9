// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cbor_reader.h"
#include "cbor_writer.h"

#include <vector>

namespace vouch::virtualkey {

// PublicKeyCredentialDescriptor (WebAuthn section 5.8.3) in CTAP's form.

CborValue encodeDescriptor(ByteView credentialId);

/// The credential's id. Of a type other than "public-key" it is empty, which no credential has:
/// such descriptors are to be ignored. Throws CtapError for a malformed one.
Bytes decodeDescriptor(CborView descriptor);

/// The ids in an allow or exclude list. Throws CtapError, also for a list longer than getInfo
/// allows (LimitExceeded).
std::vector<Bytes> decodeDescriptorList(CborView list);

} // namespace vouch::virtualkey
