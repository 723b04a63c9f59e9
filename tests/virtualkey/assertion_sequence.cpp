// SPDX-License-Identifier: Apache-2.0
#include "assertion_sequence.h"

#include "command_limits.h"
#include "credential_codec.h"
#include "credential_descriptors.h"
#include "status.h"

namespace vouch::virtualkey {
namespace {

namespace response_key {
constexpr std::int64_t credential = 0x01;
constexpr std::int64_t authData = 0x02;
constexpr std::int64_t signature = 0x03;
constexpr std::int64_t user = 0x04;
constexpr std::int64_t numberOfCredentials = 0x05;
} // namespace response_key

} // namespace

AssertionSequence::AssertionSequence(Terms terms, std::vector<Bytes> credentialIds)
    : terms_(std::move(terms)), credentialIds_(std::move(credentialIds)) {}

Bytes AssertionSequence::next(Store &store, TimePoint now) {
    const bool first = position_ == 0;
    if (position_ == credentialIds_.size() || (!first && now - lastAnswer_ > statefulCommandLimit))
        throw CtapError(Status::NotAllowed);
    lastAnswer_ = now;

    const Bytes &id = credentialIds_[position_++];
    store.update(id, [](Credential &used) { ++used.signatureCount; });
    const Credential &credential = *store.find(id);

    CborMap extensions;
    if (terms_.hmacSecret)
        extensions.set("hmac-secret",
                       terms_.hmacSecret->output(credential, terms_.evidence.verified));
    const Bytes authData = assertionAuthData(credential, terms_.evidence, extensions);
    const P256Key privateKey = P256Key::fromDer(credential.privateKey);

    CborMap response;
    response.set(response_key::credential, encodeDescriptor(id))
        .set(response_key::authData, CborValue::bytes(authData))
        .set(response_key::signature,
             CborValue::bytes(privateKey.sign(concat(authData, terms_.clientDataHash))));
    // Names identify the user, so they leave the key only for a user who was verified.
    if (credential.discoverable)
        response.set(response_key::user,
                     encodeUser(credential.user, terms_.evidence.verified ? UserDetail::Everything
                                                                          : UserDetail::IdOnly));
    if (first && credentialIds_.size() > 1)
        response.set(response_key::numberOfCredentials,
                     CborValue::integer(static_cast<std::int64_t>(credentialIds_.size())));
    return response.encoded();
}

} // namespace vouch::virtualkey
