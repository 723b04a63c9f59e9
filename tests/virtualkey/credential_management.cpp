// SPDX-License-Identifier: Apache-2.0
#include "credential_management.h"

#include "cbor_writer.h"
#include "command_limits.h"
#include "cose_key.h"
#include "credential_codec.h"
#include "credential_descriptors.h"
#include "crypto.h"
#include "status.h"

namespace vouch::virtualkey {
namespace {

namespace request_key {
constexpr std::int64_t subCommand = 0x01;
constexpr std::int64_t subCommandParams = 0x02;
constexpr std::int64_t pinUvAuthProtocol = 0x03;
constexpr std::int64_t pinUvAuthParam = 0x04;
} // namespace request_key

namespace params_key {
constexpr std::int64_t rpIdHash = 0x01;
constexpr std::int64_t credentialId = 0x02;
constexpr std::int64_t user = 0x03;
} // namespace params_key

namespace response_key {
constexpr std::int64_t existingCount = 0x01;
constexpr std::int64_t maxPossibleRemainingCount = 0x02;
constexpr std::int64_t rp = 0x03;
constexpr std::int64_t rpIdHash = 0x04;
constexpr std::int64_t totalRps = 0x05;
constexpr std::int64_t user = 0x06;
constexpr std::int64_t credentialId = 0x07;
constexpr std::int64_t publicKey = 0x08;
constexpr std::int64_t totalCredentials = 0x09;
constexpr std::int64_t credProtect = 0x0a;
} // namespace response_key

enum SubCommand : std::uint8_t {
    GetCredsMetadata = 0x01,
    EnumerateRpsBegin = 0x02,
    EnumerateRpsGetNextRp = 0x03,
    EnumerateCredentialsBegin = 0x04,
    EnumerateCredentialsGetNextCredential = 0x05,
    DeleteCredential = 0x06,
    UpdateUserInformation = 0x07,
};

CborValue count(std::size_t number) {
    return CborValue::integer(static_cast<std::int64_t>(number));
}

bool hashMatches(ByteView rpIdHash, const std::string &rpId) {
    return sameBytes(rpIdHash, sha256(viewOf(rpId)));
}

} // namespace

CredentialManagement::CredentialManagement(Store &store, ClientPin &clientPin, Clock clock)
    : store_(store), clientPin_(clientPin), clock_(std::move(clock)) {}

void CredentialManagement::forgetEnumeration() {
    rps_.reset();
    credentials_.reset();
}

Bytes CredentialManagement::execute(CborView request) {
    switch (request.require(request_key::subCommand).unsignedInteger()) {
    case GetCredsMetadata:
        authorizeForAll(request);
        return metadata();
    case EnumerateRpsBegin:
        authorizeForAll(request);
        beginRps();
        return nextRp();
    case EnumerateRpsGetNextRp:
        return nextRp();
    case EnumerateCredentialsBegin:
        beginCredentials(request);
        return nextCredential();
    case EnumerateCredentialsGetNextCredential:
        return nextCredential();
    case DeleteCredential:
        deleteCredential(authorizeForOne(request));
        return {};
    case UpdateUserInformation:
        updateUser(authorizeForOne(request), request);
        return {};
    default:
        throw CtapError(Status::InvalidSubcommand);
    }
}

/// The signature covers the subcommand's number and, as they were sent, its parameters.
PinUvAuthToken &CredentialManagement::authorize(CborView request) const {
    const PinUvAuth auth =
        PinUvAuth::read(request, request_key::pinUvAuthParam, request_key::pinUvAuthProtocol);
    if (!auth.isPresent())
        throw CtapError(Status::PuatRequired);
    const auto subCommand = request.require(request_key::subCommand).unsignedInteger();
    Bytes message{static_cast<std::uint8_t>(subCommand)};
    if (const auto params = request.find(request_key::subCommandParams))
        append(message, params->encoded());
    return clientPin_.verifiedToken(auth, message, Permission::ManageCredentials);
}

/// Of all RPs nothing is told to the holder of a token for one.
void CredentialManagement::authorizeForAll(CborView request) const {
    if (authorize(request).rpId())
        throw CtapError(Status::PinAuthInvalid);
}

/// For subcommands about the credential that their parameters name.
const Credential &CredentialManagement::authorizeForOne(CborView request) const {
    const CborView params = request.require(request_key::subCommandParams);
    const Bytes id = decodeDescriptor(params.require(params_key::credentialId));
    const PinUvAuthToken &token = authorize(request);
    const Credential *credential = store_.find(id);
    if (!credential || !credential->discoverable)
        throw CtapError(Status::NoCredentials);
    if (token.rpId() && *token.rpId() != credential->rpId)
        throw CtapError(Status::PinAuthInvalid);
    return *credential;
}

/// Moves to the next entry, if the enumeration is under way and the host was not too slow.
template <typename Entry>
const Entry &CredentialManagement::advance(std::optional<Enumeration<Entry>> &enumeration) {
    if (!enumeration || enumeration->position == enumeration->entries.size())
        throw CtapError(Status::NotAllowed);
    const bool first = enumeration->position == 0;
    const TimePoint now = clock_();
    if (!first && now - enumeration->lastAnswer > statefulCommandLimit)
        throw CtapError(Status::NotAllowed);
    enumeration->lastAnswer = now;
    return enumeration->entries[enumeration->position++];
}

/// Section 6.8.2
Bytes CredentialManagement::metadata() const {
    const std::size_t existing = store_.discoverableCount();
    return CborMap()
        .set(response_key::existingCount, count(existing))
        .set(response_key::maxPossibleRemainingCount, count(store_.room()))
        .encoded();
}

/// Section 6.8.3
void CredentialManagement::beginRps() {
    forgetEnumeration();
    std::vector<std::string> ids;
    for (const Credential &credential : store_.credentials())
        if (credential.discoverable && std::ranges::find(ids, credential.rpId) == ids.end())
            ids.push_back(credential.rpId);
    if (ids.empty())
        throw CtapError(Status::NoCredentials);
    rps_ = {std::move(ids)};
}

Bytes CredentialManagement::nextRp() {
    const std::string &rpId = advance(rps_);
    CborMap response;
    response.set(response_key::rp, CborMap().set("id", CborValue::text(rpId)).value())
        .set(response_key::rpIdHash, CborValue::bytes(sha256(viewOf(rpId))));
    if (rps_->position == 1)
        response.set(response_key::totalRps, count(rps_->entries.size()));
    return response.encoded();
}

/// Section 6.8.4
void CredentialManagement::beginCredentials(CborView request) {
    const CborView params = request.require(request_key::subCommandParams);
    const ByteView wanted = params.require(params_key::rpIdHash).bytes();
    const PinUvAuthToken &token = authorize(request);
    if (token.rpId() && !hashMatches(wanted, *token.rpId()))
        throw CtapError(Status::PinAuthInvalid);
    forgetEnumeration();
    std::vector<Bytes> ids;
    for (const Credential &credential : store_.credentials())
        if (credential.discoverable && hashMatches(wanted, credential.rpId))
            ids.push_back(credential.id);
    if (ids.empty())
        throw CtapError(Status::NoCredentials);
    credentials_ = {std::move(ids)};
}

Bytes CredentialManagement::nextCredential() {
    // It is still there: deleting one forgets the enumeration.
    const Credential &credential = *store_.find(advance(credentials_));
    const P256Key privateKey = P256Key::fromDer(credential.privateKey);
    CborMap response;
    response.set(response_key::user, encodeUser(credential.user, UserDetail::Everything))
        .set(response_key::credentialId, encodeDescriptor(credential.id))
        .set(response_key::publicKey, encodeCoseKey(privateKey.publicPoint(), CoseAlgorithm::Es256))
        .set(response_key::credProtect,
             CborValue::integer(static_cast<int>(credential.protection)));
    if (credentials_->position == 1)
        response.set(response_key::totalCredentials, count(credentials_->entries.size()));
    return response.encoded();
}

/// Section 6.8.5
void CredentialManagement::deleteCredential(const Credential &credential) {
    forgetEnumeration();
    store_.remove(credential.id);
}

/// Section 6.8.6. The id stays what it is; a name that is absent or empty is removed.
void CredentialManagement::updateUser(const Credential &credential, CborView request) {
    const CborView params = request.require(request_key::subCommandParams);
    const User updated = decodeUser(params.require(params_key::user));
    if (!sameBytes(updated.id, credential.user.id))
        throw CtapError(Status::InvalidParameter);
    const auto unlessEmpty = [](const std::optional<std::string> &text) {
        return text && text->empty() ? std::nullopt : text;
    };
    store_.update(credential.id, [&](Credential &changed) {
        changed.user.name = unlessEmpty(updated.name);
        changed.user.displayName = unlessEmpty(updated.displayName);
    });
}

} // namespace vouch::virtualkey
