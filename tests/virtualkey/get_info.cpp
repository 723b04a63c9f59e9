// SPDX-License-Identifier: Apache-2.0
#include "get_info.h"

#include "cbor_writer.h"
#include "command_limits.h"
#include "cose_key.h"
#include "device_version.h"

namespace vouch::virtualkey {
namespace {

namespace response_key {
constexpr std::int64_t versions = 0x01;
constexpr std::int64_t extensions = 0x02;
constexpr std::int64_t aaguid = 0x03;
constexpr std::int64_t options = 0x04;
constexpr std::int64_t maxMsgSize = 0x05;
constexpr std::int64_t pinUvAuthProtocols = 0x06;
constexpr std::int64_t maxCredentialCountInList = 0x07;
constexpr std::int64_t maxCredentialIdLength = 0x08;
constexpr std::int64_t transports = 0x09;
constexpr std::int64_t algorithms = 0x0a;
constexpr std::int64_t forcePinChange = 0x0c;
constexpr std::int64_t minPinLength = 0x0d;
constexpr std::int64_t firmwareVersion = 0x0e;
constexpr std::int64_t remainingDiscoverableCredentials = 0x14;
} // namespace response_key

CborValue number(std::size_t value) {
    return CborValue::integer(static_cast<std::int64_t>(value));
}

CborValue options(const CommandContext &key) {
    CborMap map;
    map.set("rk", CborValue::boolean(true))
        .set("up", CborValue::boolean(true))
        .set("clientPin", CborValue::boolean(key.clientPin.isPinSet()))
        // The command's name before CTAP 2.1, which libfido2 before 1.13 still uses.
        .set("credentialMgmtPreview", CborValue::boolean(true));
    if (!key.identity.isOld)
        map.set("pinUvAuthToken", CborValue::boolean(true))
            .set("credMgmt", CborValue::boolean(true))
            .set("makeCredUvNotRqd", CborValue::boolean(false));
    return map.value();
}

CborValue versions(const Identity &identity) {
    std::vector<CborValue> list{CborValue::text("FIDO_2_0")};
    if (!identity.isOld)
        list.push_back(CborValue::text("FIDO_2_1"));
    return CborValue::array(list);
}

CborValue protocols(const ClientPin &clientPin) {
    std::vector<CborValue> list;
    for (const int version : clientPin.protocols())
        list.push_back(CborValue::integer(version));
    return CborValue::array(list);
}

CborValue algorithms() {
    return CborValue::array(
        {CborMap()
             .set("alg", CborValue::integer(static_cast<std::int64_t>(CoseAlgorithm::Es256)))
             .set("type", CborValue::text("public-key"))
             .value()});
}

} // namespace

Bytes getInfo(const CommandContext &key) {
    CborMap info;
    info.set(response_key::versions, versions(key.identity))
        .set(response_key::extensions,
             CborValue::array({CborValue::text("credProtect"), CborValue::text("hmac-secret")}))
        .set(response_key::aaguid, CborValue::bytes(key.identity.aaguid))
        .set(response_key::options, options(key))
        .set(response_key::maxMsgSize, number(maxMessageSize))
        .set(response_key::pinUvAuthProtocols, protocols(key.clientPin));
    if (key.identity.isOld)
        return info.encoded();
    info.set(response_key::maxCredentialCountInList, number(maxCredentialsInList))
        .set(response_key::maxCredentialIdLength, number(credentialIdSize))
        .set(response_key::transports, CborValue::array({CborValue::text("usb")}))
        .set(response_key::algorithms, algorithms())
        .set(response_key::minPinLength, number(key.identity.minPinLength))
        .set(response_key::firmwareVersion, CborValue::integer(deviceVersion.asNumber()))
        .set(response_key::remainingDiscoverableCredentials, number(key.store.room()));
    if (key.clientPin.mustChange())
        info.set(response_key::forcePinChange, CborValue::boolean(true));
    return info.encoded();
}

} // namespace vouch::virtualkey
