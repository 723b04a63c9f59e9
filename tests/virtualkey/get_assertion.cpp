// SPDX-License-Identifier: Apache-2.0
#include "get_assertion.h"

#include "credential_descriptors.h"
#include "crypto.h"

namespace vouch::virtualkey {
namespace {

namespace request_key {
constexpr std::int64_t rpId = 0x01;
constexpr std::int64_t clientDataHash = 0x02;
constexpr std::int64_t allowList = 0x03;
constexpr std::int64_t extensions = 0x04;
constexpr std::int64_t options = 0x05;
constexpr std::int64_t pinUvAuthParam = 0x06;
constexpr std::int64_t pinUvAuthProtocol = 0x07;
} // namespace request_key

/// A parsed request. Its views live as long as the document.
struct Request {
    explicit Request(ByteView parameters);

    bool option(std::string_view name, bool absent) const;

    CborDocument document;
    std::string rpId;
    ByteView clientDataHash;
    bool listed = false; // without an allow list any discoverable credential will do
    std::vector<Bytes> allowList;
    std::optional<CborView> hmacSecret;
    std::optional<CborView> options;
    PinUvAuth auth;
};

Request::Request(ByteView parameters) : document(parameters) {
    const CborView root = document.root();
    rpId = root.require(request_key::rpId).text();
    clientDataHash = root.require(request_key::clientDataHash).bytes();
    if (clientDataHash.size() != sizeof(Digest))
        throw CtapError(Status::InvalidLength);
    if (const auto list = root.find(request_key::allowList)) {
        listed = list->arraySize() != 0;
        allowList = decodeDescriptorList(*list);
    }
    if (const auto extensions = root.find(request_key::extensions))
        hmacSecret = extensions->find("hmac-secret");
    options = root.find(request_key::options);
    auth = PinUvAuth::read(root, request_key::pinUvAuthParam, request_key::pinUvAuthProtocol);
}

bool Request::option(std::string_view name, bool absent) const {
    const auto value = options ? options->find(name) : std::nullopt;
    return value ? value->boolean() : absent;
}

/// Steps 7.4 and 7.5.
bool mayBeUsed(const Credential &credential, bool listed, bool userVerified) {
    switch (credential.protection) {
    case CredProtect::UserVerificationOptional:
        return true;
    case CredProtect::UserVerificationOptionalWithCredentialIdList:
        return listed || userVerified;
    case CredProtect::UserVerificationRequired:
        return userVerified;
    }
    return false;
}

/// Step 7, and the order of step 12: the newest first. With an allow list any one will do
/// (step 11), so it is the first that fits.
std::vector<Bytes> applicableCredentials(const Store &store, const Request &request,
                                         bool userVerified) {
    std::vector<Bytes> ids;
    if (!request.listed) {
        for (const Credential &credential : store.credentials())
            if (credential.discoverable && credential.rpId == request.rpId &&
                mayBeUsed(credential, false, userVerified))
                ids.insert(ids.begin(), credential.id);
        return ids;
    }
    for (const Bytes &id : request.allowList) {
        const Credential *credential = store.find(id);
        if (credential && credential->rpId == request.rpId &&
            mayBeUsed(*credential, true, userVerified))
            return {id};
    }
    return ids;
}

} // namespace

// The steps are those of section 6.2.2.
Operation Assertions::begin(Bytes parameters) {
    const Request request(parameters);

    // 1. A CTAP 2.0 platform lets the user choose among keys.
    if (request.auth.asksForSelection()) {
        co_await key_.presence.touch();
        throw CtapError(key_.clientPin.isPinSet() ? Status::PinInvalid : Status::PinNotSet);
    }
    // 4. "uv" asks for a built-in method, of which this key has none; with a pinUvAuthParam it
    // counts as absent.
    if (request.option("uv", false) && !request.auth.isPresent())
        throw CtapError(Status::InvalidOption);
    if (request.options && request.options->find("rk"))
        throw CtapError(Status::UnsupportedOption);
    const bool touchWanted = request.option("up", true);
    UserEvidence evidence;

    // 6.
    if (request.auth.isPresent()) {
        key_.clientPin.authorize(request.auth, request.clientDataHash, Permission::GetAssertion,
                                 request.rpId);
        evidence.verified = true;
    }
    // 7.
    std::vector<Bytes> ids = applicableCredentials(key_.store, request, evidence.verified);
    if (ids.empty())
        throw CtapError(Status::NoCredentials);
    // 9.
    if (touchWanted) {
        co_await key_.presence.touch();
        evidence.present = true;
        key_.clientPin.spendTokens();
    }
    // 10. Section 12.5: no secret without a touch.
    std::optional<HmacSecretInput> hmacSecret;
    if (request.hmacSecret) {
        if (!touchWanted)
            throw CtapError(Status::UnsupportedOption);
        hmacSecret.emplace(*request.hmacSecret, key_.clientPin);
    }
    // 11 to 13.
    const ByteView hash = request.clientDataHash;
    sequence_.emplace(
        AssertionSequence::Terms{{hash.begin(), hash.end()}, evidence, std::move(hmacSecret)},
        std::move(ids));
    Bytes response = next();
    ++count_;
    co_return response;
}

Bytes Assertions::next() {
    if (!sequence_)
        throw CtapError(Status::NotAllowed);
    return sequence_->next(key_.store, key_.clock());
}

} // namespace vouch::virtualkey
