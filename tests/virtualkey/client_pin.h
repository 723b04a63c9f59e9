// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cbor_reader.h"
#include "clock.h"
#include "pin_protocol.h"
#include "pin_uv_auth_token.h"
#include "store.h"

#include <vector>

namespace vouch::virtualkey {

/// The two members by which a request proves that the user was verified: pinUvAuthParam and
/// pinUvAuthProtocol.
struct PinUvAuth {
    std::optional<Bytes> param;
    std::optional<std::uint64_t> protocol;

    /// Reads them from a request, whose commands number them differently.
    static PinUvAuth read(CborView request, std::int64_t paramKey, std::int64_t protocolKey);

    bool isPresent() const { return param.has_value(); }

    /// How a CTAP 2.0 platform asks "which key do you mean?" (step 1 of sections 6.1.2 and 6.2.2).
    bool asksForSelection() const { return param && param->empty(); }
};

/// authenticatorClientPIN (CTAP 2.1 section 6.5): the PIN, its retries, and the pinUvAuthTokens
/// that other commands are authorised with.
class ClientPin {
public:
    /// Section 6.5.1.
    static constexpr std::size_t maxPinBytes = 63;

    /// `protocols` are the PIN/UV auth protocols offered, the preferred one first. A PIN has
    /// `minPinLength` code points at least.
    ClientPin(Store &store, const std::vector<int> &protocols, std::size_t minPinLength,
              Clock clock);

    /// One authenticatorClientPIN request. Gives back the response's CBOR, empty where the
    /// subcommand has none; throws CtapError.
    Bytes execute(CborView request);

    /// Whether the request is one to set or to change the PIN.
    static bool changesPin(CborView request);

    /// Section 6.5.5.1: new key agreement keys, new tokens, and three more tries.
    void powerUp();

    bool isPinSet() const { return store_.isPinSet(); }
    std::vector<int> protocols() const;

    /// Throws CtapError(InvalidParameter) for one that is not offered.
    PinProtocol &protocol(std::uint64_t version);

    /// The token behind `auth`, if it signed the message and has the permission. Throws
    /// CtapError(PinAuthInvalid) if not. What the token's RP means, the caller decides.
    PinUvAuthToken &verifiedToken(const PinUvAuth &auth, ByteView message, Permission permission);

    /// The same for a command about one RP: a token bound to another is refused, and one not yet
    /// bound is bound to this.
    void authorize(const PinUvAuth &auth, ByteView message, Permission permission,
                   const std::string &rpId);

    /// The user touched the key: what the tokens allowed is used up.
    void spendTokens();

    // From outside the protocol.

    /// Sets the PIN of a new key. Throws CtapError(PinPolicyViolation).
    void setPin(ByteView pin);

    /// The PIN opens nothing until it was changed to another one (section 7.4).
    void forceChange() { mustChange_ = true; }
    bool mustChange() const { return mustChange_; }

    /// Forgets the PIN and nothing else, which no key does.
    void forgetPin();

private:
    struct Slot {
        std::unique_ptr<PinProtocol> protocol;
        PinUvAuthToken token;
    };

    Slot &slot(std::uint64_t version);
    void resetTokens();

    Bytes pinRetries() const;
    Bytes keyAgreement(CborView request);
    void setNewPin(CborView request);
    void changePin(CborView request);
    Bytes pinToken(CborView request);
    Bytes pinUvAuthTokenWithPermissions(CborView request);

    void requireRetries() const;
    void checkPin(PinProtocol &protocol, ByteView secret, CborView request);
    void storePin(const PinProtocol &protocol, ByteView secret, ByteView newPinEnc);
    Bytes issueToken(CborView request, std::uint64_t permissions, std::optional<std::string> rpId);

    Store &store_;
    std::vector<Slot> slots_;
    std::size_t minPinLength_;
    int mismatches_ = 0; // in a row, since power-up
    bool mustChange_ = false;
};

} // namespace vouch::virtualkey
