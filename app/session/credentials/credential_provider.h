// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/credentials/role_credentials.h"
#include "session/credentials/routes.h"
#include "session/prompting/prompt_context.h"
#include "session/prompting/shared_questions.h"
#include "session/session.h"

#include <QObject>

#include <QCoro/QCoroTask>

#include <QHash>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

namespace vouch {

class Clock;
class Configuration;
class CredentialCache;
class Profiles;
class Prompts;

/// Which credentials to obtain.
struct CredentialsRequest {
    Route route;
    QString region; ///< of STS, if the role or profile doesn't set one; may be empty
    /// The minimum remaining lifetime; cached credentials with less are renewed.
    std::chrono::seconds minLife{300};
    /// The lifetime of a role session; zero: the role's or profile's own.
    std::chrono::seconds duration{0};
    /// Return the long-lived keys of a profile without a role, rather than a session.
    bool longLived = false;
    /// For diagnostics only: inUse() doesn't change.
    bool isLook = false;
};

/// Obtains AWS credentials for a role, using the signed-in user's session, or for a profile.
/// Prompts the user for a key or an MFA code when needed. GUI thread.
class CredentialProvider : public QObject {
    Q_OBJECT
public:
    CredentialProvider(Configuration &configuration, CurrentServer &servers, Session &session,
                       Profiles &profiles, Questions &questions, Prompts &prompts, aws::Sts &sts,
                       Clock &clock);
    ~CredentialProvider() override;

    /// Finds a role or a profile by name; a role takes precedence. An empty name means the default
    /// in the settings, or the requester's AWS_PROFILE. Throws NotFound with the nearest names.
    QCoro::Task<Route> find(QString name, AwsVariables variables, std::stop_token stop);
    /// Chooses the role or profile for a repository. The requester's AWS_PROFILE may count
    /// (routes.h). If the settings don't decide, prompts the user if `context` allows it, and saves
    /// the answer as a rule.
    QCoro::Task<Route> choose(QString userName, QString region, QString repository,
                              PromptContext context, std::stop_token stop);
    /// Whether the route is a profile with long-lived keys, which `longLived` would return.
    QCoro::Task<bool> hasLongLivedKeys(Route route, std::stop_token stop);
    /// Throws Error: PromptNeeded if a prompt isn't allowed or possible, Snoozed while prompts are
    /// snoozed, TimedOut after 120 s without an answer.
    QCoro::Task<aws::Credentials> obtain(CredentialsRequest request, PromptContext context,
                                         std::stop_token stop);

    /// Requests new credentials after AWS refused the ones with `refusedKeyId`, which may have been
    /// revoked. Returns nothing if those are less than five minutes old (the refusal then has
    /// another cause), if it would take a prompt, or if AWS refuses. Throws only when stopped.
    QCoro::Task<std::optional<aws::Credentials>>
    renewed(CredentialsRequest request, QByteArray refusedKeyId, std::stop_token stop);
    /// Forgets all credentials, including those of profiles, for sign-out.
    void forgetAll();
    /// Forgets the credentials with this key ID because the server refused them. At most once a
    /// minute.
    void drop(const QByteArray &accessKeyId);

    /// The credentials given out last, until they expire.
    struct InUse {
        Route route;
        QString account; ///< twelve digits; may be empty
        QString region;  ///< may be empty
        Time expiresAt{};
    };
    std::optional<InUse> inUse() const;
    /// How far this computer's clock is off, according to the server and AWS. Zero: it is right.
    std::chrono::seconds clockOffset() const;

Q_SIGNALS:
    void inUseChanged();
    /// This computer's clock is off by this many seconds, or right again (0).
    void clockOff(qint64 seconds);

private:
    Error nothingSetUp() const;
    QCoro::Task<Route> named(NamedRoute wanted, std::stop_token stop);
    QCoro::Task<Route> byVariable(QString profile, std::stop_token stop);
    QCoro::Task<Route> settled(NamedRoute wanted, AwsVariables variables, std::stop_token stop);
    QCoro::Task<Route> open(QString region, QString repository, PromptContext context,
                            std::stop_token stop);
    QCoro::Task<Route> ask(QStringList profiles, QString region, QString repository,
                           PromptContext context, std::stop_token stop);
    QCoro::Task<> choice(Questions::Waiter *question, QString glob, std::stop_token stop);
    QCoro::Task<aws::Credentials> byRole(CredentialsRequest request, PromptContext context,
                                         std::stop_token stop);
    QCoro::Task<aws::Credentials> roleSession(Role role, QString region,
                                              std::chrono::seconds duration, std::stop_token stop);
    /// The key that the request's role session is cached under.
    static QString cacheKey(const CredentialsRequest &request);
    /// A cached or new role session; `anew`: always a new one. Concurrent requests share it.
    QCoro::Task<aws::Credentials> cachedSession(CredentialsRequest request, bool anew,
                                                std::stop_token stop);
    /// Obtains the credentials without prompting; `anew` as above.
    QCoro::Task<aws::Credentials> obtainSilently(CredentialsRequest request, bool anew,
                                                 std::stop_token stop);
    void noteKey(const CredentialsRequest &request, const QByteArray &keyId);
    void use(const Route &route, const QString &account, const QString &region, Time end);
    void reportClock();
    void forget();

    Configuration &configuration_;
    CurrentServer &servers_;
    Session &session_;
    Profiles &profiles_;
    Prompts &prompts_;
    SharedQuestions questions_;
    aws::Sts &sts_;
    Clock &clock_;
    RoleCredentials roles_;
    std::unique_ptr<CredentialCache> cache_;
    /// The key ID that a request got last, and since when, by Clock::elapsed().
    struct Seen {
        QByteArray keyId;
        std::chrono::seconds since{};
    };
    QHash<QString, Seen> seen_;
    QHash<QString, QString> chosen_; ///< during this run, by region and repository
    std::optional<InUse> inUse_;
    QByteArray inUseKeyId_;
    Time lastDrop_{};
    Session::End lastEnd_ = Session::End::Expired;
    bool clockReported_ = false;
};

} // namespace vouch
