// SPDX-License-Identifier: Apache-2.0
#include "identity/client_key.h"

#include "core/error.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <stdexcept>

namespace vouch::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::identity)
};

constexpr int coordinateSize = 32;

template <auto free>
struct Free {
    template <typename T>
    void operator()(T *object) const {
        free(object);
    }
};
using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using BigNumber = std::unique_ptr<BIGNUM, Free<BN_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;

/// OpenSSL fails here only if it's out of memory or its installation is broken.
void require(bool succeeded) {
    if (!succeeded)
        throw std::runtime_error("OpenSSL failed");
}

QByteArray fixedSize(const BIGNUM *number) {
    QByteArray bytes(coordinateSize, '\0');
    require(BN_bn2binpad(number, reinterpret_cast<unsigned char *>(bytes.data()), coordinateSize) ==
            coordinateSize);
    return bytes;
}

QByteArray coordinate(const EVP_PKEY *key, const char *name) {
    BIGNUM *number = nullptr;
    require(EVP_PKEY_get_bn_param(key, name, &number) == 1);
    const BigNumber owner(number);
    return base64Url(fixedSize(number));
}

QByteArray rawForm(const QByteArray &der) {
    const auto *begin = reinterpret_cast<const unsigned char *>(der.constData());
    const Signature signature(d2i_ECDSA_SIG(nullptr, &begin, der.size()));
    require(signature != nullptr);
    return fixedSize(ECDSA_SIG_get0_r(signature.get())) +
           fixedSize(ECDSA_SIG_get0_s(signature.get()));
}

} // namespace

ClientKey::ClientKey(std::shared_ptr<EVP_PKEY> key)
    : key_(std::move(key)), x_(coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X)),
      y_(coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y)) {
    // RFC 7638 section 3: the required members, sorted as QJsonObject does, without whitespace.
    const QJsonObject members{{u"crv"_s, u"P-256"_s},
                              {u"kty"_s, u"EC"_s},
                              {u"x"_s, QString::fromLatin1(x_)},
                              {u"y"_s, QString::fromLatin1(y_)}};
    const QByteArray canonical = QJsonDocument(members).toJson(QJsonDocument::Compact);
    thumbprint_ = base64Url(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256));
}

ClientKey ClientKey::generate() {
    EVP_PKEY *key = EVP_EC_gen("P-256");
    require(key != nullptr);
    return ClientKey(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free));
}

ClientKey ClientKey::fromPem(const Secret &pem) {
    const Bio bio(BIO_new_mem_buf(pem.view().data(), static_cast<int>(pem.size())));
    const auto noPassword = [](char *, int, int, void *) { return 0; };
    std::shared_ptr<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassword, nullptr),
                                  EVP_PKEY_free);
    char group[16] = {};
    std::size_t size = 0;
    if (!key || EVP_PKEY_get_group_name(key.get(), group, sizeof group, &size) != 1 ||
        OBJ_sn2nid(group) != NID_X9_62_prime256v1)
        throw Error(Error::Kind::Keychain,
                    Strings::tr("Vouch's own key in your keychain is damaged."),
                    Strings::tr("Run: vouch forget"));
    return ClientKey(std::move(key));
}

Secret ClientKey::toPem() const {
    const Bio bio(BIO_new(BIO_s_secmem())); // wiped when freed
    require(bio && PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0,
                                                 nullptr, nullptr) == 1);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return Secret(QByteArrayView(data, size));
}

QJsonObject ClientKey::publicJwk() const {
    return {{u"kty"_s, u"EC"_s},
            {u"crv"_s, u"P-256"_s},
            {u"x"_s, QString::fromLatin1(x_)},
            {u"y"_s, QString::fromLatin1(y_)},
            {u"kid"_s, QString::fromLatin1(thumbprint_)},
            {u"alg"_s, u"ES256"_s},
            {u"use"_s, u"sig"_s}};
}

QByteArray ClientKey::sign(QByteArrayView message, Form form) const {
    const Digest digest(EVP_MD_CTX_new());
    require(digest &&
            EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1);
    const auto *data = reinterpret_cast<const unsigned char *>(message.data());
    const auto size = static_cast<std::size_t>(message.size());
    std::size_t length = 0;
    require(EVP_DigestSign(digest.get(), nullptr, &length, data, size) == 1);
    QByteArray der(static_cast<qsizetype>(length), '\0');
    require(EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char *>(der.data()), &length,
                           data, size) == 1);
    der.truncate(static_cast<qsizetype>(length));
    return form == Form::Der ? der : rawForm(der);
}

QByteArray base64Url(QByteArrayView bytes) {
    return QByteArray::fromRawData(bytes.data(), bytes.size())
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace vouch::identity
