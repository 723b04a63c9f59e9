// SPDX-License-Identifier: Apache-2.0
#include "make_credential.h"

#include "authenticator_data.h"
#include "command_limits.h"
#include "cose_key.h"
#include "credential_codec.h"
#include "credential_descriptors.h"
#include "crypto.h"

namespace vouch::virtualkey {
namespace {

namespace request_key {
constexpr std::int64_t clientDataHash = 0x01;
constexpr std::int64_t rp = 0x02;
constexpr std::int64_t user = 0x03;
constexpr std::int64_t pubKeyCredParams = 0x04;
constexpr std::int64_t excludeList = 0x05;
constexpr std::int64_t extensions = 0x06;
constexpr std::int64_t options = 0x07;
constexpr std::int64_t pinUvAuthParam = 0x08;
constexpr std::int64_t pinUvAuthProtocol = 0x09;
constexpr std::int64_t enterpriseAttestation = 0x0a;
} // namespace request_key

namespace response_key {
constexpr std::int64_t format = 0x01;
constexpr std::int64_t authData = 0x02;
constexpr std::int64_t statement = 0x03;
} // namespace response_key

struct Request {
    Bytes clientDataHash;
    std::string rpId;
    User user;
    bool es256Acceptable = false;
    std::vector<Bytes> excludeList;
    std::optional<std::uint64_t> credProtect;
    bool hmacSecret = false;
    std::optional<bool> rk;
    std::optional<bool> up;
    std::optional<bool> uv;
    PinUvAuth auth;
    bool enterpriseAttestation = false;
};

std::optional<bool> readOption(CborView options, std::string_view name) {
    const auto option = options.find(name);
    return option ? std::optional(option->boolean()) : std::nullopt;
}

/// Step 3. Every element is looked at, so that a malformed one never passes.
bool acceptsEs256(CborView params) {
    bool accepted = false;
    for (std::size_t i = 0; i < params.arraySize(); ++i) {
        const std::int64_t algorithm = params.at(i).require("alg").integer();
        const bool publicKey = params.at(i).require("type").text() == "public-key";
        if (publicKey && algorithm == static_cast<std::int64_t>(CoseAlgorithm::Es256))
            accepted = true;
    }
    return accepted;
}

Request parse(ByteView parameters) {
    const CborDocument document(parameters);
    const CborView root = document.root();
    Request request;
    const ByteView hash = root.require(request_key::clientDataHash).bytes();
    if (hash.size() != sizeof(Digest))
        throw CtapError(Status::InvalidLength);
    request.clientDataHash.assign(hash.begin(), hash.end());
    request.rpId = root.require(request_key::rp).require("id").text();
    request.user = decodeUser(root.require(request_key::user));
    request.es256Acceptable = acceptsEs256(root.require(request_key::pubKeyCredParams));
    if (const auto list = root.find(request_key::excludeList))
        request.excludeList = decodeDescriptorList(*list);
    if (const auto extensions = root.find(request_key::extensions)) {
        if (const auto level = extensions->find("credProtect"))
            request.credProtect = level->unsignedInteger();
        if (const auto wanted = extensions->find("hmac-secret"))
            request.hmacSecret = wanted->boolean();
    }
    if (const auto options = root.find(request_key::options)) {
        request.rk = readOption(*options, "rk");
        request.up = readOption(*options, "up");
        request.uv = readOption(*options, "uv");
    }
    request.auth =
        PinUvAuth::read(root, request_key::pinUvAuthParam, request_key::pinUvAuthProtocol);
    request.enterpriseAttestation = root.find(request_key::enterpriseAttestation).has_value();
    return request;
}

/// Step 5. The "uv" option asks for a built-in method, of which this key has none; with a
/// pinUvAuthParam it counts as absent.
void requirePossibleOptions(const Request &request) {
    if (request.uv.value_or(false) && !request.auth.isPresent())
        throw CtapError(Status::InvalidOption);
    if (!request.up.value_or(true))
        throw CtapError(Status::InvalidOption);
}

/// Step 12: whether the key holds a listed credential that this user may be told about.
bool isExcluded(const Store &store, const Request &request, bool userVerified) {
    for (const Bytes &id : request.excludeList) {
        const Credential *credential = store.find(id);
        if (credential && credential->rpId == request.rpId &&
            (userVerified || credential->protection != CredProtect::UserVerificationRequired))
            return true;
    }
    return false;
}

/// Section 12.1. Values that are no policy are ignored, and then not in the output either.
std::optional<CredProtect> requestedProtection(const Request &request) {
    const std::uint64_t value = request.credProtect.value_or(0);
    if (value < 1 || value > 3)
        return std::nullopt;
    return static_cast<CredProtect>(value);
}

CborMap extensionOutputs(const Request &request) {
    CborMap outputs;
    if (const auto protection = requestedProtection(request))
        outputs.set("credProtect", CborValue::integer(static_cast<int>(*protection)));
    if (request.hmacSecret)
        outputs.set("hmac-secret", CborValue::boolean(true));
    return outputs;
}

Credential newCredential(const Request &request, const P256Key &privateKey) {
    constexpr std::size_t credRandomSize = 32;
    Credential credential;
    credential.id = randomBytes(credentialIdSize);
    credential.rpId = request.rpId;
    credential.user = request.user;
    credential.discoverable = request.rk.value_or(false);
    credential.protection =
        requestedProtection(request).value_or(CredProtect::UserVerificationOptional);
    credential.privateKey = privateKey.toDer();
    credential.credRandomWithUv = randomBytes(credRandomSize);
    credential.credRandomWithoutUv = randomBytes(credRandomSize);
    return credential;
}

bool hasRoomFor(const Credential &credential, const Store &store) {
    return !credential.discoverable || store.room() > 0 ||
           store.findAccount(credential.rpId, credential.user.id) != nullptr;
}

} // namespace

// The steps are those of section 6.1.2.
Operation makeCredential(CommandContext key, Bytes parameters) {
    const Request request = parse(parameters);

    // 1. A CTAP 2.0 platform lets the user choose among keys.
    if (request.auth.asksForSelection()) {
        co_await key.presence.touch();
        throw CtapError(key.clientPin.isPinSet() ? Status::PinInvalid : Status::PinNotSet);
    }
    // 3 to 5.
    if (!request.es256Acceptable)
        throw CtapError(Status::UnsupportedAlgorithm);
    requirePossibleOptions(request);
    UserEvidence evidence;

    // 8. makeCredUvNotRqd is false: once there is a PIN, nothing is registered without it.
    if (key.clientPin.isPinSet() && !request.auth.isPresent())
        throw CtapError(Status::PuatRequired);
    // 9.
    if (request.enterpriseAttestation)
        throw CtapError(Status::InvalidParameter);
    // 11.
    if (request.auth.isPresent()) {
        key.clientPin.authorize(request.auth, request.clientDataHash, Permission::MakeCredential,
                                request.rpId);
        evidence.verified = true;
    }
    // 12. A touch comes before the answer, or any web page could find out who is registered.
    // Whether it comes or not does not change the answer; only the host's cancel does.
    if (isExcluded(key.store, request, evidence.verified)) {
        try {
            co_await key.presence.touch();
        } catch (const CtapError &error) {
            if (error.status() == Status::KeepaliveCancel)
                throw;
        }
        throw CtapError(Status::CredentialExcluded);
    }
    // 14.
    co_await key.presence.touch();
    evidence.present = true;
    key.clientPin.spendTokens();

    // 15 to 18.
    const P256Key privateKey = P256Key::generate();
    const Credential credential = newCredential(request, privateKey);
    if (!hasRoomFor(credential, key.store))
        throw CtapError(Status::KeyStoreFull);
    key.store.add(credential);

    // 19.
    const Bytes authData =
        attestedAuthData(credential, privateKey.publicPoint(), key.identity.aaguid, evidence,
                         extensionOutputs(request));
    co_return CborMap()
        .set(response_key::format, CborValue::text("packed"))
        .set(response_key::authData, CborValue::bytes(authData))
        .set(response_key::statement, packedStatement(key.identity.attestation, privateKey,
                                                      authData, request.clientDataHash))
        .encoded();
}

} // namespace vouch::virtualkey
