// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"
#include "openssl_handle.h"

#include <array>
#include <filesystem>
#include <openssl/evp.h>
#include <optional>

namespace vouch::virtualkey {

/// A point of NIST P-256 in affine coordinates, as COSE_Key carries it.
struct P256Point {
    using Coordinate = std::array<std::uint8_t, 32>;
    Coordinate x{};
    Coordinate y{};
};

/// A P-256 key pair: of a credential or an attestation (ES256), or for key agreement (ECDH).
class P256Key {
public:
    static P256Key generate();

    /// What toDer() gave. Throws std::runtime_error for anything else.
    static P256Key fromDer(ByteView der);
    Bytes toDer() const;

    /// Throws std::runtime_error naming the file if it holds no P-256 private key.
    static P256Key fromPemFile(const std::filesystem::path &path);

    P256Point publicPoint() const;

    /// ECDSA with SHA-256, DER-encoded as WebAuthn section 6.5.5 wants ES256 signatures.
    Bytes sign(ByteView message) const;

    /// The x-coordinate of the shared point; nothing if `peer` isn't on the curve.
    std::optional<P256Point::Coordinate> agree(const P256Point &peer) const;

    EVP_PKEY *handle() const { return key_.get(); }

private:
    using Handle = OpensslHandle<EVP_PKEY, EVP_PKEY_free>;
    explicit P256Key(Handle key) : key_(std::move(key)) {}

    Handle key_;
};

} // namespace vouch::virtualkey
