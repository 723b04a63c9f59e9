// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"
#include "core/secret.h"

#include <QCoro/QCoroTask>

#include <QString>

#include <chrono>
#include <optional>
#include <stop_token>

namespace QKeychain {
class Job;
}

namespace vouch {

/// The operating system's keychain, through QtKeychain. Slow, locked or late by nature:
///
/// - an entry that is missing because the keychain is locked is an Error, never "not stored";
/// - a job that takes too long is no longer waited for, but never deleted: libsecret would call
/// back
///   into freed memory. An unlock prompt that nobody answers ends so.
///
/// Every entry's name begins with `vouch/`. GUI thread. Every function throws Error::Kind::Keychain
/// with what to do, NoKeychain, or Cancelled when stopped.
class Keychain {
public:
    /// How long a story waits: long enough to type the keychain's password.
    explicit Keychain(std::chrono::milliseconds patience = std::chrono::seconds(60));
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;
    virtual ~Keychain() = default;

    /// The secret under `name`; nothing when there truly is none.
    virtual QCoro::Task<std::optional<Secret>> read(QString name, std::stop_token stop);
    virtual QCoro::Task<> write(QString name, SharedSecret secret, std::stop_token stop);
    /// Removing what is not there is no error.
    virtual QCoro::Task<> remove(QString name, std::stop_token stop);

private:
    std::chrono::milliseconds patience_;
};

/// There is no keychain to be reached: on a server, on a desktop without one, or because the bus
/// that led to it has ended.
class NoKeychain : public Error {
public:
    NoKeychain(bool mayHold, QString message, QString hint)
        : Error(Kind::Keychain, std::move(message), std::move(hint)), mayHold_(mayHold) {}
    /// It was there before, and may hold what can't be reached now.
    bool mayHold() const noexcept { return mayHold_; }
    void raise() const override { throw *this; }
    NoKeychain *clone() const override { return new NoKeychain(*this); }

private:
    bool mayHold_;
};

/// What can be known about the keychain without opening it.
enum class KeychainState {
    None,
    Gone, ///< the session bus has ended, and the way to it
    Locked,
    Late, ///< it is there and does not answer in time: nothing is known about what it holds
    Open
};

/// Asks the system, the platform's own way; each of its questions waits for `patience` at most.
QCoro::Task<KeychainState>
keychainState(std::chrono::milliseconds patience = std::chrono::seconds(25));

} // namespace vouch
