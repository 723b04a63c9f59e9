// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "credential.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <vector>

namespace vouch::virtualkey {

/// What survives pulling the key out: PIN, retries and credentials, in one file of CBOR.
///
/// Every change is on the disk before the function returns. The file is 0600 and replaced as a
/// whole (write aside, fsync, rename, fsync of the folder), so a killed key never leaves half of
/// one. File trouble throws std::runtime_error naming the file; a file that cannot be understood
/// is left alone.
class Store {
public:
    /// CTAP 2.1 section 6.5.2.2: at most eight tries.
    static constexpr int maxPinRetries = 8;
    static constexpr std::size_t maxDiscoverableCredentials = 100;

    /// Reads the file, if there is one.
    explicit Store(std::filesystem::path file);

    /// LEFT(SHA-256(PIN), 16), as section 6.5.5.5 stores it; empty while no PIN is set.
    const Bytes &pinHash() const { return pinHash_; }
    bool isPinSet() const { return !pinHash_.empty(); }
    void setPinHash(Bytes hash);

    int pinRetries() const { return pinRetries_; }
    void setPinRetries(int retries);

    /// In the order in which they were made.
    const std::vector<Credential> &credentials() const { return credentials_; }
    std::size_t discoverableCount() const;
    /// For how many more discoverable ones there is room. Not in the file: a key that is started
    /// again has room for all.
    std::size_t room() const { return capacity_ - std::min(capacity_, discoverableCount()); }
    void setRoom(std::size_t more) { capacity_ = discoverableCount() + more; }

    const Credential *find(ByteView id) const;

    /// Adds it. A discoverable one replaces that of the same account (rp.id and user.id).
    void add(Credential credential);

    /// The account's discoverable credential that add() would replace.
    const Credential *findAccount(const std::string &rpId, ByteView userId) const;

    /// Changes one credential in place. Unknown ids change nothing.
    void update(ByteView id, const std::function<void(Credential &)> &change);

    /// By value: the caller's id may well be that of the credential that goes.
    void remove(Bytes id);

    /// Factory state: no PIN, full retries, no credentials.
    void clear();

private:
    void load(ByteView encoded);
    void save() const;

    std::filesystem::path file_;
    Bytes pinHash_;
    int pinRetries_ = maxPinRetries;
    std::vector<Credential> credentials_;
    std::size_t capacity_ = maxDiscoverableCredentials;
};

} // namespace vouch::virtualkey
