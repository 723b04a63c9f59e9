// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"
#include "session/credentials/role_credentials.h"
#include "session/credentials/routes.h"
#include "session/doctor/diagnosis.h"
#include "session/prompting/prompt_context.h"
#include "settings/settings.h"

#include <QList>
#include <QObject>

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace vouch {

class Clock;
class Configuration;
class CredentialProvider;
class RouteResolver;
class Profiles;
class CurrentServer;
class Session;
class SignIn;

namespace aws {
struct Credentials;
class Sts;
} // namespace aws
namespace fido {
class Authenticator;
struct Key;
} // namespace fido
namespace http {
class Client;
}

/// Looks at everything on the application's side that git's work rests on, without asking the
/// person for anything: no touch, no PIN, no unlocking. Changes nothing, and keeps nothing of what
/// it gets. GUI thread.
class HealthChecks {
public:
    /// What the application works with.
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
    /// What is known about the desktop; what is not known is not told.
    struct Desktop {
        bool display = false;              ///< there is one, so Vouch has windows
        std::optional<bool> tray;          ///< it has a place for tray icons
        std::optional<bool> notifications; ///< it shows them
    };
    using Report = std::function<void(const CheckResult &)>;

    /// `desktop` is asked anew for each check-up.
    HealthChecks(const Parts &parts, std::function<Desktop()> desktop)
        : parts_(parts), desktop_(std::move(desktop)) {}

    /// Tells each result as soon as it is known; with a repository, also what `diagnose` finds.
    /// `variables`: of whoever asks. Only a stop is thrown.
    QCoro::Task<> run(std::optional<RepositoryAddress> repository, AwsVariables variables,
                      Report report, std::stop_token stop);

    /// Whether AWS profiles are all the set-up there is: no server, and a profile chosen or known.
    QCoro::Task<bool> isByProfilesAlone(std::stop_token stop);

    /// The keys that are plugged in: whether each has a PIN, and shows an account. Only a stop is
    /// thrown.
    QCoro::Task<QList<CheckResult>> keys(std::stop_token stop);
    /// Calls `changed` whenever a key may have come or gone, while the returned object lives.
    std::unique_ptr<QObject> watchKeys(std::function<void()> changed);
    /// Why git fails with this repository. Throws Error: PromptNeeded when nobody is signed in,
    /// and why there is no role for it, or AWS does not give it.
    QCoro::Task<Diagnosis> diagnose(RepositoryAddress repository, std::stop_token stop);

private:
    /// What one look at a repository asks AWS with: what it was told of the person goes with it.
    using Asked = std::shared_ptr<RoleCredentials>;
    Asked newAsked() const;

    QList<CheckResult> desktop() const;
    CheckResult settings(bool byProfiles) const;
    QCoro::Task<CheckResult> key(fido::Key key, std::stop_token stop);
    QCoro::Task<CheckResult> keychain(std::stop_token stop);
    QCoro::Task<QList<CheckResult>> server(std::stop_token stop);
    CheckResult session() const;
    /// The role or profile that git would get here, without asking the person.
    QCoro::Task<Route> routeTo(RepositoryAddress repository, AwsVariables variables,
                               std::stop_token stop);
    /// What it gives, as git gets it; a profile also where nobody is signed in.
    QCoro::Task<aws::Credentials> credentialsOf(Route route, std::stop_token stop);
    /// As a role, for what is told of it: that behind a profile, where there is one.
    QCoro::Task<Role> roleBehind(Route route, std::stop_token stop);
    /// Whether there is a role, whether AWS gives it, and what it may do with the repository.
    QCoro::Task<QList<CheckResult>> role(std::optional<RepositoryAddress> repository,
                                         AwsVariables variables, std::stop_token stop);

    /// With the credentials that git gets, which are renewed as they are for git.
    QCoro::Task<Diagnosis> examine(RepositoryAddress repository, Route route,
                                   aws::Credentials credentials, std::stop_token stop);
    QCoro::Task<Attempt> attempt(RepositoryAddress repository, aws::Credentials credentials,
                                 bool push, std::stop_token stop);
    /// Another role of the person's that may; nothing when none does.
    QCoro::Task<std::optional<Role>> otherRole(RepositoryAddress repository, Role refused,
                                               bool push, Asked asked, std::stop_token stop);
    /// Another region that the settings name, where these may fetch it; empty when there is none.
    QCoro::Task<QString> otherRegion(RepositoryAddress repository, aws::Credentials credentials,
                                     std::stop_token stop);

    Parts parts_;
    std::function<Desktop()> desktop_;
};

} // namespace vouch
