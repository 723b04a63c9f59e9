// SPDX-License-Identifier: Apache-2.0

// What the key says of itself, as libfido2 reads it.

#include "check.h"
#include "fido_host.h"
#include "key_process.h"

#include <algorithm>
#include <map>

namespace vouch::virtualkey::test {
namespace {

using Info = std::unique_ptr<fido_cbor_info_t, FidoRelease<fido_cbor_info_free>>;

Info getInfo(FidoHost &host) {
    Info info(fido_cbor_info_new());
    CHECK_EQUAL(fido_dev_get_cbor_info(host.device(), info.get()), FIDO_OK);
    return info;
}

std::vector<std::string> list(char **strings, std::size_t count) {
    return {strings, strings + count};
}

std::map<std::string, bool> options(const Info &info) {
    std::map<std::string, bool> result;
    for (std::size_t i = 0; i < fido_cbor_info_options_len(info.get()); ++i)
        result[fido_cbor_info_options_name_ptr(info.get())[i]] =
            fido_cbor_info_options_value_ptr(info.get())[i];
    return result;
}

std::vector<unsigned char> protocols(const Info &info) {
    const std::uint8_t *first = fido_cbor_info_protocols_ptr(info.get());
    return {first, first + fido_cbor_info_protocols_len(info.get())};
}

TEST(infoNamesVersionsExtensionsAndLimits) {
    KeyProcess key;
    FidoHost host(key.path());
    const Info info = getInfo(host);
    const fido_cbor_info_t *raw = info.get();
    CHECK(list(fido_cbor_info_versions_ptr(raw), fido_cbor_info_versions_len(raw)) ==
          (std::vector<std::string>{"FIDO_2_0", "FIDO_2_1"}));
    CHECK(list(fido_cbor_info_extensions_ptr(raw), fido_cbor_info_extensions_len(raw)) ==
          (std::vector<std::string>{"credProtect", "hmac-secret"}));
    CHECK(list(fido_cbor_info_transports_ptr(raw), fido_cbor_info_transports_len(raw)) ==
          std::vector<std::string>{"usb"});
    CHECK(protocols(info) == (std::vector<unsigned char>{2, 1}));
    CHECK_EQUAL(fido_cbor_info_algorithm_count(raw), 1u);
    CHECK_EQUAL(fido_cbor_info_algorithm_cose(raw, 0), COSE_ES256);
    CHECK_EQUAL(fido_cbor_info_maxmsgsiz(raw), 1200u);
    CHECK_EQUAL(fido_cbor_info_maxcredcntlst(raw), 8u);
    CHECK_EQUAL(fido_cbor_info_maxcredidlen(raw), 32u);
    CHECK_EQUAL(fido_cbor_info_minpinlen(raw), 4u);
    CHECK_EQUAL(fido_cbor_info_fwversion(raw), 0x010000u);
    CHECK_EQUAL(fido_cbor_info_rk_remaining(raw), 100);
}

TEST(infoHasTheAaguidOfTheConfiguration) {
    KeyProcess standard;
    FidoHost first(standard.path());
    CHECK_EQUAL(fido_cbor_info_aaguid_ptr(getInfo(first).get())[0], 0x2f);
    KeyProcess other({"--aaguid", "00112233-4455-6677-8899-aabbccddeeff"});
    FidoHost second(other.path());
    CHECK_EQUAL(fido_cbor_info_aaguid_ptr(getInfo(second).get())[15], 0xff);
}

TEST(infoOptionsFollowThePin) {
    KeyProcess key;
    FidoHost host(key.path());
    std::map<std::string, bool> expected{{"rk", true},
                                         {"up", true},
                                         {"clientPin", false},
                                         {"credMgmt", true},
                                         {"pinUvAuthToken", true},
                                         {"credentialMgmtPreview", true},
                                         {"makeCredUvNotRqd", false}};
    CHECK(options(getInfo(host)) == expected);
    CHECK_EQUAL(setPin(host, "1234"), FIDO_OK);
    expected["clientPin"] = true;
    CHECK(options(getInfo(host)) == expected);
}

TEST(infoNamesOnlyTheProtocolAskedFor) {
    KeyProcess key({"--pin-protocol", "1"});
    FidoHost host(key.path());
    CHECK(protocols(getInfo(host)) == std::vector<unsigned char>{1});
}

TEST(infoCountsDownTheRoomForCredentials) {
    KeyProcess key;
    FidoHost host(key.path());
    Registering().make(host, nullptr);
    CHECK_EQUAL(fido_cbor_info_rk_remaining(getInfo(host).get()), 99);
    Registering{.discoverable = false}.make(host, nullptr);
    CHECK_EQUAL(fido_cbor_info_rk_remaining(getInfo(host).get()), 99);
}

TEST(infoTellsTheRoomAndTheLengthThatWereSet) {
    KeyProcess key({"--min-pin-length", "6", "--pin", "123456"});
    key.command("room 1");
    key.command("force-pin-change");
    FidoHost host(key.path());
    const Info info = getInfo(host);
    CHECK_EQUAL(fido_cbor_info_minpinlen(info.get()), 6u);
    CHECK_EQUAL(fido_cbor_info_rk_remaining(info.get()), 1);
    CHECK(fido_cbor_info_new_pin_required(info.get()));
}

TEST(aFullKeyTakesNoMore) {
    KeyProcess key;
    key.command("room 0");
    FidoHost host(key.path());
    FidoCredential credential;
    CHECK_EQUAL(Registering().run(host, nullptr, credential), FIDO_ERR_KEY_STORE_FULL);
    CHECK_EQUAL(fido_cbor_info_rk_remaining(getInfo(host).get()), 0);
}

TEST(anOlderKeySaysLess) {
    KeyProcess key({"--ctap", "2.0", "--pin", "123456"});
    FidoHost host(key.path());
    const Info info = getInfo(host);
    CHECK(list(fido_cbor_info_versions_ptr(info.get()), fido_cbor_info_versions_len(info.get())) ==
          std::vector<std::string>{"FIDO_2_0"});
    CHECK_EQUAL(fido_cbor_info_rk_remaining(info.get()), -1);
    CHECK(!fido_dev_supports_permissions(host.device()));
    CHECK_EQUAL(tryPin(host, "123456"), FIDO_ERR_NO_CREDENTIALS);
}

TEST(initTellsTheCapabilities) {
    KeyProcess key;
    FidoHost host(key.path());
    CHECK_EQUAL(fido_dev_flags(host.device()), FIDO_CAP_WINK | FIDO_CAP_CBOR | FIDO_CAP_NMSG);
    CHECK_EQUAL(fido_dev_protocol(host.device()), 2);
    CHECK_EQUAL(fido_dev_major(host.device()), 1);
}

} // namespace
} // namespace vouch::virtualkey::test
