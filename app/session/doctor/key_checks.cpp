// SPDX-License-Identifier: Apache-2.0
#include "session/doctor/key_checks.h"

#include "core/scoped_task.h"
#include "fido/authenticator.h"
#include "fido/pin_rules.h"
#include "fido/system_keys.h"
#include "identity/server.h"
#include "session/configuration.h"
#include "session/current_server.h"
#include "session/keys/sign_in.h"
#include "session/session.h"

#include <QCoreApplication>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using State = CheckResult::State;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::HealthChecks)
};

CheckResult keyProblem(const Error &error) {
    return {u"key"_s, State::Problem, error.message(), error.hint()};
}

QString nameOf(const fido::Key &key) {
    return key.model.isEmpty() ? Strings::tr("The key") : key.model;
}

/// What can be said of a key that only the system may open.
CheckResult leftTo(const fido::SystemKeys &system, const fido::Key &key) {
    return {u"key"_s,
            State::Ok,
            Strings::tr("%1 is plugged in. %2 asks for its PIN and a touch in its own window.")
                .arg(nameOf(key), system.name()),
            {}};
}

} // namespace

QCoro::Task<QList<CheckResult>> KeyChecks::run(std::stop_token stop) {
    QList<CheckResult> results;
    if (parts_.signIn.isUnderWay()) {
        results.append({u"key"_s, State::Ok, Strings::tr("A sign-in is using the key."), {}});
        co_return results;
    }
    const fido::SystemKeys *system = parts_.authenticator.systemKeys();
    if (const auto why = system == nullptr ? std::nullopt : system->problem()) {
        results.append(keyProblem(*why));
        co_return results;
    }
    const auto inserted = co_await parts_.authenticator.keys();
    throwIfStopped(stop);
    if (inserted.isEmpty() && parts_.session.isActive())
        results.append(
            {u"key"_s,
             State::Ok,
             Strings::tr("No key is plugged in. You don't need one while you're signed in."),
             {}});
    else if (inserted.isEmpty())
        results.append({u"key"_s, State::Problem, Strings::tr("No security key is plugged in."),
                        Strings::tr("Plug your security key into a USB port.")});
    for (const fido::Key &key : inserted) {
        if (system != nullptr) {
            results.append(leftTo(*system, key));
            continue;
        }
        const CheckResult result = co_await check(key, stop);
        throwIfStopped(stop);
        results.append(result);
    }
    co_return results;
}

std::unique_ptr<QObject> KeyChecks::watch(std::function<void()> changed) {
    return parts_.authenticator.watchKeys(std::move(changed));
}

QCoro::Task<CheckResult> KeyChecks::check(fido::Key key, std::stop_token stop) {
    const QString name = u"key"_s;
    const QString model = nameOf(key);
    QStringList rpIds;
    std::optional<Error> failure;
    fido::KeyInfo info;
    bool hasAccount = false;
    try {
        info = co_await parts_.authenticator.info(key.path);
        throwIfStopped(stop);
        if (!parts_.configuration.settings().server.isEmpty())
            rpIds = parts_.servers.server()->possibleRpIds();
        if (!rpIds.isEmpty())
            hasAccount = co_await parts_.authenticator.showsAccount(key.path, rpIds);
    } catch (const fido::KeyError &error) {
        throwIfStopped(stop);
        failure = error;
        if (error.cause() == fido::KeyError::Cause::Removed) // but it's listed, so it's there
            failure = Error(Error::Kind::NoKey, Strings::tr("%1 can't be opened.").arg(model),
                            Strings::tr("Insert the key again."));
    } catch (const Error &) {
        // The CA bundle can't be read; the server check reports it.
    }
    throwIfStopped(stop);
    if (failure)
        co_return keyProblem(*failure);
    if (!info.pinSet && !info.verifiesItself)
        co_return keyProblem(fido::pinNotSet());
    if (info.mustChangePin && !info.verifiesItself)
        co_return keyProblem(fido::pinOutdated());
    if (info.pinSet && info.pinRetries == 0)
        co_return CheckResult{name, State::Problem,
                              Strings::tr("The PIN of %1 is blocked.").arg(model),
                              fido::pinBlocked().hint()};
    if (info.pinSet && info.pinRetries <= fewPinAttempts)
        co_return CheckResult{
            name, State::Warning,
            Strings::tr("%1 has only %n PIN attempt(s) left.", nullptr, info.pinRetries).arg(model),
            Strings::tr("Enter the correct PIN once: vouch login")};
    const QString ready =
        info.pinSet ? Strings::tr("%1 is plugged in and has a PIN, with %n attempt(s) left.",
                                  nullptr, info.pinRetries)
                          .arg(model)
                    : Strings::tr("%1 is plugged in and knows your fingerprint.").arg(model);
    const QString account =
        hasAccount ? Strings::tr("It has an account for %1.").arg(parts_.servers.name())
                   : Strings::tr("You'll see whether it's registered when you sign in.");
    co_return CheckResult{name, State::Ok, ready + u' ' + account, {}};
}

} // namespace vouch
