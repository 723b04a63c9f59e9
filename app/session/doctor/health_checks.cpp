// SPDX-License-Identifier: Apache-2.0
#include "session/doctor/health_checks.h"

#include "core/advice.h"
#include "core/scoped_task.h"
#include "identity/server.h"
#include "keychain/keychain.h"
#include "session/configuration.h"
#include "session/current_server.h"
#include "session/profiles/profiles.h"
#include "session/session.h"

#include <QCoreApplication>
#include <QSysInfo>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using State = CheckResult::State;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::HealthChecks)
};

/// Short, because the user is waiting for the checks.
constexpr auto keychainPatience = 3s;

CheckResult problem(const QString &name, const Error &error) {
    return {name, State::Problem, error.message(), error.hint()};
}

CheckResult version() {
    return {u"version"_s,
            State::Ok,
            Strings::tr("Vouch %1 on %2 (%3), Qt %4.")
                .arg(QCoreApplication::applicationVersion(), QSysInfo::prettyProductName(),
                     QSysInfo::currentCpuArchitecture(), QLatin1StringView(qVersion())),
            {}};
}

/// Less than this is not worth a warning.
constexpr auto clockTolerance = 10s;

CheckResult clock(const Skew &skew, const QString &server) {
    const auto offset = skew.offset();
    if (skew.isTooLarge())
        return problem(u"clock"_s, clockTooFarOff(server, offset));
    if (abs(offset) < clockTolerance)
        return {u"clock"_s, State::Ok, Strings::tr("This computer's clock is correct."), {}};
    return {
        u"clock"_s, State::Warning,
        Strings::tr("This computer's clock is %1 off. Vouch corrects for it; other programs may "
                    "fail.")
            .arg(spanText(offset)),
        advice::setClock()};
}

} // namespace

QCoro::Task<> HealthChecks::run(std::optional<RepositoryAddress> repository, AwsVariables variables,
                                Report report, std::stop_token stop) {
    const auto reportAll = [&report](const QList<CheckResult> &results) {
        for (const CheckResult &result : results)
            report(result);
    };
    co_await parts_.configuration.upToDate(stop);
    throwIfStopped(stop);
    const bool byProfiles = co_await isByProfilesAlone(stop);
    throwIfStopped(stop);
    report(version());
    report(settings(byProfiles));
    reportAll(desktop());
    if (!byProfiles) { // AWS profiles don't need a key
        const auto keyResults = co_await keys_.run(stop);
        throwIfStopped(stop); // before reporting: the receiver may be gone
        reportAll(keyResults);
    }
    const CheckResult keychainResult = co_await keychain(stop);
    throwIfStopped(stop);
    report(keychainResult);
    const bool hasServer = !parts_.configuration.settings().server.isEmpty();
    if (!hasServer && !byProfiles)
        co_return; // the other checks need one of them
    if (hasServer) {
        const auto serverResults = co_await server(stop);
        throwIfStopped(stop);
        reportAll(serverResults);
        report(session());
    }
    const auto access = co_await access_.check(repository, variables, stop);
    throwIfStopped(stop);
    reportAll(access);
}

QCoro::Task<bool> HealthChecks::isByProfilesAlone(std::stop_token stop) {
    const Settings &settings = parts_.configuration.settings();
    if (!settings.server.isEmpty())
        co_return false;
    if (!settings.useRole.isEmpty() && settings.findRole(settings.useRole) == nullptr)
        co_return true;
    QStringList known;
    try {
        known = co_await parts_.profiles.knownNames(stop);
    } catch (const Error &) { // then no profile can be used
        throwIfStopped(stop);
    }
    co_return !known.isEmpty();
}

CheckResult HealthChecks::settings(bool byProfiles) const {
    if (const auto &broken = parts_.configuration.problem())
        return problem(u"settings"_s, *broken);
    if (byProfiles)
        return {u"settings"_s,
                State::Ok,
                Strings::tr("No Vouch server is set. AWS profiles don't need one."),
                {}};
    if (parts_.configuration.settings().server.isEmpty())
        return {u"settings"_s, State::Problem, Strings::tr("Vouch doesn't know your server yet."),
                Strings::tr("Run: vouch config set server https://YOUR-SERVER")};
    return {u"settings"_s,
            State::Ok,
            Strings::tr("The server is %1; %n role(s) known.", nullptr,
                        int(parts_.configuration.settings().roles.size()))
                .arg(parts_.servers.name()),
            {}};
}

QList<CheckResult> HealthChecks::desktop() const {
    const Desktop desktop = desktop_();
    if (!desktop.display)
        return {{u"display"_s,
                 State::Ok,
                 Strings::tr("Vouch is running without a display, so it asks for your PIN in a "
                             "terminal only."),
                 {}}};
    QList<CheckResult> results;
    if (desktop.tray)
        results.append({u"tray"_s,
                        State::Ok,
                        *desktop.tray
                            ? Strings::tr("Vouch is in the tray.")
                            : Strings::tr("This desktop has no tray, so Vouch uses a window."),
                        {}});
    if (desktop.notifications && *desktop.notifications)
        results.append(
            {u"notifications"_s, State::Ok, Strings::tr("The desktop shows notifications."), {}});
    else if (desktop.notifications)
        results.append(
            {u"notifications"_s, State::Warning,
             Strings::tr("This desktop doesn't show notifications, so Vouch can't tell you "
                         "when your session is about to end."),
             advice::allowNotifications()});
    return results;
}

QCoro::Task<CheckResult> HealthChecks::keychain(std::stop_token stop) {
    const QString name = u"keychain"_s;
    const KeychainState state = co_await keychainState(keychainPatience);
    throwIfStopped(stop);
    switch (state) {
    case KeychainState::Open:
        co_return CheckResult{name, State::Ok, Strings::tr("Your keychain is unlocked."), {}};
    case KeychainState::Locked:
        co_return CheckResult{name, State::Problem, Strings::tr("Your keychain is locked."),
                              Strings::tr("Unlock it, then try again.")};
    case KeychainState::Late:
        co_return problem(name, keychainLate());
    case KeychainState::Gone:
        co_return CheckResult{name, State::Problem,
                              sessionBusEnded().message() + u' ' +
                                  Strings::tr("Vouch continues without a keychain."),
                              sessionBusEnded().hint()};
    case KeychainState::None:
        break;
    }
    co_return CheckResult{
        name, State::Warning,
        Strings::tr("This system has no keychain, so Vouch registers with your server again each "
                    "time it starts."),
        advice::installKeychain()};
}

QCoro::Task<QList<CheckResult>> HealthChecks::server(std::stop_token stop) {
    QList<CheckResult> results;
    try {
        const auto server = parts_.servers.server();
        co_await server->reach(stop);
        throwIfStopped(stop);
        results.append({u"server"_s,
                        State::Ok,
                        Strings::tr("%1 is reachable, and its certificate is trusted.")
                            .arg(parts_.servers.name()),
                        {}});
        results.append(clock(server->skew(), parts_.servers.name()));
    } catch (const Error &error) {
        throwIfStopped(stop);
        results.append(problem(u"server"_s, error));
    }
    co_return results;
}

CheckResult HealthChecks::session() const {
    if (!parts_.session.isActive())
        return {u"session"_s, State::Warning, Strings::tr("You are signed out."),
                Strings::tr("Run: vouch login")};
    return {u"session"_s,
            State::Ok,
            Strings::tr("You are signed in until %1.").arg(dayTime(parts_.session.expiresAt())),
            {}};
}

} // namespace vouch
