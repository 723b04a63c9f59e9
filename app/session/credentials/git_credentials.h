// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"
#include "session/prompting/prompt_context.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <QCoro/QCoroTask>

#include <functional>
#include <stop_token>

namespace vouch {

class Activity;
class CredentialProvider;
class Error;
class PromptSnooze;
class Session;
struct Route;

namespace aws {
struct GitCredential;
class Sts;
} // namespace aws
namespace http {
class Client;
}

/// git wants to reach one repository.
struct GitRequest {
    QString host;     ///< as git asked for it, a CodeCommit host
    QString region;   ///< in that host
    QString path;     ///< as git gave it, without its leading slash
    QString userName; ///< a wish for a role or profile; may be empty
    Prompting prompting = Prompting::Unknown;
    AwsVariables variables;
    Requester who;
};

/// What git gets.
struct GitAnswer {
    SharedSecret username, password;
    Time expiresAt{}; ///< by this computer's clock, as git compares it
    QString hint;     ///< something that the person should know; may be empty
};

/// Gives git one password at a time, for a repository. What came of each request is written to the
/// activity. GUI thread.
class GitCredentials : public QObject {
    Q_OBJECT
public:
    GitCredentials(CredentialProvider &credentials, Session &session, aws::Sts &sts,
                   http::Client &awsHttp, Activity &activity, PromptSnooze &snooze, Clock &clock);

    /// Has the person do what it takes, a sign-in for example: `waiting` is told before. Throws
    /// what CredentialProvider throws.
    QCoro::Task<GitAnswer> gitCredential(GitRequest request, std::function<void()> waiting,
                                         std::stop_token stop);

private:
    /// Why CodeCommit will refuse the repository; all empty where it will not.
    struct Refusal {
        QString hint;   ///< what to do about it
        QString reason; ///< in a few words
        int status = 0; ///< HTTP
    };

    /// Answers, and sets who it is for as far as that is known.
    QCoro::Task<GitAnswer> answer(GitRequest *request, std::function<void()> waiting,
                                  std::stop_token stop);
    /// git cannot tell the person more than "403". Asks once a session for what works, and once
    /// more where git comes again at once: it may have been refused meanwhile.
    QCoro::Task<Refusal> explainRefusal(GitRequest request, Route route,
                                        aws::GitCredential credential, std::stop_token stop);
    void record(const Requester &who, const QString &reservation);
    void recordFailure(const GitRequest &request, const Error &error);
    void forget();

    CredentialProvider &credentials_;
    aws::Sts &sts_;
    http::Client &awsHttp_;
    Activity &activity_;
    PromptSnooze &snooze_;
    Clock &clock_;
    /// A repository that could be read, by Clock::elapsed.
    struct Readable {
        std::chrono::seconds asked{}, checked{}; ///< by git; by us
    };
    QHash<QString, Readable> readable_; ///< by role or profile, and repository; in this session
    /// Hosts that we could not ask, and until when we do not, by the same.
    QHash<QString, std::chrono::seconds> unreachable_;
};

} // namespace vouch
