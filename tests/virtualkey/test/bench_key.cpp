// SPDX-License-Identifier: Apache-2.0
#include "bench_key.h"

#include "check.h"

namespace vouch::virtualkey::test {

BenchKey::BenchKey(TouchMode mode)
    : store_(folder_.path() / "key.state"), presence_(mode, std::chrono::seconds(30), clock_),
      authenticator_(identity_, {2, 1}, store_, presence_, clock_) {
    authenticator_.powerUp();
}

Bytes BenchKey::run(ByteView request) {
    const Operation operation = authenticator_.execute(request);
    if (!operation.done())
        presence_.press();
    CHECK(operation.done());
    return operation.response();
}

Bytes BenchKey::runOk(std::uint8_t command, const CborMap &parameters) {
    Bytes response = run(concat(Bytes{command}, parameters.encoded()));
    CHECK_EQUAL(response.front(), 0);
    response.erase(response.begin());
    return response;
}

Status BenchKey::status(std::uint8_t command, const CborMap &parameters) {
    return static_cast<Status>(run(concat(Bytes{command}, parameters.encoded())).front());
}

Platform::Platform(BenchKey &key, int protocol) : protocol_(PinProtocol::make(protocol)) {
    const Bytes answer =
        key.runOk(command::clientPin,
                  CborMap().set(1, CborValue::integer(protocol)).set(2, CborValue::integer(2)));
    // Key agreement is symmetric: the platform's side can be taken from the device's code.
    secret_ = protocol_->decapsulate(CborDocument(answer).root().require(1));
}

CborValue Platform::encrypt(ByteView plaintext) const {
    return CborValue::bytes(protocol_->encrypt(secret_, plaintext));
}

Bytes Platform::decrypt(ByteView ciphertext) const {
    return protocol_->decrypt(secret_, ciphertext).value();
}

CborValue Platform::hashedPin(std::string_view pin) const {
    return encrypt(ByteView(sha256(viewOf(pin))).first(16));
}

CborValue Platform::sign(ByteView message) const {
    return CborValue::bytes(signWith(secret_, message));
}

Bytes Platform::signWith(const Bytes &key, ByteView message) const {
    const Digest digest = hmacSha256(ByteView(key).first(32), message);
    return {digest.begin(), digest.begin() + (protocol() == 1 ? 16 : 32)};
}

CborMap Platform::tokenRequest(std::string_view pin, std::uint64_t permissions) const {
    return CborMap()
        .set(1, CborValue::integer(protocol()))
        .set(2, CborValue::integer(9))
        .set(3, publicKey())
        .set(6, hashedPin(pin))
        .set(9, CborValue::integer(static_cast<std::int64_t>(permissions)));
}

Bytes Platform::token(BenchKey &key, const CborMap &request) const {
    const Bytes answer = key.runOk(command::clientPin, request);
    return decrypt(CborDocument(answer).root().require(2).bytes());
}

const Bytes &clientDataHash() {
    static const Bytes hash(32, 0xcd);
    return hash;
}

CborMap registration(const std::string &rpId, const std::string &user) {
    const CborValue es256 = CborMap()
                                .set("alg", CborValue::integer(-7))
                                .set("type", CborValue::text("public-key"))
                                .value();
    return CborMap()
        .set(1, CborValue::bytes(clientDataHash()))
        .set(2, CborMap().set("id", CborValue::text(rpId)).value())
        .set(3, CborMap().set("id", CborValue::bytes(viewOf(user))).value())
        .set(4, CborValue::array({es256}))
        .set(7, CborMap().set("rk", CborValue::boolean(true)).value());
}

CborMap assertion(const std::string &rpId) {
    return CborMap().set(1, CborValue::text(rpId)).set(2, CborValue::bytes(clientDataHash()));
}

CborMap &authorizeRegistration(CborMap &request, const Platform &platform, const Bytes &token) {
    return request.set(8, CborValue::bytes(platform.signWith(token, clientDataHash())))
        .set(9, CborValue::integer(platform.protocol()));
}

CborMap &authorizeAssertion(CborMap &request, const Platform &platform, const Bytes &token) {
    return request.set(6, CborValue::bytes(platform.signWith(token, clientDataHash())))
        .set(7, CborValue::integer(platform.protocol()));
}

} // namespace vouch::virtualkey::test
