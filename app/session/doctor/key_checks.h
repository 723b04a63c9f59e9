// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"

#include <QCoro/QCoroTask>

#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>

namespace vouch {

class Configuration;
class CurrentServer;
class Session;
class SignIn;

namespace fido {
class Authenticator;
struct Key;
} // namespace fido

/// Checks the keys that are plugged in, without a touch or a PIN. GUI thread.
class KeyChecks {
public:
    /// All parts must outlive this object.
    struct Parts {
        Configuration &configuration;
        CurrentServer &servers;
        Session &session;
        SignIn &signIn;
        fido::Authenticator &authenticator;
    };
    explicit KeyChecks(const Parts &parts) : parts_(parts) {}

    /// Whether each key has a PIN, and an account if it shows that. Throws only when stopped.
    QCoro::Task<QList<CheckResult>> run(std::stop_token stop);
    /// Calls `changed` whenever a key may have been plugged in or out, while the returned object
    /// lives.
    std::unique_ptr<QObject> watch(std::function<void()> changed);

private:
    QCoro::Task<CheckResult> check(fido::Key key, std::stop_token stop);

    Parts parts_;
};

} // namespace vouch
