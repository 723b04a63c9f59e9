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

/// Which credentials are wanted.
struct CredentialsRequest {
    Route route;
    QString region; ///< whose STS is asked, where the role or profile names none; may be empty
    /// The least time they have to be good for; what is kept is renewed before.
    std::chrono::seconds minLife{300};
    /// How long a role session is to last; zero: as the role or profile says.
    std::chrono::seconds duration{0};
    /// A profile without a role gives its long-lived keys themselves, not a session of theirs.
    bool longLived = false;
    /// Only to be looked at: what is given is not told to be in use.
    bool isLook = false;
};

/// Gives AWS credentials for a role, by the session of whoever is signed in, or for a profile.
/// Whatever a person has to do for it is asked of them: the key, a code. GUI thread.
class CredentialProvider : public QObject {
    Q_OBJECT
public:
    CredentialProvider(Configuration &configuration, CurrentServer &servers, Session &session,
                       Profiles &profiles, Questions &questions, Prompts &prompts, aws::Sts &sts,
                       Clock &clock);
    ~CredentialProvider() override;

    /// A role or a profile by its name, a role first; for an empty name the settings' own choice,
    /// or that of the asker's AWS_PROFILE. Throws NotFound with the nearest names.
    QCoro::Task<Route> find(QString name, AwsVariables variables, std::stop_token stop);
    /// What a repository gets; the asker's AWS_PROFILE may have a say (routes.h). Where the
    /// settings leave it open the person is asked, if `context` allows it, and the answer
    /// remembered as a rule.
    QCoro::Task<Route> choose(QString userName, QString region, QString repository,
                              PromptContext context, std::stop_token stop);
    /// Whether the route has long-lived keys of its own, which `longLived` would give away.
    QCoro::Task<bool> hasLongLivedKeys(Route route, std::stop_token stop);
    /// Throws Error: PromptNeeded where nobody may or can be asked, PromptSnooze where the person
    /// wants no question for now, TimedOut after 120 s without an answer.
    QCoro::Task<aws::Credentials> obtain(CredentialsRequest request, PromptContext context,
                                         std::stop_token stop);

    /// The same request anew, after AWS refused what came from `refusedKeyId`, which may be
    /// revoked. Nothing where that was given less than five minutes ago, so that the refusal is the
    /// truth; where a person would have to be asked; and where AWS gives nothing. Only a stop is
    /// thrown.
    QCoro::Task<std::optional<aws::Credentials>>
    renewed(CredentialsRequest request, QByteArray refusedKeyId, std::stop_token stop);
    /// Forgets all of them, also those of profiles: the person signed out.
    void forgetAll();
    /// The server refused what came from this key: it is forgotten, at most once a minute.
    void drop(const QByteArray &accessKeyId);

    /// What was given last, while it lives.
    struct InUse {
        Route route;
        QString account; ///< twelve digits; may be empty
        QString region;  ///< may be empty
        Time expiresAt{};
    };
    std::optional<InUse> inUse() const;
    /// By how much this computer's clock is off, as far as the server and AWS have told; zero: it
    /// is right.
    std::chrono::seconds clockOffset() const;

Q_SIGNALS:
    void inUseChanged();
    /// This computer's clock was found to be off by so many seconds, or, with 0, to be right again.
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
    /// What a role session of the request is kept under.
    static QString cacheKey(const CredentialsRequest &request);
    /// A role's session, kept or new; `anew`: none that is kept. All who come meanwhile share it.
    QCoro::Task<aws::Credentials> keptSession(CredentialsRequest request, bool anew,
                                              std::stop_token stop);
    /// The request, whatever it is, without context a person; `anew` as above.
    QCoro::Task<aws::Credentials> unasked(CredentialsRequest request, bool anew,
                                          std::stop_token stop);
    void saw(const CredentialsRequest &request, const QByteArray &keyId);
    void use(const Route &route, const QString &account, const QString &region, Time end);
    void sayClock();
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
    /// Which key a request got last, and since when, by Clock::elapsed.
    struct Seen {
        QByteArray keyId;
        std::chrono::seconds since{};
    };
    QHash<QString, Seen> seen_;
    QHash<QString, QString> chosen_; ///< in this run, by region and repository
    std::optional<InUse> inUse_;
    QByteArray inUseKeyId_;
    Time lastDrop_{};
    Session::End lastEnd_ = Session::End::Expired;
    bool clockSaid_ = false;
};

} // namespace vouch
