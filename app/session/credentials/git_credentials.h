// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"
#include "session/prompting/prompt_context.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QUrl>

#include <QCoro/QCoroTask>

#include <functional>
#include <stop_token>

namespace vouch {

class Activity;
class CredentialProvider;
class Error;
class PromptSnooze;
class RouteResolver;
class Session;
struct Route;

namespace aws {
struct GitCredential;
class Sts;
} // namespace aws
namespace http {
class Client;
}

/// A request from git for one repository.
struct GitRequest {
    QString host;     ///< a CodeCommit host, as git sent it
    QString region;   ///< from the host
    QString path;     ///< as git sent it, without the leading slash
    QString userName; ///< a role or profile; may be empty
    Prompting prompting = Prompting::Unknown;
    AwsVariables variables;
    Requester who;
};

/// The response to git.
struct GitAnswer {
    SharedSecret username, password;
    Time expiresAt{}; ///< by this computer's clock, which git compares it with
    QString hint;     ///< for the user; may be empty
};

/// Creates git passwords, one per request, each for one repository. Logs the outcome of each
/// request in the activity. GUI thread.
class GitCredentials : public QObject {
    Q_OBJECT
public:
    /// The arguments must outlive this.
    GitCredentials(RouteResolver &routes, CredentialProvider &credentials, Session &session,
                   aws::Sts &sts, http::Client &awsHttp, Activity &activity, PromptSnooze &snooze,
                   Clock &clock);

    /// Prompts the user if needed, for a sign-in for example, and calls `waiting` first. Throws
    /// what CredentialProvider throws.
    QCoro::Task<GitAnswer> gitCredential(GitRequest request, std::function<void()> waiting,
                                         std::stop_token stop);

private:
    /// Why CodeCommit will refuse access to the repository; empty if it won't.
    struct Refusal {
        QString hint;   ///< what to do about it
        int status = 0; ///< the HTTP status
    };

    /// Fills in the requester of `request` as far as it gets.
    QCoro::Task<GitAnswer> answer(GitRequest *request, std::function<void()> waiting,
                                  std::stop_token stop);
    /// Finds out why access is refused, since git only reports "403". Checks a repository that can
    /// be read once a session, and again if git returns right away: it may have been refused since.
    QCoro::Task<Refusal> explainRefusal(GitRequest request, Route route,
                                        aws::GitCredential credential, std::stop_token stop);
    void record(const Requester &who, const Refusal &refusal);
    void recordFailure(const GitRequest &request, const Error &error);
    void forget();

    RouteResolver &routes_;
    CredentialProvider &credentials_;
    aws::Sts &sts_;
    http::Client &awsHttp_;
    Activity &activity_;
    PromptSnooze &snooze_;
    Clock &clock_;
    /// When a readable repository was last used, by Clock::elapsed().
    struct Readable {
        std::chrono::seconds requested{}, checked{}; ///< by git; by Vouch
    };
    /// Whose access to which repository.
    struct Access {
        QString identity; ///< a profile's name or a role's ARN
        QUrl repository;

        bool operator==(const Access &) const = default;
        friend size_t qHash(const Access &access, size_t seed) noexcept {
            return qHashMulti(seed, access.identity, access.repository);
        }
    };
    QHash<Access, Readable> readable_; ///< for this session
    /// Hosts that couldn't be reached, and when to try them again, by Clock::elapsed().
    QHash<QString, std::chrono::seconds> unreachable_;
};

} // namespace vouch
