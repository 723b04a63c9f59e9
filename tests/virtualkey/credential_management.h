// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client_pin.h"
#include "store.h"

#include <optional>

namespace vouch::virtualkey {

/// authenticatorCredentialManagement (CTAP 2.1 section 6.8): counts, lists, renames and deletes
/// discoverable credentials.
class CredentialManagement {
public:
    CredentialManagement(Store &store, ClientPin &clientPin, Clock clock);

    /// One request. Gives back the response's CBOR, empty where the subcommand has none; throws
    /// CtapError.
    Bytes execute(CborView request);

    /// Ends an enumeration: another command came in between, or the power was cut.
    void forgetEnumeration();

private:
    /// A list that goes out one entry a request.
    template <typename Entry>
    struct Enumeration {
        std::vector<Entry> entries;
        std::size_t position = 0;
        TimePoint lastAnswer{};
    };

    PinUvAuthToken &authorize(CborView request) const;
    void authorizeForAll(CborView request) const;
    const Credential &authorizeForOne(CborView request) const;

    Bytes metadata() const;
    Bytes nextRp();
    void beginRps();
    void beginCredentials(CborView request);
    Bytes nextCredential();
    void deleteCredential(const Credential &credential);
    void updateUser(const Credential &credential, CborView request);

    template <typename Entry>
    const Entry &advance(std::optional<Enumeration<Entry>> &enumeration);

    Store &store_;
    ClientPin &clientPin_;
    Clock clock_;
    std::optional<Enumeration<std::string>> rps_;   // RP IDs
    std::optional<Enumeration<Bytes>> credentials_; // credential ids
};

} // namespace vouch::virtualkey
