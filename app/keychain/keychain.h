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

/// The operating system's keychain, through QtKeychain. It can be slow or locked:
///
/// - an entry that's unavailable because the keychain is locked is an Error, never "not stored";
/// - a job that takes too long is abandoned but never deleted, because libsecret would call back
///   into freed memory. That's how an unanswered unlock prompt ends.
///
/// Every entry's name starts with `vouch/`. GUI thread. Every function throws Error::Kind::Keychain
/// with a hint, NoKeychain, or Canceled if stopped.
class Keychain {
public:
    /// `patience`: how long to wait; by default long enough to type the keychain's password.
    explicit Keychain(std::chrono::milliseconds patience = std::chrono::seconds(60));
    Keychain(const Keychain &) = delete;
    Keychain &operator=(const Keychain &) = delete;
    virtual ~Keychain() = default;

    /// The secret with this name; nullopt only if it really doesn't exist.
    virtual QCoro::Task<std::optional<Secret>> read(QString name, std::stop_token stop);
    virtual QCoro::Task<> write(QString name, SharedSecret secret, std::stop_token stop);
    /// Removing a missing entry isn't an error.
    virtual QCoro::Task<> remove(QString name, std::stop_token stop);

private:
    std::chrono::milliseconds patience_;
};

/// There's no reachable keychain: on a server, on a desktop without one, or because the session bus
/// has ended.
class NoKeychain : public Error {
public:
    NoKeychain(bool mayHold, QString message, QString hint)
        : Error(Kind::Keychain, std::move(message), std::move(hint)), mayHold_(mayHold) {}
    /// It was reachable before and may contain entries.
    bool mayHold() const noexcept { return mayHold_; }
    void raise() const override { throw *this; }
    NoKeychain *clone() const override { return new NoKeychain(*this); }

private:
    bool mayHold_;
};

/// The error for KeychainState::Gone.
Error sessionBusEnded();
/// The error for KeychainState::Late.
Error keychainLate();

/// The size in bytes of the largest secret that the system's keychain stores; nullopt if it has no
/// limit of its own.
std::optional<qsizetype> largestSecret();

/// The keychain's state, determined without unlocking it.
enum class KeychainState {
    None,
    Gone, ///< the session bus has ended, so it can't be reached
    Locked,
    Late, ///< it exists but doesn't respond in time: its content is unknown
    Open
};

/// Asks the system. Each of its queries waits for at most `patience`.
QCoro::Task<KeychainState>
keychainState(std::chrono::milliseconds patience = std::chrono::seconds(25));

} // namespace vouch
