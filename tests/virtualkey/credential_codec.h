// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cbor_reader.h"
#include "cbor_writer.h"
#include "credential.h"

namespace vouch::virtualkey {

// How credentials stand in the state file. The layout is this program's own.

CborValue encodeCredential(const Credential &credential);
Credential decodeCredential(CborView item);

// PublicKeyCredentialUserEntity as CTAP 2.1 sends it (section 6.1): a map with text keys.

enum class UserDetail { IdOnly, Everything };

CborValue encodeUser(const User &user, UserDetail detail);

/// Throws CtapError for a user without an id, or with one longer than 64 bytes.
User decodeUser(CborView item);

} // namespace vouch::virtualkey
