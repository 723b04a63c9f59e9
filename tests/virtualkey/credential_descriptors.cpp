// SPDX-License-Identifier: Apache-2.0
#include "credential_descriptors.h"

#include "command_limits.h"
#include "status.h"

namespace vouch::virtualkey {
namespace {

constexpr std::string_view publicKeyType = "public-key";

} // namespace

CborValue encodeDescriptor(ByteView credentialId) {
    return CborMap()
        .set("id", CborValue::bytes(credentialId))
        .set("type", CborValue::text(publicKeyType))
        .value();
}

Bytes decodeDescriptor(CborView descriptor) {
    const ByteView id = descriptor.require("id").bytes();
    if (descriptor.require("type").text() != publicKeyType)
        return {};
    return {id.begin(), id.end()};
}

std::vector<Bytes> decodeDescriptorList(CborView list) {
    if (list.arraySize() > maxCredentialsInList)
        throw CtapError(Status::LimitExceeded);
    std::vector<Bytes> ids;
    for (std::size_t i = 0; i < list.arraySize(); ++i)
        ids.push_back(decodeDescriptor(list.at(i)));
    return ids;
}

} // namespace vouch::virtualkey
