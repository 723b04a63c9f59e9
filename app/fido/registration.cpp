// SPDX-License-Identifier: Apache-2.0
#include "fido/registration.h"

#include "fido/device.h"
#include "fido/preflight.h"
#include "fido/results.h"

#include <QCborMap>
#include <QCborValue>

#include <memory>

namespace vouch::fido {

using namespace Qt::Literals::StringLiterals;

namespace {

struct FreeCredential {
    void operator()(fido_cred_t *credential) const { fido_cred_free(&credential); }
};

std::unique_ptr<fido_cred_t, FreeCredential> newCredential() {
    std::unique_ptr<fido_cred_t, FreeCredential> credential(fido_cred_new());
    check(credential ? FIDO_OK : FIDO_ERR_INTERNAL);
    check(fido_cred_set_type(credential.get(), COSE_ES256));
    return credential;
}

/// Converts libfido2's x and y to a COSE_Key (RFC 9053 section 7.1.1): kty EC2, alg ES256, crv
/// P-256. Its members are in CTAP2's canonical order.
QByteArray coseKey(const QByteArray &point) {
    constexpr qsizetype coordinate = 32;
    if (point.size() != 2 * coordinate)
        throw keyError(FIDO_ERR_RX_INVALID_CBOR);
    return QCborMap{{1, 2},
                    {3, COSE_ES256},
                    {-1, 1},
                    {-2, point.first(coordinate)},
                    {-3, point.last(coordinate)}}
        .toCborValue()
        .toCbor();
}

/// WebAuthn section 6.5.4, with its members in CTAP2's canonical order: shorter keys first.
QByteArray attestationObject(const fido_cred_t *credential) {
    const QCborValue statement = QCborValue::fromCbor(
        bytes(fido_cred_attstmt_ptr(credential), fido_cred_attstmt_len(credential)));
    if (!statement.isMap())
        throw keyError(FIDO_ERR_RX_INVALID_CBOR);
    return QCborMap{{u"fmt"_s, QString::fromUtf8(fido_cred_fmt(credential))},
                    {u"attStmt"_s, statement},
                    {u"authData"_s, bytes(fido_cred_authdata_raw_ptr(credential),
                                          fido_cred_authdata_raw_len(credential))}}
        .toCborValue()
        .toCbor();
}

Attestation attestationWith(const fido_cred_t *credential, const QByteArray &object) {
    return {bytes(fido_cred_id_ptr(credential), fido_cred_id_len(credential)),
            coseKey(bytes(fido_cred_pubkey_ptr(credential), fido_cred_pubkey_len(credential))),
            bytes(fido_cred_authdata_raw_ptr(credential), fido_cred_authdata_raw_len(credential)),
            object};
}

/// The excluded credentials, or, if they don't fit into one request, the one that the key holds.
QList<QByteArray> excludedIn(const Device &device, const RegistrationRequest &request) {
    if (request.excludedIds.size() <= maxInList(device))
        return request.excludedIds;
    for (const QByteArray &id : request.excludedIds)
        if (showsAccount(device, request.rpId, {id}))
            return {id};
    return {};
}

} // namespace

Attestation makeCredential(const Device &device, const RegistrationRequest &request,
                           const SharedSecret &pin) {
    const auto owner = newCredential();
    fido_cred_t *credential = owner.get();
    check(fido_cred_set_rp(credential, request.rpId.toUtf8().constData(),
                           request.rpName.toUtf8().constData()));
    const QByteArray userName = request.userName.toUtf8();
    check(fido_cred_set_user(credential, data(request.userId), std::size_t(request.userId.size()),
                             userName.constData(), userName.constData(), nullptr));
    check(fido_cred_set_clientdata(credential, data(request.clientData),
                                   std::size_t(request.clientData.size())));
    for (const QByteArray &id : excludedIn(device, request))
        check(fido_cred_exclude(credential, data(id), std::size_t(id.size())));
    check(fido_cred_set_rk(credential, FIDO_OPT_TRUE));
    if (!pin) // with a PIN, the PIN is the user verification
        check(fido_cred_set_uv(credential, FIDO_OPT_TRUE));
    check(device, fido_dev_make_cred(device.handle(), credential, pin ? pin->c_str() : nullptr));
    return attestationWith(credential, attestationObject(credential));
}

Attestation attestationFrom(const QByteArray &authenticatorData, const QByteArray &object) {
    const auto credential = newCredential();
    check(fido_cred_set_authdata_raw(credential.get(), data(authenticatorData),
                                     std::size_t(authenticatorData.size())));
    return attestationWith(credential.get(), object);
}

} // namespace vouch::fido
