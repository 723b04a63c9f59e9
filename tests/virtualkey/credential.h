// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"

#include <cstdint>
#include <optional>
#include <string>

namespace vouch::virtualkey {

/// PublicKeyCredentialUserEntity (WebAuthn section 5.4.3).
struct User {
    Bytes id;
    std::optional<std::string> name;
    std::optional<std::string> displayName;
};

/// The policies of the credProtect extension (CTAP 2.1 section 12.1).
enum class CredProtect : std::uint8_t {
    UserVerificationOptional = 1,
    UserVerificationOptionalWithCredentialIdList = 2,
    UserVerificationRequired = 3,
};

/// One credential with everything the key knows of it.
struct Credential {
    Bytes id;
    std::string rpId;
    User user;
    bool discoverable = false;
    CredProtect protection = CredProtect::UserVerificationOptional;
    Bytes privateKey; ///< P256Key::toDer()
    std::uint32_t signatureCount = 0;

    // Section 12.5 (hmac-secret) wants another secret with and without user verification, for
    // every credential, whether or not it was made with the extension.
    Bytes credRandomWithUv;
    Bytes credRandomWithoutUv;
};

} // namespace vouch::virtualkey
