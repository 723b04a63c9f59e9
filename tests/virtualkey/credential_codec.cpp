// SPDX-License-Identifier: Apache-2.0
#include "credential_codec.h"

#include "status.h"

namespace vouch::virtualkey {
namespace {

enum Member : std::int64_t {
    Id = 1,
    RpId,
    UserEntity,
    Discoverable,
    Protection,
    PrivateKey,
    SignatureCount,
    CredRandomWithUv,
    CredRandomWithoutUv,
};

/// WebAuthn section 5.4.3: a user handle has at most 64 bytes.
constexpr std::size_t maxUserIdSize = 64;

Bytes copy(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

std::optional<std::string> optionalText(CborView map, std::string_view key) {
    const auto value = map.find(key);
    return value ? std::optional(value->text()) : std::nullopt;
}

} // namespace

CborValue encodeCredential(const Credential &credential) {
    return CborMap()
        .set(Id, CborValue::bytes(credential.id))
        .set(RpId, CborValue::text(credential.rpId))
        .set(UserEntity, encodeUser(credential.user, UserDetail::Everything))
        .set(Discoverable, CborValue::boolean(credential.discoverable))
        .set(Protection, CborValue::integer(static_cast<int>(credential.protection)))
        .set(PrivateKey, CborValue::bytes(credential.privateKey))
        .set(SignatureCount, CborValue::integer(credential.signatureCount))
        .set(CredRandomWithUv, CborValue::bytes(credential.credRandomWithUv))
        .set(CredRandomWithoutUv, CborValue::bytes(credential.credRandomWithoutUv))
        .value();
}

Credential decodeCredential(CborView item) {
    Credential credential;
    credential.id = copy(item.require(Id).bytes());
    credential.rpId = item.require(RpId).text();
    credential.user = decodeUser(item.require(UserEntity));
    credential.discoverable = item.require(Discoverable).boolean();
    credential.protection = static_cast<CredProtect>(item.require(Protection).unsignedInteger());
    credential.privateKey = copy(item.require(PrivateKey).bytes());
    credential.signatureCount =
        static_cast<std::uint32_t>(item.require(SignatureCount).unsignedInteger());
    credential.credRandomWithUv = copy(item.require(CredRandomWithUv).bytes());
    credential.credRandomWithoutUv = copy(item.require(CredRandomWithoutUv).bytes());
    return credential;
}

CborValue encodeUser(const User &user, UserDetail detail) {
    CborMap map;
    map.set("id", CborValue::bytes(user.id));
    if (detail == UserDetail::Everything && user.name)
        map.set("name", CborValue::text(*user.name));
    if (detail == UserDetail::Everything && user.displayName)
        map.set("displayName", CborValue::text(*user.displayName));
    return map.value();
}

User decodeUser(CborView item) {
    User user;
    user.id = copy(item.require("id").bytes());
    if (user.id.size() > maxUserIdSize)
        throw CtapError(Status::InvalidLength);
    user.name = optionalText(item, "name");
    user.displayName = optionalText(item, "displayName");
    return user;
}

} // namespace vouch::virtualkey
