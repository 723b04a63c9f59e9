// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"
#include "session/credentials/role_credentials.h"
#include "session/credentials/routes.h"
#include "session/doctor/diagnosis.h"
#include "session/prompting/prompt_context.h"

#include <QList>
#include <QString>

#include <QCoro/QCoroTask>

#include <memory>
#include <optional>
#include <stop_token>

namespace vouch {

class Clock;
class Configuration;
class CredentialProvider;
class CurrentServer;
class Profiles;
class RouteResolver;
class Session;

namespace aws {
struct Credentials;
class Sts;
} // namespace aws
namespace http {
class Client;
}

/// Checks the role or profile that git gets, and what CodeCommit allows it to do with a repository:
/// sends the same requests as git, freshly signed. Never prompts the user, changes nothing, and
/// saves nothing. GUI thread.
class RepositoryAccess {
public:
    /// All parts must outlive this object.
    struct Parts {
        Clock &clock;
        Configuration &configuration;
        CurrentServer &servers;
        Session &session;
        aws::Sts &sts;
        http::Client &awsHttp;
        RouteResolver &routes;
        CredentialProvider &credentials;
        Profiles &profiles;
    };
    explicit RepositoryAccess(const Parts &parts) : parts_(parts) {}

    /// Whether there is a role or profile, whether AWS gives its credentials, and if there is a
    /// `repository`, what they allow there. `variables`: the requester's. Throws only when stopped.
    QCoro::Task<QList<CheckResult>> check(std::optional<RepositoryAddress> repository,
                                          AwsVariables variables, std::stop_token stop);
    /// Why git fails with this repository. Throws Error: PromptNeeded if nobody is signed in, or
    /// why there is no role or AWS doesn't give its credentials.
    QCoro::Task<Diagnosis> diagnose(RepositoryAddress repository, std::stop_token stop);

private:
    /// The role or profile that git would get, without prompting the user.
    QCoro::Task<Route> routeTo(RepositoryAddress repository, AwsVariables variables,
                               std::stop_token stop);
    /// The credentials that git would get; for a profile, even if nobody is signed in.
    QCoro::Task<aws::Credentials> credentialsOf(Route route, std::stop_token stop);
    /// The role to show for a route; for a profile, the one it assumes last, if any.
    QCoro::Task<Role> roleBehind(Route route, std::stop_token stop);

    /// Tries fetch and push. As for git, renews `credentials` if CodeCommit refuses them.
    QCoro::Task<Diagnosis> examine(RepositoryAddress repository, Route route,
                                   aws::Credentials credentials, std::stop_token stop);
    QCoro::Task<Attempt> attempt(RepositoryAddress repository, aws::Credentials credentials,
                                 bool push, std::stop_token stop);
    /// Another of the user's roles for which the attempt succeeds.
    QCoro::Task<std::optional<Role>> otherRole(RepositoryAddress repository, Role refused,
                                               bool push, std::stop_token stop);
    /// Another region in the settings where fetching succeeds; empty if there is none.
    QCoro::Task<QString> otherRegion(RepositoryAddress repository, aws::Credentials credentials,
                                     std::stop_token stop);

    Parts parts_;
};

} // namespace vouch
