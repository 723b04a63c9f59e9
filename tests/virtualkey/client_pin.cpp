// SPDX-License-Identifier: Apache-2.0
#include "client_pin.h"

#include "cbor_writer.h"
#include "status.h"
#include "utf8.h"

namespace vouch::virtualkey {
namespace {

// Section 6.5.5: members of the request and the response.
namespace request_key {
constexpr std::int64_t protocol = 0x01;
constexpr std::int64_t subCommand = 0x02;
constexpr std::int64_t keyAgreement = 0x03;
constexpr std::int64_t pinUvAuthParam = 0x04;
constexpr std::int64_t newPinEnc = 0x05;
constexpr std::int64_t pinHashEnc = 0x06;
constexpr std::int64_t permissions = 0x09;
constexpr std::int64_t rpId = 0x0a;
} // namespace request_key

namespace response_key {
constexpr std::int64_t keyAgreement = 0x01;
constexpr std::int64_t pinUvAuthToken = 0x02;
constexpr std::int64_t pinRetries = 0x03;
constexpr std::int64_t powerCycleState = 0x04;
} // namespace response_key

enum SubCommand : std::uint64_t {
    GetPinRetries = 0x01,
    GetKeyAgreement = 0x02,
    SetPin = 0x03,
    ChangePin = 0x04,
    GetPinToken = 0x05,
    GetPinUvAuthTokenUsingPinWithPermissions = 0x09,
};

/// Section 6.5.5.7.1: so many wrong PINs in a row, and the key wants to be pulled out.
constexpr int maxMismatches = 3;

/// Section 6.5.5.5: the length of every padded PIN.
constexpr std::size_t paddedPinSize = 64;

/// Permissions whose features this key lacks (section 6.5.5.7.2, step 4): bioEnroll, largeBlobs,
/// authnrCfg.
constexpr std::uint64_t impossiblePermissions = 0x08 | 0x10 | 0x20;
constexpr std::uint64_t knownPermissions = MakeCredential | GetAssertion | ManageCredentials;

/// LEFT(SHA-256(pin), 16)
Bytes leftHash(ByteView pin) {
    const Digest digest = sha256(pin);
    return {digest.begin(), digest.begin() + 16};
}

} // namespace

PinUvAuth PinUvAuth::read(CborView request, std::int64_t paramKey, std::int64_t protocolKey) {
    PinUvAuth auth;
    if (const auto param = request.find(paramKey)) {
        const ByteView bytes = param->bytes();
        auth.param.emplace(bytes.begin(), bytes.end());
    }
    if (const auto protocol = request.find(protocolKey))
        auth.protocol = protocol->unsignedInteger();
    return auth;
}

ClientPin::ClientPin(Store &store, const std::vector<int> &protocols, std::size_t minPinLength,
                     Clock clock)
    : store_(store), minPinLength_(minPinLength) {
    for (const int version : protocols)
        slots_.push_back({PinProtocol::make(version), PinUvAuthToken(clock)});
}

Bytes ClientPin::execute(CborView request) {
    switch (request.require(request_key::subCommand).unsignedInteger()) {
    case GetPinRetries:
        return pinRetries();
    case GetKeyAgreement:
        return keyAgreement(request);
    case SetPin:
        setNewPin(request);
        return {};
    case ChangePin:
        changePin(request);
        return {};
    case GetPinToken:
        return pinToken(request);
    case GetPinUvAuthTokenUsingPinWithPermissions:
        return pinUvAuthTokenWithPermissions(request);
    default:
        throw CtapError(Status::InvalidSubcommand);
    }
}

bool ClientPin::changesPin(CborView request) {
    const auto subCommand = request.require(request_key::subCommand).unsignedInteger();
    return subCommand == SetPin || subCommand == ChangePin;
}

void ClientPin::powerUp() {
    mismatches_ = 0;
    for (Slot &each : slots_)
        each.protocol->regenerate();
    resetTokens();
}

std::vector<int> ClientPin::protocols() const {
    std::vector<int> versions;
    for (const Slot &each : slots_)
        versions.push_back(each.protocol->version());
    return versions;
}

PinProtocol &ClientPin::protocol(std::uint64_t version) {
    return *slot(version).protocol;
}

ClientPin::Slot &ClientPin::slot(std::uint64_t version) {
    for (Slot &each : slots_)
        if (static_cast<std::uint64_t>(each.protocol->version()) == version)
            return each;
    throw CtapError(Status::InvalidParameter);
}

void ClientPin::resetTokens() {
    for (Slot &each : slots_)
        each.token.reset();
}

void ClientPin::spendTokens() {
    for (Slot &each : slots_)
        each.token.spend();
}

PinUvAuthToken &ClientPin::verifiedToken(const PinUvAuth &auth, ByteView message,
                                         Permission permission) {
    if (!auth.protocol)
        throw CtapError(Status::MissingParameter);
    Slot &used = slot(*auth.protocol);
    if (!used.token.inUse() || !used.protocol->verify(used.token.value(), message, *auth.param) ||
        !used.token.mayBeUsedFor(permission))
        throw CtapError(Status::PinAuthInvalid);
    used.token.markUsed();
    return used.token;
}

void ClientPin::authorize(const PinUvAuth &auth, ByteView message, Permission permission,
                          const std::string &rpId) {
    PinUvAuthToken &token = verifiedToken(auth, message, permission);
    if (token.rpId() && *token.rpId() != rpId)
        throw CtapError(Status::PinAuthInvalid);
    token.bindTo(rpId);
}

void ClientPin::setPin(ByteView pin) {
    const auto codePoints = countCodePoints(pin);
    Bytes hash = leftHash(pin);
    if (!codePoints || *codePoints < minPinLength_ || pin.size() > maxPinBytes ||
        (mustChange_ && hash == store_.pinHash()))
        throw CtapError(Status::PinPolicyViolation);
    store_.setPinHash(std::move(hash));
    mustChange_ = false;
}

void ClientPin::forgetPin() {
    store_.setPinHash({});
    mustChange_ = false;
    powerUp();
}

/// Section 6.5.5.2
Bytes ClientPin::pinRetries() const {
    return CborMap()
        .set(response_key::pinRetries, CborValue::integer(store_.pinRetries()))
        .set(response_key::powerCycleState, CborValue::boolean(mismatches_ >= maxMismatches))
        .encoded();
}

/// Section 6.5.5.4
Bytes ClientPin::keyAgreement(CborView request) {
    PinProtocol &chosen = protocol(request.require(request_key::protocol).unsignedInteger());
    return CborMap().set(response_key::keyAgreement, chosen.publicKey()).encoded();
}

/// Section 6.5.5.5
void ClientPin::setNewPin(CborView request) {
    const auto version = request.require(request_key::protocol).unsignedInteger();
    const CborView platformKey = request.require(request_key::keyAgreement);
    const ByteView param = request.require(request_key::pinUvAuthParam).bytes();
    const ByteView newPinEnc = request.require(request_key::newPinEnc).bytes();
    PinProtocol &chosen = protocol(version);
    if (isPinSet())
        throw CtapError(Status::PinAuthInvalid);
    const Bytes secret = chosen.decapsulate(platformKey);
    if (!chosen.verify(secret, newPinEnc, param))
        throw CtapError(Status::PinAuthInvalid);
    storePin(chosen, secret, newPinEnc);
}

/// Section 6.5.5.6
void ClientPin::changePin(CborView request) {
    const auto version = request.require(request_key::protocol).unsignedInteger();
    const CborView platformKey = request.require(request_key::keyAgreement);
    const ByteView param = request.require(request_key::pinUvAuthParam).bytes();
    const ByteView newPinEnc = request.require(request_key::newPinEnc).bytes();
    const ByteView pinHashEnc = request.require(request_key::pinHashEnc).bytes();
    PinProtocol &chosen = protocol(version);
    requireRetries();
    const Bytes secret = chosen.decapsulate(platformKey);
    if (!chosen.verify(secret, concat(newPinEnc, pinHashEnc), param))
        throw CtapError(Status::PinAuthInvalid);
    checkPin(chosen, secret, request);
    storePin(chosen, secret, newPinEnc);
    resetTokens();
}

/// Section 6.5.5.7.1: the way of CTAP 2.0. The token serves for registering and signing in.
Bytes ClientPin::pinToken(CborView request) {
    if (request.find(request_key::permissions) || request.find(request_key::rpId))
        throw CtapError(Status::InvalidParameter);
    return issueToken(request, MakeCredential | GetAssertion, std::nullopt);
}

/// Section 6.5.5.7.2
Bytes ClientPin::pinUvAuthTokenWithPermissions(CborView request) {
    const auto permissions = request.require(request_key::permissions).unsignedInteger();
    if (permissions == 0)
        throw CtapError(Status::InvalidParameter);
    if ((permissions & impossiblePermissions) != 0)
        throw CtapError(Status::UnauthorizedPermission);
    const auto rpId = request.find(request_key::rpId);
    return issueToken(request, permissions & knownPermissions,
                      rpId ? std::optional(rpId->text()) : std::nullopt);
}

/// What both ways of getting a token have in common.
Bytes ClientPin::issueToken(CborView request, std::uint64_t permissions,
                            std::optional<std::string> rpId) {
    const auto version = request.require(request_key::protocol).unsignedInteger();
    const CborView platformKey = request.require(request_key::keyAgreement);
    request.require(request_key::pinHashEnc);
    Slot &chosen = slot(version);
    requireRetries();
    const Bytes secret = chosen.protocol->decapsulate(platformKey);
    checkPin(*chosen.protocol, secret, request);
    if (mustChange_)
        throw CtapError(Status::PinPolicyViolation);
    resetTokens();
    chosen.token.beginUsing(permissions, std::move(rpId));
    return CborMap()
        .set(response_key::pinUvAuthToken,
             CborValue::bytes(chosen.protocol->encrypt(secret, chosen.token.value())))
        .encoded();
}

void ClientPin::requireRetries() const {
    if (!isPinSet())
        throw CtapError(Status::PinNotSet);
    if (store_.pinRetries() == 0)
        throw CtapError(Status::PinBlocked);
    if (mismatches_ >= maxMismatches)
        throw CtapError(Status::PinAuthBlocked);
}

/// The steps that changing the PIN and getting a token share: a try is paid for before it is
/// looked at, so that pulling the key out in between wins nothing.
void ClientPin::checkPin(PinProtocol &protocol, ByteView secret, CborView request) {
    store_.setPinRetries(store_.pinRetries() - 1);
    const auto hash = protocol.decrypt(secret, request.require(request_key::pinHashEnc).bytes());
    if (hash && constantTimeEqual(*hash, store_.pinHash())) {
        store_.setPinRetries(Store::maxPinRetries);
        mismatches_ = 0;
        return;
    }
    protocol.regenerate();
    ++mismatches_;
    if (store_.pinRetries() == 0)
        throw CtapError(Status::PinBlocked);
    throw CtapError(mismatches_ >= maxMismatches ? Status::PinAuthBlocked : Status::PinInvalid);
}

/// The last steps of setting and changing a PIN.
void ClientPin::storePin(const PinProtocol &protocol, ByteView secret, ByteView newPinEnc) {
    const auto padded = protocol.decrypt(secret, newPinEnc);
    if (!padded)
        throw CtapError(Status::PinAuthInvalid);
    if (padded->size() != paddedPinSize)
        throw CtapError(Status::InvalidParameter);
    ByteView pin = *padded;
    while (!pin.empty() && pin.back() == 0)
        pin = pin.first(pin.size() - 1);
    setPin(pin);
}

} // namespace vouch::virtualkey
