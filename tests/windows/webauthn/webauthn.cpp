// SPDX-License-Identifier: Apache-2.0
// The functions as Microsoft's reference describes them, as strict as it is: what a request lacks
// or gets wrong is noted, and ends it as invalid.
#include "person.h"

#include "virtualkey/cbor_writer.h"

#include <cstdio>
#include <string>
#include <vector>

#include <webauthn.h>

using namespace standin;

namespace {

using Bytes = std::vector<BYTE>;

struct Assertion : WEBAUTHN_ASSERTION {
    Bytes data, signature, id, user;
};
struct Attestation : WEBAUTHN_CREDENTIAL_ATTESTATION {
    Bytes data, object, id;
};

Bytes bytes(const unsigned char *data, std::size_t size) {
    return {data, data + size};
}

/// Ends a request that a real Windows would not take.
class Judge {
public:
    void require(bool right, const char *what) {
        if (!right)
            note(std::string("invalid ") + what);
        valid_ = valid_ && right;
    }
    bool isValid() const { return valid_; }

private:
    bool valid_ = true;
};

/// What both operations have in common. The window's title is noted.
void judge(Judge &judge, HWND window, const wchar_t *rpId, const WEBAUTHN_CLIENT_DATA *data,
           DWORD timeout, DWORD attachment, DWORD verification, const GUID *cancellation) {
    judge.require(::IsWindow(window), "window");
    judge.require(rpId != nullptr && *rpId != L'\0', "rpId");
    judge.require(data != nullptr && data->dwVersion == 1, "client data version");
    judge.require(data != nullptr && data->cbClientDataJSON > 0 && *data->pbClientDataJSON == '{',
                  "client data");
    judge.require(data != nullptr && std::wstring(data->pwszHashAlgId) == L"SHA-256", "hash");
    judge.require(timeout >= 30'000 && timeout < 240'000, "timeout");
    judge.require(attachment == WEBAUTHN_AUTHENTICATOR_ATTACHMENT_CROSS_PLATFORM, "attachment");
    judge.require(verification == WEBAUTHN_USER_VERIFICATION_REQUIREMENT_REQUIRED, "verification");
    judge.require(isKnown(cancellation), "cancellation id");
    char title[200] = "";
    ::GetWindowTextA(window, title, sizeof title);
    note("window " + std::string(title));
}

std::string narrow(const wchar_t *text) {
    std::string narrow;
    for (; text != nullptr && *text != L'\0'; ++text)
        narrow += char(*text);
    return narrow;
}

const char *pinOrNull(const Wishes &wishes) {
    return wishes.pin.empty() ? nullptr : wishes.pin.c_str();
}

struct FreeAssertion {
    void operator()(fido_assert_t *assertion) const { fido_assert_free(&assertion); }
};
struct FreeCredential {
    void operator()(fido_cred_t *credential) const { fido_cred_free(&credential); }
};

Assertion *copied(const fido_assert_t *assertion) {
    auto *copy = new Assertion;
    static_cast<WEBAUTHN_ASSERTION &>(*copy) = {};
    copy->data = bytes(fido_assert_authdata_raw_ptr(assertion, 0),
                       fido_assert_authdata_raw_len(assertion, 0));
    copy->signature = bytes(fido_assert_sig_ptr(assertion, 0), fido_assert_sig_len(assertion, 0));
    copy->id = bytes(fido_assert_id_ptr(assertion, 0), fido_assert_id_len(assertion, 0));
    copy->user =
        bytes(fido_assert_user_id_ptr(assertion, 0), fido_assert_user_id_len(assertion, 0));
    copy->dwVersion = WEBAUTHN_ASSERTION_VERSION_1;
    copy->cbAuthenticatorData = DWORD(copy->data.size());
    copy->pbAuthenticatorData = copy->data.data();
    copy->cbSignature = DWORD(copy->signature.size());
    copy->pbSignature = copy->signature.data();
    copy->Credential = {WEBAUTHN_CREDENTIAL_CURRENT_VERSION, DWORD(copy->id.size()),
                        copy->id.data(), WEBAUTHN_CREDENTIAL_TYPE_PUBLIC_KEY};
    copy->cbUserId = DWORD(copy->user.size());
    copy->pbUserId = copy->user.data();
    return copy;
}

/// WebAuthn section 6.5.4.
Bytes objectOf(const fido_cred_t *credential, const Bytes &data) {
    using namespace vouch::virtualkey;
    const ByteView statement(fido_cred_attstmt_ptr(credential), fido_cred_attstmt_len(credential));
    return CborMap()
        .set("fmt", CborValue::text(fido_cred_fmt(credential)))
        .set("attStmt", CborValue::verbatim(statement))
        .set("authData", CborValue::bytes(data))
        .encoded();
}

Attestation *copied(const fido_cred_t *credential) {
    auto *copy = new Attestation;
    static_cast<WEBAUTHN_CREDENTIAL_ATTESTATION &>(*copy) = {};
    copy->data =
        bytes(fido_cred_authdata_raw_ptr(credential), fido_cred_authdata_raw_len(credential));
    copy->object = objectOf(credential, copy->data);
    copy->id = bytes(fido_cred_id_ptr(credential), fido_cred_id_len(credential));
    copy->dwVersion = WEBAUTHN_CREDENTIAL_ATTESTATION_VERSION_3;
    copy->pwszFormatType = WEBAUTHN_ATTESTATION_TYPE_PACKED;
    copy->cbAuthenticatorData = DWORD(copy->data.size());
    copy->pbAuthenticatorData = copy->data.data();
    copy->cbAttestationObject = DWORD(copy->object.size());
    copy->pbAttestationObject = copy->object.data();
    copy->cbCredentialId = DWORD(copy->id.size());
    copy->pbCredentialId = copy->id.data();
    copy->dwUsedTransport = WEBAUTHN_CTAP_TRANSPORT_USB;
    return copy;
}

HRESULT ended(const char *what, HRESULT result) {
    char line[64];
    std::snprintf(line, sizeof line, "%s 0x%08lx", what, static_cast<unsigned long>(result));
    note(line);
    return result;
}

} // namespace

DWORD WINAPI WebAuthNGetApiVersionNumber() {
    return wishes().version;
}

HRESULT WINAPI WebAuthNGetCancellationId(GUID *id) {
    *id = newId();
    return S_OK;
}

HRESULT WINAPI WebAuthNCancelCurrentOperation(const GUID *id) {
    cancel(*id);
    return S_OK;
}

PCWSTR WINAPI WebAuthNGetErrorName(HRESULT result) {
    switch (result) {
    case S_OK:
        return L"Success";
    case NTE_EXISTS:
        return L"InvalidStateError";
    case NTE_NOT_SUPPORTED:
    case HRESULT_FROM_WIN32(ERROR_NOT_SUPPORTED):
    case NTE_TOKEN_KEYSET_STORAGE_FULL:
        return L"ConstraintError";
    case NTE_INVALID_PARAMETER:
        return L"NotSupportedError";
    case NTE_DEVICE_NOT_FOUND:
    case NTE_NOT_FOUND:
    case NTE_USER_CANCELLED:
    case HRESULT_FROM_WIN32(ERROR_CANCELLED):
    case HRESULT_FROM_WIN32(ERROR_TIMEOUT):
        return L"NotAllowedError";
    default:
        return L"UnknownError";
    }
}

HRESULT WINAPI WebAuthNAuthenticatorGetAssertion(
    HWND window, LPCWSTR rpId, PCWEBAUTHN_CLIENT_DATA data,
    PCWEBAUTHN_AUTHENTICATOR_GET_ASSERTION_OPTIONS options, PWEBAUTHN_ASSERTION *made) {
    note("assertion");
    Judge judge;
    // The first version with a cancellation id is 3; API version 1 has versions up to 4.
    judge.require(options->dwVersion >= 3 && options->dwVersion <= 4, "options version");
    judge.require(options->CredentialList.cCredentials == 0, "allow list");
    ::judge(judge, window, rpId, data, options->dwTimeoutMilliseconds,
            options->dwAuthenticatorAttachment, options->dwUserVerificationRequirement,
            options->pCancellationId);
    if (!judge.isValid())
        return ended("assertion", NTE_INVALID_PARAMETER);
    const Wishes person = wishes();
    if (person.result != S_OK)
        return ended("assertion", person.result);
    Operation operation(options->pCancellationId);
    const std::unique_ptr<fido_assert_t, FreeAssertion> owner(fido_assert_new());
    fido_assert_t *assertion = owner.get();
    int code = operation.open(person.key);
    if (code == FIDO_OK)
        code = fido_assert_set_rp(assertion, narrow(rpId).c_str());
    if (code == FIDO_OK)
        code =
            fido_assert_set_clientdata(assertion, data->pbClientDataJSON, data->cbClientDataJSON);
    if (code == FIDO_OK)
        code = fido_dev_get_assert(operation.key(), assertion, pinOrNull(person));
    if (code == FIDO_OK)
        *made = copied(assertion);
    return ended("assertion", resultOf(code));
}

void WINAPI WebAuthNFreeAssertion(PWEBAUTHN_ASSERTION assertion) {
    delete static_cast<Assertion *>(assertion);
}

HRESULT WINAPI WebAuthNAuthenticatorMakeCredential(
    HWND window, PCWEBAUTHN_RP_ENTITY_INFORMATION rp, PCWEBAUTHN_USER_ENTITY_INFORMATION user,
    PCWEBAUTHN_COSE_CREDENTIAL_PARAMETERS algorithms, PCWEBAUTHN_CLIENT_DATA data,
    PCWEBAUTHN_AUTHENTICATOR_MAKE_CREDENTIAL_OPTIONS options,
    PWEBAUTHN_CREDENTIAL_ATTESTATION *made) {
    note("registration");
    Judge judge;
    // The first version with a cancellation id is 2; API version 1 has versions up to 3.
    judge.require(options->dwVersion >= 2 && options->dwVersion <= 3, "options version");
    judge.require(rp->dwVersion == 1 && rp->pwszName != nullptr, "rp");
    judge.require(user->dwVersion == 1 && user->cbId > 0 &&
                      user->cbId <= WEBAUTHN_MAX_USER_ID_LENGTH && user->pwszName != nullptr &&
                      user->pwszDisplayName != nullptr,
                  "user");
    judge.require(algorithms->cCredentialParameters == 1 &&
                      algorithms->pCredentialParameters->dwVersion == 1 &&
                      algorithms->pCredentialParameters->lAlg ==
                          WEBAUTHN_COSE_ALGORITHM_ECDSA_P256_WITH_SHA256,
                  "algorithms");
    judge.require(options->bRequireResidentKey, "resident key");
    judge.require(options->dwAttestationConveyancePreference ==
                      WEBAUTHN_ATTESTATION_CONVEYANCE_PREFERENCE_DIRECT,
                  "attestation");
    ::judge(judge, window, rp->pwszId, data, options->dwTimeoutMilliseconds,
            options->dwAuthenticatorAttachment, options->dwUserVerificationRequirement,
            options->pCancellationId);
    if (!judge.isValid())
        return ended("registration", NTE_INVALID_PARAMETER);
    const Wishes person = wishes();
    if (person.result != S_OK)
        return ended("registration", person.result);
    Operation operation(options->pCancellationId);
    const std::unique_ptr<fido_cred_t, FreeCredential> owner(fido_cred_new());
    fido_cred_t *credential = owner.get();
    int code = operation.open(person.key);
    const auto step = [&code](int next) { code = code == FIDO_OK ? next : code; };
    step(fido_cred_set_type(credential, COSE_ES256));
    step(fido_cred_set_rp(credential, narrow(rp->pwszId).c_str(), narrow(rp->pwszName).c_str()));
    step(fido_cred_set_user(credential, user->pbId, user->cbId, narrow(user->pwszName).c_str(),
                            narrow(user->pwszDisplayName).c_str(), nullptr));
    step(fido_cred_set_clientdata(credential, data->pbClientDataJSON, data->cbClientDataJSON));
    step(fido_cred_set_rk(credential, FIDO_OPT_TRUE));
    for (DWORD i = 0; i < options->CredentialList.cCredentials; ++i) {
        const WEBAUTHN_CREDENTIAL &known = options->CredentialList.pCredentials[i];
        step(fido_cred_exclude(credential, known.pbId, known.cbId));
    }
    if (code == FIDO_OK)
        code = fido_dev_make_cred(operation.key(), credential, pinOrNull(person));
    if (code == FIDO_OK)
        *made = copied(credential);
    return ended("registration", resultOf(code));
}

void WINAPI WebAuthNFreeCredentialAttestation(PWEBAUTHN_CREDENTIAL_ATTESTATION attestation) {
    delete static_cast<Attestation *>(attestation);
}
