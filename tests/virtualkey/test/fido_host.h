// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <fido.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vouch::virtualkey::test {

/// What a host's transport sees go by, as the application's will.
struct Traffic {
    std::atomic<int> keepalivesUpNeeded{0};
    std::atomic<int> keepalivesProcessing{0};
    std::atomic<int> pinProtocol{0}; ///< in the last authenticatorClientPIN request
};

/// A key opened with the real libfido2 over udp_link.
class FidoHost {
public:
    /// Throws Failure if the key does not open.
    explicit FidoHost(const std::string &path);
    FidoHost(const FidoHost &) = delete;
    FidoHost &operator=(const FidoHost &) = delete;
    ~FidoHost();

    fido_dev_t *device() { return device_; }
    const Traffic &traffic() const { return traffic_; }

private:
    Traffic traffic_;
    fido_dev_t *device_;
};

template <auto release>
struct FidoRelease {
    template <typename Object>
    void operator()(Object *object) const {
        release(&object);
    }
};
using FidoCredential = std::unique_ptr<fido_cred_t, FidoRelease<fido_cred_free>>;
using FidoAssertion = std::unique_ptr<fido_assert_t, FidoRelease<fido_assert_free>>;

/// A registration, with defaults that tests change.
struct Registering {
    std::string rpId = "vouch.test";
    std::vector<unsigned char> userId = std::vector<unsigned char>(4, 7);
    std::string userName = "ada";
    bool discoverable = true;
    int extensions = 0;
    int protection = 0;
    int algorithm = COSE_ES256;
    fido_opt_t uv = FIDO_OPT_OMIT;
    std::vector<std::vector<unsigned char>> exclude = {};

    /// What libfido2 said, and the credential.
    int run(FidoHost &host, const char *pin, FidoCredential &credential) const;

    /// Throws Failure unless the key made one.
    FidoCredential make(FidoHost &host, const char *pin) const;
};

/// An assertion, likewise.
struct Asserting {
    std::string rpId = "vouch.test";
    std::vector<std::vector<unsigned char>> allow = {};
    std::vector<unsigned char> hmacSalt = {};
    fido_opt_t up = FIDO_OPT_OMIT;
    fido_opt_t uv = FIDO_OPT_OMIT;

    int run(FidoHost &host, const char *pin, FidoAssertion &assertion) const;
    FidoAssertion make(FidoHost &host, const char *pin) const;
};

/// fido_assert_verify() of the one at `index` with the credential's public key.
int verify(const fido_assert_t *assertion, std::size_t index, const fido_cred_t *credential);

std::vector<unsigned char> credentialId(const fido_cred_t *credential);
std::vector<unsigned char> userId(const fido_assert_t *assertion, std::size_t index);
std::vector<unsigned char> hmacSecret(const fido_assert_t *assertion);

int setPin(FidoHost &host, const char *newPin, const char *oldPin = nullptr);
int pinRetries(FidoHost &host);

/// What libfido2 says to an assertion with that PIN. No credential is needed: a wrong PIN shows
/// before the key looks for one, and a right one gives FIDO_ERR_NO_CREDENTIALS.
int tryPin(FidoHost &host, const char *pin);

} // namespace vouch::virtualkey::test
