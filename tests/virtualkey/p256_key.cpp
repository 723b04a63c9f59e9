// SPDX-License-Identifier: Apache-2.0
#include "p256_key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string_view>

namespace vouch::virtualkey {
namespace {

using KeyContext = OpensslHandle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContext = OpensslHandle<EVP_MD_CTX, EVP_MD_CTX_free>;
using Number = OpensslHandle<BIGNUM, BN_free>;
using Bio = OpensslHandle<BIO, BIO_free>;

bool isP256(const EVP_PKEY *key) {
    std::array<char, 32> group{};
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(),
                                          group.size(), nullptr) == 1 &&
           std::string_view(group.data()) == "prime256v1";
}

P256Point::Coordinate coordinate(const EVP_PKEY *key, const char *name) {
    BIGNUM *raw = nullptr;
    requireOpenssl(EVP_PKEY_get_bn_param(key, name, &raw) == 1, "EVP_PKEY_get_bn_param");
    const Number number(raw);
    P256Point::Coordinate bytes{};
    requireOpenssl(BN_bn2binpad(raw, bytes.data(), static_cast<int>(bytes.size())) > 0,
                   "BN_bn2binpad");
    return bytes;
}

/// The public key, or null if the point is not on the curve.
EVP_PKEY *importPoint(const P256Point &point) {
    constexpr std::uint8_t uncompressed[] = {0x04};
    Bytes octets = concat(uncompressed, point.x, point.y);
    char group[] = "prime256v1";
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, octets.data(), octets.size()),
        OSSL_PARAM_construct_end(),
    };
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    requireOpenssl(EVP_PKEY_fromdata_init(context.get()) == 1, "EVP_PKEY_fromdata_init");
    EVP_PKEY *key = nullptr;
    if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        return nullptr;
    return key;
}

} // namespace

P256Key P256Key::generate() {
    Handle key(EVP_EC_gen("P-256"));
    requireOpenssl(key != nullptr, "EVP_EC_gen");
    return P256Key(std::move(key));
}

P256Key P256Key::fromDer(ByteView der) {
    const unsigned char *position = der.data();
    Handle key(d2i_AutoPrivateKey(nullptr, &position, static_cast<long>(der.size())));
    requireOpenssl(key && isP256(key.get()), "reading a P-256 private key");
    return P256Key(std::move(key));
}

Bytes P256Key::toDer() const {
    unsigned char *buffer = nullptr;
    const int size = i2d_PrivateKey(key_.get(), &buffer);
    requireOpenssl(size > 0, "i2d_PrivateKey");
    Bytes der(buffer, buffer + size);
    OPENSSL_clear_free(buffer, der.size());
    return der;
}

P256Key P256Key::fromPemFile(const std::filesystem::path &path) {
    const Bio file(BIO_new_file(path.c_str(), "r"));
    if (!file)
        throw std::runtime_error("cannot open " + path.string());
    Handle key(PEM_read_bio_PrivateKey(file.get(), nullptr, nullptr, nullptr));
    if (!key || !isP256(key.get()))
        throw std::runtime_error(path.string() + " holds no P-256 private key in PEM form");
    return P256Key(std::move(key));
}

P256Point P256Key::publicPoint() const {
    return {coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X),
            coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y)};
}

Bytes P256Key::sign(ByteView message) const {
    const DigestContext context(EVP_MD_CTX_new());
    requireOpenssl(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) ==
                       1,
                   "EVP_DigestSignInit");
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()));
    Bytes signature(size);
    requireOpenssl(
        EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1,
        "EVP_DigestSign");
    signature.resize(size);
    return signature;
}

std::optional<P256Point::Coordinate> P256Key::agree(const P256Point &peer) const {
    const Handle peerKey(importPoint(peer));
    if (!peerKey)
        return std::nullopt;
    const KeyContext context(EVP_PKEY_CTX_new(key_.get(), nullptr));
    requireOpenssl(EVP_PKEY_derive_init(context.get()) == 1, "EVP_PKEY_derive_init");
    if (EVP_PKEY_derive_set_peer(context.get(), peerKey.get()) != 1)
        return std::nullopt;
    P256Point::Coordinate shared{};
    std::size_t size = shared.size();
    requireOpenssl(EVP_PKEY_derive(context.get(), shared.data(), &size) == 1 &&
                       size == shared.size(),
                   "EVP_PKEY_derive");
    return shared;
}

} // namespace vouch::virtualkey
