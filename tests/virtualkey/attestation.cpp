// SPDX-License-Identifier: Apache-2.0
#include "attestation.h"

#include "cose_key.h"

#include <openssl/bio.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdexcept>

namespace vouch::virtualkey {
namespace {

using Bio = OpensslHandle<BIO, BIO_free>;
using Certificate = OpensslHandle<X509, X509_free>;
using ObjectId = OpensslHandle<ASN1_OBJECT, ASN1_OBJECT_free>;

/// WebAuthn section 8.2.1: id-fido-gen-ce-aaguid
constexpr char aaguidExtension[] = "1.3.6.1.4.1.45724.1.1.4";

Certificate readCertificate(const std::filesystem::path &path) {
    const Bio file(BIO_new_file(path.c_str(), "r"));
    if (!file)
        throw std::runtime_error("cannot open " + path.string());
    Certificate certificate(PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr));
    if (!certificate)
        throw std::runtime_error(path.string() + " holds no certificate in PEM form");
    return certificate;
}

Bytes toDer(X509 *certificate) {
    unsigned char *buffer = nullptr;
    const int size = i2d_X509(certificate, &buffer);
    requireOpenssl(size > 0, "i2d_X509");
    Bytes der(buffer, buffer + size);
    OPENSSL_free(buffer);
    return der;
}

/// The extension holds the AAGUID in an OCTET STRING inside that of every extension.
bool namesModel(const X509 *certificate, const Aaguid &aaguid) {
    const ObjectId id(OBJ_txt2obj(aaguidExtension, 1));
    const int index = X509_get_ext_by_OBJ(certificate, id.get(), -1);
    if (index < 0)
        return false;
    const ASN1_OCTET_STRING *value = X509_EXTENSION_get_data(X509_get_ext(certificate, index));
    constexpr std::uint8_t octetString16[] = {0x04, 0x10};
    return sameBytes(
        concat(octetString16, aaguid),
        {ASN1_STRING_get0_data(value), static_cast<std::size_t>(ASN1_STRING_length(value))});
}

} // namespace

AttestationIdentity AttestationIdentity::load(const std::filesystem::path &keyFile,
                                              const std::filesystem::path &certificateFile,
                                              const Aaguid &aaguid) {
    P256Key key = P256Key::fromPemFile(keyFile);
    const Certificate certificate = readCertificate(certificateFile);
    if (X509_check_private_key(certificate.get(), key.handle()) != 1)
        throw std::runtime_error(certificateFile.string() + " does not belong to the key in " +
                                 keyFile.string());
    if (!namesModel(certificate.get(), aaguid))
        throw std::runtime_error(certificateFile.string() +
                                 " is not for the AAGUID of this key (extension " +
                                 aaguidExtension + ")");
    return {std::move(key), toDer(certificate.get())};
}

CborValue packedStatement(const std::optional<AttestationIdentity> &identity,
                          const P256Key &credentialKey, ByteView authData,
                          ByteView clientDataHash) {
    const P256Key &signer = identity ? identity->key() : credentialKey;
    CborMap statement;
    statement.set("alg", CborValue::integer(static_cast<std::int64_t>(CoseAlgorithm::Es256)))
        .set("sig", CborValue::bytes(signer.sign(concat(authData, clientDataHash))));
    if (identity)
        statement.set("x5c", CborValue::array({CborValue::bytes(identity->certificate())}));
    return statement.value();
}

} // namespace vouch::virtualkey
