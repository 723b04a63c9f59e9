// SPDX-License-Identifier: Apache-2.0

// Listing, renaming and deleting credentials, with libfido2 and beyond.

#include "bench_key.h"
#include "check.h"
#include "fido_host.h"
#include "key_process.h"

#include <fido/credman.h>

namespace vouch::virtualkey::test {
namespace {

constexpr char pin[] = "123456";

using Metadata = std::unique_ptr<fido_credman_metadata_t, FidoRelease<fido_credman_metadata_free>>;
using RpList = std::unique_ptr<fido_credman_rp_t, FidoRelease<fido_credman_rp_free>>;
using CredentialList = std::unique_ptr<fido_credman_rk_t, FidoRelease<fido_credman_rk_free>>;

CredentialList credentialsOf(FidoHost &host, const char *rpId) {
    CredentialList list(fido_credman_rk_new());
    CHECK_EQUAL(fido_credman_get_dev_rk(host.device(), rpId, list.get(), pin), FIDO_OK);
    return list;
}

TEST(countsAndListsCredentials) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    Registering{.userId = {1}, .userName = "ada"}.make(host, pin);
    Registering{.userId = {2}, .userName = "bob"}.make(host, pin);
    Registering{.rpId = "other.test", .userId = {3}, .userName = "eve"}.make(host, pin);
    Registering{.rpId = "hidden.test", .discoverable = false}.make(host, pin);

    const Metadata metadata(fido_credman_metadata_new());
    CHECK_EQUAL(fido_credman_get_dev_metadata(host.device(), metadata.get(), pin), FIDO_OK);
    CHECK_EQUAL(fido_credman_rk_existing(metadata.get()), 3u);
    CHECK_EQUAL(fido_credman_rk_remaining(metadata.get()), 97u);

    const RpList rps(fido_credman_rp_new());
    CHECK_EQUAL(fido_credman_get_dev_rp(host.device(), rps.get(), pin), FIDO_OK);
    CHECK_EQUAL(fido_credman_rp_count(rps.get()), 2u);
    CHECK_EQUAL(std::string(fido_credman_rp_id(rps.get(), 0)), std::string("vouch.test"));
    CHECK_EQUAL(std::string(fido_credman_rp_id(rps.get(), 1)), std::string("other.test"));

    const CredentialList list = credentialsOf(host, "vouch.test");
    CHECK_EQUAL(fido_credman_rk_count(list.get()), 2u);
    const fido_cred_t *second = fido_credman_rk(list.get(), 1);
    CHECK_EQUAL(std::string(fido_cred_user_name(second)), std::string("bob"));
    CHECK_EQUAL(
        verify(Asserting{.allow = {credentialId(second)}}.make(host, nullptr).get(), 0, second),
        FIDO_OK);
}

TEST(renamesAnAccount) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    const FidoCredential credential = Registering().make(host, pin);
    const auto id = credentialId(credential.get());
    const FidoCredential changed(fido_cred_new());
    fido_cred_set_id(changed.get(), id.data(), id.size());
    fido_cred_set_user(changed.get(), Registering().userId.data(), 4, "countess", "Lady L",
                       nullptr);
    CHECK_EQUAL(fido_credman_set_dev_rk(host.device(), changed.get(), pin), FIDO_OK);
    const CredentialList list = credentialsOf(host, "vouch.test");
    CHECK_EQUAL(std::string(fido_cred_user_name(fido_credman_rk(list.get(), 0))),
                std::string("countess"));
    fido_cred_set_user(changed.get(), Registering().userId.data(), 3, "other id", nullptr, nullptr);
    CHECK_EQUAL(fido_credman_set_dev_rk(host.device(), changed.get(), pin),
                FIDO_ERR_INVALID_PARAMETER);
}

TEST(deletesOneCredential) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    const auto doomed = credentialId(Registering{.userId = {1}}.make(host, pin).get());
    Registering{.userId = {2}}.make(host, pin);
    CHECK_EQUAL(fido_credman_del_dev_rk(host.device(), doomed.data(), doomed.size(), pin), FIDO_OK);
    CHECK_EQUAL(fido_credman_del_dev_rk(host.device(), doomed.data(), doomed.size(), pin),
                FIDO_ERR_NO_CREDENTIALS);
    CHECK_EQUAL(fido_credman_rk_count(credentialsOf(host, "vouch.test").get()), 1u);
    CHECK(userId(Asserting().make(host, pin).get(), 0) == std::vector<unsigned char>{2});
}

TEST(managementNeedsThePin) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    const Metadata metadata(fido_credman_metadata_new());
    CHECK_EQUAL(fido_credman_get_dev_metadata(host.device(), metadata.get(), "654321"),
                FIDO_ERR_PIN_INVALID);
}

/// One subcommand with a token of that permission and RP.
Status manage(BenchKey &key, int subCommand, const CborMap &params, std::uint64_t permission,
              const char *rpId) {
    const Platform platform(key, 2);
    CborMap tokenRequest = platform.tokenRequest(pin, permission);
    if (rpId)
        tokenRequest.set(10, CborValue::text(rpId));
    const Bytes token = platform.token(key, tokenRequest);
    CborMap request;
    request.set(1, CborValue::integer(subCommand)).set(3, CborValue::integer(2));
    Bytes message{static_cast<std::uint8_t>(subCommand)};
    if (!params.empty()) {
        request.set(2, params.value());
        append(message, params.encoded());
    }
    request.set(4, CborValue::bytes(platform.signWith(token, message)));
    return key.status(command::credentialManagement, request);
}

TEST(managementTokenForOneRpShowsNoOther) {
    BenchKey key;
    for (const std::string rpId : {"vouch.test", "other.test"})
        key.runOk(command::makeCredential, registration(rpId, "ada"));
    key.authenticator().clientPin().setPin(viewOf(pin));
    const CborMap none;
    const CborMap list = CborMap().set(1, CborValue::bytes(sha256(viewOf("vouch.test"))));
    const CborMap credential =
        CborMap().set(2, CborMap()
                             .set("id", CborValue::bytes(key.store().credentials()[0].id))
                             .set("type", CborValue::text("public-key"))
                             .value());
    CHECK_EQUAL(manage(key, 1, none, ManageCredentials, nullptr), Status::Ok);
    CHECK_EQUAL(manage(key, 1, none, GetAssertion, nullptr), Status::PinAuthInvalid);
    CHECK_EQUAL(manage(key, 1, none, ManageCredentials, "vouch.test"), Status::PinAuthInvalid);
    CHECK_EQUAL(manage(key, 2, none, ManageCredentials, "vouch.test"), Status::PinAuthInvalid);
    CHECK_EQUAL(manage(key, 4, list, ManageCredentials, "other.test"), Status::PinAuthInvalid);
    CHECK_EQUAL(manage(key, 4, list, ManageCredentials, "vouch.test"), Status::Ok);
    CHECK_EQUAL(manage(key, 6, credential, ManageCredentials, "other.test"),
                Status::PinAuthInvalid);
    CHECK_EQUAL(manage(key, 6, credential, ManageCredentials, "vouch.test"), Status::Ok);
    CHECK_EQUAL(key.store().credentials().size(), 1u);
}

TEST(enumerationStopsAtItsEndAndForOtherCommands) {
    BenchKey key;
    for (const std::string rpId : {"vouch.test", "other.test"})
        key.runOk(command::makeCredential, registration(rpId, "ada"));
    key.authenticator().clientPin().setPin(viewOf(pin));
    const CborMap next = CborMap().set(1, CborValue::integer(3));
    CHECK_EQUAL(key.status(command::credentialManagement, next), Status::NotAllowed);
    CHECK_EQUAL(manage(key, 2, {}, ManageCredentials, nullptr), Status::Ok);
    CHECK_EQUAL(key.status(command::credentialManagement, next), Status::Ok);
    CHECK_EQUAL(key.status(command::credentialManagement, next), Status::NotAllowed);
    CHECK_EQUAL(manage(key, 2, {}, ManageCredentials, nullptr), Status::Ok);
    key.run(Bytes{0x04});
    CHECK_EQUAL(key.status(command::credentialManagement, next), Status::NotAllowed);
    CHECK_EQUAL(manage(key, 2, {}, ManageCredentials, nullptr), Status::Ok);
    key.advance(std::chrono::seconds(31));
    CHECK_EQUAL(key.status(command::credentialManagement, next), Status::NotAllowed);
}

TEST(storeIsFullAfterAHundredDiscoverableCredentials) {
    BenchKey key;
    for (int i = 0; i < 100; ++i)
        key.runOk(command::makeCredential, registration("vouch.test", "user" + std::to_string(i)));
    CHECK_EQUAL(key.status(command::makeCredential, registration("vouch.test", "one more")),
                Status::KeyStoreFull);
    // Replacing one needs no room.
    CHECK_EQUAL(key.status(command::makeCredential, registration("vouch.test", "user7")),
                Status::Ok);
}

} // namespace
} // namespace vouch::virtualkey::test
