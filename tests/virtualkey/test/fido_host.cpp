// SPDX-License-Identifier: Apache-2.0
#include "fido_host.h"

#include "check.h"
#include "virtualkey/udp_link.h"

#include <fido/es256.h>

namespace vouch::virtualkey::test {
namespace {

/// libfido2's open function is given nothing but the path.
thread_local Traffic *trafficOfNextOpen = nullptr;

struct WatchedLink {
    void *link;
    Traffic *traffic;
};

void *openLink(const char *path) {
    void *link = udpLinkOpen(path);
    return link ? new WatchedLink{link, trafficOfNextOpen} : nullptr;
}

void closeLink(void *handle) {
    const auto *watched = static_cast<WatchedLink *>(handle);
    udpLinkClose(watched->link);
    delete watched;
}

int readLink(void *handle, unsigned char *buffer, std::size_t size, int milliseconds) {
    const auto *watched = static_cast<WatchedLink *>(handle);
    const int count = udpLinkRead(watched->link, buffer, size, milliseconds);
    if (count == 64 && buffer[4] == 0xbb && buffer[7] == 1)
        ++watched->traffic->keepalivesProcessing;
    if (count == 64 && buffer[4] == 0xbb && buffer[7] == 2)
        ++watched->traffic->keepalivesUpNeeded;
    return count;
}

int writeLink(void *handle, const unsigned char *buffer, std::size_t size) {
    const auto *watched = static_cast<WatchedLink *>(handle);
    // Report id, CID, CTAPHID_CBOR, length; then clientPIN, a map, its key 1, and the protocol.
    if (size == 65 && buffer[5] == 0x90 && buffer[8] == 0x06 && buffer[10] == 0x01)
        watched->traffic->pinProtocol = buffer[11];
    return udpLinkWrite(watched->link, buffer, size);
}

void require(int error, const char *what) {
    if (error != FIDO_OK)
        throw Failure(std::string(what) + ": " + fido_strerr(error));
}

/// So that a key that fails to answer fails a test and does not hang it.
constexpr int patienceInMilliseconds = 10000;

constexpr unsigned char clientData[] = "client data";

} // namespace

FidoHost::FidoHost(const std::string &path) : device_(fido_dev_new()) {
    fido_init(FIDO_DISABLE_U2F_FALLBACK);
    const fido_dev_io_t io{openLink, closeLink, readLink, writeLink};
    trafficOfNextOpen = &traffic_;
    require(fido_dev_set_io_functions(device_, &io), "fido_dev_set_io_functions");
    require(fido_dev_set_timeout(device_, patienceInMilliseconds), "fido_dev_set_timeout");
    const int error = fido_dev_open(device_, path.c_str());
    if (error != FIDO_OK)
        fido_dev_free(&device_);
    require(error, "fido_dev_open");
}

FidoHost::~FidoHost() {
    fido_dev_close(device_);
    fido_dev_free(&device_);
}

int Registering::run(FidoHost &host, const char *pin, FidoCredential &credential) const {
    credential.reset(fido_cred_new());
    fido_cred_t *raw = credential.get();
    require(fido_cred_set_type(raw, algorithm), "fido_cred_set_type");
    require(fido_cred_set_clientdata(raw, clientData, sizeof clientData), "set_clientdata");
    require(fido_cred_set_rp(raw, rpId.c_str(), "Vouch"), "fido_cred_set_rp");
    require(fido_cred_set_user(raw, userId.data(), userId.size(), userName.c_str(),
                               userName.c_str(), nullptr),
            "fido_cred_set_user");
    require(fido_cred_set_rk(raw, discoverable ? FIDO_OPT_TRUE : FIDO_OPT_OMIT), "set_rk");
    require(fido_cred_set_uv(raw, uv), "fido_cred_set_uv");
    require(fido_cred_set_extensions(raw, extensions), "fido_cred_set_extensions");
    if (protection != 0)
        require(fido_cred_set_prot(raw, protection), "fido_cred_set_prot");
    for (const auto &id : exclude)
        require(fido_cred_exclude(raw, id.data(), id.size()), "fido_cred_exclude");
    return fido_dev_make_cred(host.device(), raw, pin);
}

FidoCredential Registering::make(FidoHost &host, const char *pin) const {
    FidoCredential credential;
    require(run(host, pin, credential), "fido_dev_make_cred");
    return credential;
}

int Asserting::run(FidoHost &host, const char *pin, FidoAssertion &assertion) const {
    assertion.reset(fido_assert_new());
    fido_assert_t *raw = assertion.get();
    require(fido_assert_set_clientdata(raw, clientData, sizeof clientData), "set_clientdata");
    require(fido_assert_set_rp(raw, rpId.c_str()), "fido_assert_set_rp");
    require(fido_assert_set_up(raw, up), "fido_assert_set_up");
    require(fido_assert_set_uv(raw, uv), "fido_assert_set_uv");
    for (const auto &id : allow)
        require(fido_assert_allow_cred(raw, id.data(), id.size()), "fido_assert_allow_cred");
    if (!hmacSalt.empty()) {
        require(fido_assert_set_extensions(raw, FIDO_EXT_HMAC_SECRET), "set_extensions");
        require(fido_assert_set_hmac_salt(raw, hmacSalt.data(), hmacSalt.size()), "set_salt");
    }
    return fido_dev_get_assert(host.device(), raw, pin);
}

FidoAssertion Asserting::make(FidoHost &host, const char *pin) const {
    FidoAssertion assertion;
    require(run(host, pin, assertion), "fido_dev_get_assert");
    return assertion;
}

int verify(const fido_assert_t *assertion, std::size_t index, const fido_cred_t *credential) {
    es256_pk_t *key = es256_pk_new();
    int result =
        es256_pk_from_ptr(key, fido_cred_pubkey_ptr(credential), fido_cred_pubkey_len(credential));
    if (result == FIDO_OK)
        result = fido_assert_verify(assertion, index, COSE_ES256, key);
    es256_pk_free(&key);
    return result;
}

std::vector<unsigned char> credentialId(const fido_cred_t *credential) {
    const unsigned char *id = fido_cred_id_ptr(credential);
    return {id, id + fido_cred_id_len(credential)};
}

std::vector<unsigned char> userId(const fido_assert_t *assertion, std::size_t index) {
    const unsigned char *id = fido_assert_user_id_ptr(assertion, index);
    return {id, id + fido_assert_user_id_len(assertion, index)};
}

std::vector<unsigned char> hmacSecret(const fido_assert_t *assertion) {
    const unsigned char *secret = fido_assert_hmac_secret_ptr(assertion, 0);
    return {secret, secret + fido_assert_hmac_secret_len(assertion, 0)};
}

int setPin(FidoHost &host, const char *newPin, const char *oldPin) {
    return fido_dev_set_pin(host.device(), newPin, oldPin);
}

int pinRetries(FidoHost &host) {
    int retries = -1;
    require(fido_dev_get_retry_count(host.device(), &retries), "fido_dev_get_retry_count");
    return retries;
}

int tryPin(FidoHost &host, const char *pin) {
    FidoAssertion assertion;
    return Asserting{.rpId = "nobody.test"}.run(host, pin, assertion);
}

} // namespace vouch::virtualkey::test
