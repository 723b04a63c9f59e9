// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"
#include "session/doctor/key_checks.h"
#include "session/doctor/repository_access.h"
#include "session/prompting/prompt_context.h"

#include <QList>
#include <QObject>

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace vouch {

/// Checks everything in the application that git depends on, without involving the user: no touch,
/// no PIN, no unlocking. Changes nothing and saves nothing. GUI thread.
class HealthChecks {
public:
    /// All parts must outlive this object.
    struct Parts {
        Clock &clock;
        Configuration &configuration;
        CurrentServer &servers;
        Session &session;
        SignIn &signIn;
        fido::Authenticator &authenticator;
        aws::Sts &sts;
        http::Client &awsHttp;
        RouteResolver &routes;
        CredentialProvider &credentials;
        Profiles &profiles;
    };
    /// What is known about the desktop; unknown facts aren't reported.
    struct Desktop {
        bool display = false;              ///< Vouch can show windows
        std::optional<bool> tray;          ///< there is a tray for icons
        std::optional<bool> notifications; ///< notifications are shown
    };
    using Report = std::function<void(const CheckResult &)>;

    /// `desktop` is called for each run.
    HealthChecks(const Parts &parts, std::function<Desktop()> desktop)
        : parts_(parts), keys_({parts.configuration, parts.servers, parts.session, parts.signIn,
                                parts.authenticator}),
          access_({parts.clock, parts.configuration, parts.servers, parts.session, parts.sts,
                   parts.awsHttp, parts.routes, parts.credentials, parts.profiles}),
          desktop_(std::move(desktop)) {}

    /// Reports each result as soon as it's known; with a repository, also its access. `variables`:
    /// the requester's. Throws only when stopped.
    QCoro::Task<> run(std::optional<RepositoryAddress> repository, AwsVariables variables,
                      Report report, std::stop_token stop);

    /// Whether only AWS profiles are set up: no server, but a profile is chosen or exists.
    QCoro::Task<bool> isByProfilesAlone(std::stop_token stop);

    /// What can be checked about keys alone.
    KeyChecks &keys() { return keys_; }
    /// See RepositoryAccess::diagnose().
    QCoro::Task<Diagnosis> diagnose(RepositoryAddress repository, std::stop_token stop) {
        return access_.diagnose(std::move(repository), std::move(stop));
    }

private:
    QList<CheckResult> desktop() const;
    CheckResult settings(bool byProfiles) const;
    QCoro::Task<CheckResult> keychain(std::stop_token stop);
    QCoro::Task<QList<CheckResult>> server(std::stop_token stop);
    CheckResult session() const;

    Parts parts_;
    KeyChecks keys_;
    RepositoryAccess access_;
    std::function<Desktop()> desktop_;
};

} // namespace vouch
