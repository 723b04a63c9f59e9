// SPDX-License-Identifier: Apache-2.0
#include "crypto.h"

#include "openssl_handle.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

namespace vouch::virtualkey {
namespace {

using CipherContext = OpensslHandle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using Kdf = OpensslHandle<EVP_KDF, EVP_KDF_free>;
using KdfContext = OpensslHandle<EVP_KDF_CTX, EVP_KDF_CTX_free>;

enum Direction { Decrypt = 0, Encrypt = 1 };

Bytes aes256Cbc(Direction direction, ByteView key, const AesBlock &iv, ByteView data) {
    requireOpenssl(key.size() == 32 && data.size() % aesBlockSize == 0, "AES-256-CBC sizes");
    const CipherContext context(EVP_CIPHER_CTX_new());
    requireOpenssl(EVP_CipherInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key.data(),
                                     iv.data(), direction) == 1,
                   "EVP_CipherInit_ex");
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    Bytes result(data.size());
    int size = 0;
    requireOpenssl(EVP_CipherUpdate(context.get(), result.data(), &size, data.data(),
                                    static_cast<int>(data.size())) == 1,
                   "EVP_CipherUpdate");
    requireOpenssl(static_cast<std::size_t>(size) == result.size(), "AES-256-CBC length");
    return result;
}

OSSL_PARAM octets(const char *name, ByteView value) {
    // OSSL_PARAM serves for getting and setting, hence a pointer to non-const.
    return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t *>(value.data()),
                                             value.size());
}

} // namespace

Digest sha256(ByteView data) {
    Digest digest{};
    requireOpenssl(
        EVP_Digest(data.data(), data.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1,
        "EVP_Digest");
    return digest;
}

Digest hmacSha256(ByteView key, ByteView message) {
    Digest digest{};
    unsigned int size = 0;
    requireOpenssl(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message.data(),
                        message.size(), digest.data(), &size) != nullptr,
                   "HMAC");
    return digest;
}

Digest hkdfSha256(ByteView keyMaterial, ByteView salt, ByteView info) {
    const Kdf kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
    const KdfContext context(EVP_KDF_CTX_new(kdf.get()));
    char digestName[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digestName, 0),
        octets(OSSL_KDF_PARAM_KEY, keyMaterial),
        octets(OSSL_KDF_PARAM_SALT, salt),
        octets(OSSL_KDF_PARAM_INFO, info),
        OSSL_PARAM_construct_end(),
    };
    Digest derived{};
    requireOpenssl(EVP_KDF_derive(context.get(), derived.data(), derived.size(), parameters) == 1,
                   "EVP_KDF_derive");
    return derived;
}

Bytes aes256CbcEncrypt(ByteView key, const AesBlock &iv, ByteView plaintext) {
    return aes256Cbc(Encrypt, key, iv, plaintext);
}

Bytes aes256CbcDecrypt(ByteView key, const AesBlock &iv, ByteView ciphertext) {
    return aes256Cbc(Decrypt, key, iv, ciphertext);
}

Bytes randomBytes(std::size_t count) {
    Bytes bytes(count);
    requireOpenssl(RAND_bytes(bytes.data(), static_cast<int>(count)) == 1, "RAND_bytes");
    return bytes;
}

bool constantTimeEqual(ByteView a, ByteView b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace vouch::virtualkey
