// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "program.h"
#include "virtualkey/authenticator.h"
#include "virtualkey/cbor_reader.h"

namespace vouch::virtualkey::test {

/// An authenticator on the bench: no process, no CTAPHID, and a clock that is turned by hand.
class BenchKey {
public:
    explicit BenchKey(TouchMode mode = TouchMode::Manual);

    /// The response to a request, touching the button if it waits for that.
    Bytes run(ByteView request);

    /// run() for a request made of a command and its parameters; checks that it went well, and
    /// gives back the CBOR of the response.
    Bytes runOk(std::uint8_t command, const CborMap &parameters);

    /// run(), of which only the status counts.
    Status status(std::uint8_t command, const CborMap &parameters);

    void advance(std::chrono::milliseconds time) { now_ += time; }

    Store &store() { return store_; }
    UserPresence &presence() { return presence_; }
    Authenticator &authenticator() { return authenticator_; }

private:
    TemporaryFolder folder_;
    TimePoint now_{std::chrono::hours(1)};
    Clock clock_ = [this] { return now_; };
    Identity identity_;
    Store store_;
    UserPresence presence_;
    Authenticator authenticator_;
};

/// The platform's side of a PIN/UV auth protocol with a key on the bench.
class Platform {
public:
    /// Agrees on a secret.
    Platform(BenchKey &key, int protocol);

    int protocol() const { return protocol_->version(); }
    CborValue publicKey() const { return protocol_->publicKey(); }
    CborValue encrypt(ByteView plaintext) const;
    Bytes decrypt(ByteView ciphertext) const;

    /// The pinHashEnc of a PIN.
    CborValue hashedPin(std::string_view pin) const;

    /// authenticate() with the shared secret.
    CborValue sign(ByteView message) const;

    /// The parameters of getPinUvAuthTokenUsingPinWithPermissions, to be changed.
    CborMap tokenRequest(std::string_view pin, std::uint64_t permissions) const;

    /// Gets a token with it.
    Bytes token(BenchKey &key, const CborMap &request) const;

    /// authenticate() with a token.
    Bytes signWith(const Bytes &token, ByteView message) const;

private:
    std::unique_ptr<PinProtocol> protocol_;
    Bytes secret_;
};

// Requests with just what is needed, to be completed.

const Bytes &clientDataHash();
CborMap registration(const std::string &rpId, const std::string &user);
CborMap assertion(const std::string &rpId);

/// Adds pinUvAuthParam and pinUvAuthProtocol, for both kinds of requests.
CborMap &authorizeRegistration(CborMap &request, const Platform &platform, const Bytes &token);
CborMap &authorizeAssertion(CborMap &request, const Platform &platform, const Bytes &token);

namespace command {
constexpr std::uint8_t makeCredential = 0x01;
constexpr std::uint8_t getAssertion = 0x02;
constexpr std::uint8_t clientPin = 0x06;
constexpr std::uint8_t reset = 0x07;
constexpr std::uint8_t getNextAssertion = 0x08;
constexpr std::uint8_t credentialManagement = 0x0a;
} // namespace command

} // namespace vouch::virtualkey::test
