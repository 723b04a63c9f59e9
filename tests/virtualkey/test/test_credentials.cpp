// SPDX-License-Identifier: Apache-2.0

// Registering and signing in, end to end with libfido2.

#include "check.h"
#include "fido_host.h"
#include "key_process.h"

namespace vouch::virtualkey::test {
namespace {

constexpr char pin[] = "123456";

constexpr std::uint8_t userPresent = CTAP_AUTHDATA_USER_PRESENT;
constexpr std::uint8_t userVerified = CTAP_AUTHDATA_USER_VERIFIED;

void registerAndSignIn(const std::string &protocolOption, int protocol) {
    KeyProcess key({"--pin", pin, "--pin-protocol", protocolOption});
    FidoHost host(key.path());
    const FidoCredential credential = Registering().make(host, pin);
    CHECK_EQUAL(host.traffic().pinProtocol.load(), protocol);
    CHECK_EQUAL(std::string(fido_cred_fmt(credential.get())), std::string("packed"));
    CHECK_EQUAL(fido_cred_verify_self(credential.get()), FIDO_OK);
    CHECK_EQUAL(fido_cred_flags(credential.get()),
                userPresent | userVerified | CTAP_AUTHDATA_ATT_CRED);

    const FidoAssertion assertion = Asserting().make(host, pin);
    CHECK_EQUAL(fido_assert_count(assertion.get()), 1u);
    CHECK_EQUAL(verify(assertion.get(), 0, credential.get()), FIDO_OK);
    CHECK_EQUAL(fido_assert_flags(assertion.get(), 0), userPresent | userVerified);
    CHECK(userId(assertion.get(), 0) == Registering().userId);
    CHECK_EQUAL(key.statusNumber("assertions"), 1);
    CHECK_EQUAL(key.statusNumber("credentials"), 1);
}

TEST(registersAndSignsInUnderProtocolOne) {
    registerAndSignIn("1", 1);
}

TEST(registersAndSignsInUnderProtocolTwo) {
    registerAndSignIn("2", 2);
}

TEST(prefersProtocolTwoWhenItHasBoth) {
    registerAndSignIn("both", 2);
}

TEST(attestsWithTheCertificateOfItsBatch) {
    TemporaryFolder folder;
    Program script({ATTESTATION_SCRIPT, folder.path().string()});
    CHECK_EQUAL(script.waitForEnd(), 0);
    KeyProcess key({"--attestation-key", folder.path() / "attestation.key",
                    "--attestation-certificate", folder.path() / "attestation.pem"});
    FidoHost host(key.path());
    const FidoCredential credential = Registering().make(host, nullptr);
    CHECK(fido_cred_x5c_len(credential.get()) != 0);
    CHECK_EQUAL(fido_cred_verify(credential.get()), FIDO_OK);
    CHECK(fido_cred_verify_self(credential.get()) != FIDO_OK);
}

TEST(refusesACertificateForAnotherModel) {
    TemporaryFolder folder;
    Program script(
        {ATTESTATION_SCRIPT, folder.path().string(), "000102030405060708090a0b0c0d0e0f"});
    CHECK_EQUAL(script.waitForEnd(), 0);
    Program key({VIRTUALKEY_PROGRAM, "--listen", "127.0.0.1:0", "--state",
                 folder.path() / "key.state", "--touch", "auto", "--attestation-key",
                 folder.path() / "attestation.key", "--attestation-certificate",
                 folder.path() / "attestation.pem"});
    CHECK_EQUAL(key.waitForEnd(), 2);
}

TEST(signatureCounterRisesByOne) {
    KeyProcess key;
    FidoHost host(key.path());
    const FidoCredential credential = Registering().make(host, nullptr);
    CHECK_EQUAL(fido_cred_sigcount(credential.get()), 0u);
    for (std::uint32_t expected = 1; expected <= 3; ++expected)
        CHECK_EQUAL(fido_assert_sigcount(Asserting().make(host, nullptr).get(), 0), expected);
}

TEST(saysNothingOfNamesToTheUnverified) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    Registering().make(host, pin);
    const FidoAssertion verified = Asserting().make(host, pin);
    CHECK_EQUAL(std::string(fido_assert_user_name(verified.get(), 0)), std::string("ada"));
    const FidoAssertion unverified = Asserting().make(host, nullptr);
    CHECK(fido_assert_user_name(unverified.get(), 0) == nullptr);
    CHECK(userId(unverified.get(), 0) == Registering().userId);
    CHECK_EQUAL(fido_assert_flags(unverified.get(), 0), userPresent);
}

TEST(refusesToRegisterAnExcludedCredentialAfterATouch) {
    KeyProcess key({"--touch", "manual"});
    FidoHost host(key.path());
    key.command("touch");
    const FidoCredential credential = Registering().make(host, nullptr);
    key.command("touch");
    FidoCredential again;
    CHECK_EQUAL(Registering{.exclude = {credentialId(credential.get())}}.run(host, nullptr, again),
                FIDO_ERR_CREDENTIAL_EXCLUDED);
    // Of another RP the same id means nothing.
    key.command("touch");
    CHECK_EQUAL((Registering{.rpId = "other.test", .exclude = {credentialId(credential.get())}}.run(
                    host, nullptr, again)),
                FIDO_OK);
}

TEST(hasNoCredentialForAnotherRp) {
    KeyProcess key;
    FidoHost host(key.path());
    Registering().make(host, nullptr);
    FidoAssertion assertion;
    CHECK_EQUAL(Asserting{.rpId = "other.test"}.run(host, nullptr, assertion),
                FIDO_ERR_NO_CREDENTIALS);
}

TEST(offersTwoAccountsNewestFirst) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    const FidoCredential first = Registering{.userId = {1}, .userName = "ada"}.make(host, pin);
    const FidoCredential second = Registering{.userId = {2}, .userName = "bob"}.make(host, pin);
    const FidoAssertion assertion = Asserting().make(host, pin);
    CHECK_EQUAL(fido_assert_count(assertion.get()), 2u);
    CHECK(userId(assertion.get(), 0) == std::vector<unsigned char>{2});
    CHECK(userId(assertion.get(), 1) == std::vector<unsigned char>{1});
    CHECK_EQUAL(std::string(fido_assert_user_name(assertion.get(), 1)), std::string("ada"));
    CHECK_EQUAL(verify(assertion.get(), 0, second.get()), FIDO_OK);
    CHECK_EQUAL(verify(assertion.get(), 1, first.get()), FIDO_OK);
    CHECK_EQUAL(key.statusNumber("assertions"), 1); // one touch
}

TEST(replacesTheCredentialOfTheSameAccount) {
    KeyProcess key;
    FidoHost host(key.path());
    const FidoCredential old = Registering().make(host, nullptr);
    const FidoCredential current = Registering{.userName = "countess"}.make(host, nullptr);
    CHECK_EQUAL(key.statusNumber("credentials"), 1);
    const FidoAssertion assertion = Asserting().make(host, nullptr);
    CHECK_EQUAL(verify(assertion.get(), 0, current.get()), FIDO_OK);
    FidoAssertion none;
    CHECK_EQUAL(Asserting{.allow = {credentialId(old.get())}}.run(host, nullptr, none),
                FIDO_ERR_NO_CREDENTIALS);
}

TEST(findsANonDiscoverableCredentialOnlyByItsId) {
    KeyProcess key;
    FidoHost host(key.path());
    const FidoCredential credential = Registering{.discoverable = false}.make(host, nullptr);
    FidoAssertion assertion;
    CHECK_EQUAL(Asserting().run(host, nullptr, assertion), FIDO_ERR_NO_CREDENTIALS);
    assertion = Asserting{.allow = {{7, 7, 7}, credentialId(credential.get())}}.make(host, nullptr);
    CHECK_EQUAL(verify(assertion.get(), 0, credential.get()), FIDO_OK);
    CHECK_EQUAL(fido_assert_user_id_len(assertion.get(), 0), 0u);
}

TEST(protectsCredentialsAsAsked) {
    KeyProcess key({"--pin", pin});
    FidoHost host(key.path());
    FidoAssertion assertion;
    const auto registering = [](const char *rpId, int protection) {
        return Registering{.rpId = rpId, .protection = protection};
    };

    const FidoCredential listed =
        registering("listed.test", FIDO_CRED_PROT_UV_OPTIONAL_WITH_ID).make(host, pin);
    CHECK_EQUAL(fido_cred_prot(listed.get()), FIDO_CRED_PROT_UV_OPTIONAL_WITH_ID);
    CHECK_EQUAL(Asserting{.rpId = "listed.test"}.run(host, nullptr, assertion),
                FIDO_ERR_NO_CREDENTIALS);
    Asserting{.rpId = "listed.test", .allow = {credentialId(listed.get())}}.make(host, nullptr);
    Asserting{.rpId = "listed.test"}.make(host, pin);

    const FidoCredential required =
        registering("required.test", FIDO_CRED_PROT_UV_REQUIRED).make(host, pin);
    const std::vector<std::vector<unsigned char>> allow{credentialId(required.get())};
    CHECK_EQUAL((Asserting{.rpId = "required.test", .allow = allow}.run(host, nullptr, assertion)),
                FIDO_ERR_NO_CREDENTIALS);
    Asserting{.rpId = "required.test", .allow = allow}.make(host, pin);
}

TEST(givesTheSameHmacSecretEveryTime) {
    for (const std::string protocol : {"1", "2"}) {
        KeyProcess key({"--pin", pin, "--pin-protocol", protocol});
        FidoHost host(key.path());
        const FidoCredential credential =
            Registering{.extensions = FIDO_EXT_HMAC_SECRET}.make(host, pin);
        const Asserting asking{.allow = {credentialId(credential.get())},
                               .hmacSalt = std::vector<unsigned char>(32, 'a')};
        const auto secret = hmacSecret(asking.make(host, pin).get());
        CHECK_EQUAL(secret.size(), 32u);
        CHECK(hmacSecret(asking.make(host, pin).get()) == secret);
        CHECK(hmacSecret(asking.make(host, nullptr).get()) != secret); // not verified: another

        Asserting twoSalts = asking;
        twoSalts.hmacSalt.resize(64, 'b');
        const auto secrets = hmacSecret(twoSalts.make(host, pin).get());
        CHECK_EQUAL(secrets.size(), 64u);
        CHECK(std::vector<unsigned char>(secrets.begin(), secrets.begin() + 32) == secret);
    }
}

TEST(signsSilentlyWhenAskedTo) {
    KeyProcess key({"--touch", "never"});
    FidoHost host(key.path());
    key.command("touch-mode auto");
    const FidoCredential credential = Registering().make(host, nullptr);
    key.command("touch-mode never");
    const FidoAssertion assertion = Asserting{.up = FIDO_OPT_FALSE}.make(host, nullptr);
    CHECK_EQUAL(fido_assert_flags(assertion.get(), 0), 0);
}

TEST(refusesWhatItCannotDo) {
    KeyProcess key;
    FidoHost host(key.path());
    FidoCredential credential;
    CHECK_EQUAL(Registering{.algorithm = COSE_RS256}.run(host, nullptr, credential),
                FIDO_ERR_UNSUPPORTED_ALGORITHM);
}

} // namespace
} // namespace vouch::virtualkey::test
