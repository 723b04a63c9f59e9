// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/credentials/role_credentials.h"
#include "session/credentials/routes.h"
#include "session/profiles/credentials_request.h"
#include "session/prompting/prompt_context.h"
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
template <typename Key>
class CredentialCache;
class Profiles;
class Prompts;

/// Obtains AWS credentials for a role, using the signed-in user's session, or for a profile.
/// Prompts the user for a key or an MFA code when needed. GUI thread.
class CredentialProvider : public QObject {
    Q_OBJECT
public:
    /// The arguments must outlive this.
    CredentialProvider(CurrentServer &servers, Session &session, Profiles &profiles,
                       Prompts &prompts, aws::Sts &sts, Clock &clock);
    ~CredentialProvider() override;

    /// Whether the route is a profile with long-lived keys, which `longLived` would return.
    QCoro::Task<bool> hasLongLivedKeys(Route route, std::stop_token stop);
    /// Throws Error: PromptNeeded if a prompt isn't allowed or possible, Snoozed while prompts are
    /// snoozed, TimedOut after 120 s without an answer.
    QCoro::Task<aws::Credentials> obtain(Route route, CredentialsRequest request,
                                         PromptContext context, std::stop_token stop);
    /// The same without changing inUse(), for diagnostics.
    QCoro::Task<aws::Credentials> probe(Route route, CredentialsRequest request,
                                        PromptContext context, std::stop_token stop);

    /// Requests new credentials after AWS refused the ones with `refusedKeyId`, which may have been
    /// revoked. Returns nothing if those are less than five minutes old (the refusal then has
    /// another cause), if it would take a prompt, or if AWS refuses. Throws only when stopped.
    QCoro::Task<std::optional<aws::Credentials>>
    renewed(Route route, CredentialsRequest request, QByteArray refusedKeyId, std::stop_token stop);
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
    /// Identifies a route's credentials of one lifetime.
    struct CacheKey {
        QString profile, role, via, region; ///< `role` and `via` are ARNs
        std::chrono::seconds duration;

        CacheKey(const Route &route, const CredentialsRequest &request);
        bool operator==(const CacheKey &) const = default;
        friend size_t qHash(const CacheKey &cacheKey, size_t seed) noexcept {
            return qHashMulti(seed, cacheKey.profile, cacheKey.role, cacheKey.via, cacheKey.region,
                              cacheKey.duration.count());
        }
    };

    QCoro::Task<aws::Credentials> byRole(Route route, CredentialsRequest request,
                                         PromptContext context, std::stop_token stop);
    QCoro::Task<aws::Credentials> roleSession(Route route, std::chrono::seconds duration,
                                              std::stop_token stop);
    /// A cached or new role session. Concurrent requests share it.
    QCoro::Task<aws::Credentials> cachedSession(Route route, CredentialsRequest request,
                                                std::stop_token stop);
    /// Obtains the credentials without prompting.
    QCoro::Task<aws::Credentials> obtainSilently(Route route, CredentialsRequest request,
                                                 std::stop_token stop);
    void noteAccessKey(const CacheKey &cacheKey, const QByteArray &accessKeyId);
    void reportClock();
    void forget();

    CurrentServer &servers_;
    Session &session_;
    Profiles &profiles_;
    Prompts &prompts_;
    aws::Sts &sts_;
    Clock &clock_;
    RoleCredentials roles_;
    std::unique_ptr<CredentialCache<CacheKey>> cache_;
    /// The key ID that a request got last, and since when, by Clock::elapsed().
    struct Seen {
        QByteArray accessKeyId;
        std::chrono::seconds since{};
    };
    QHash<CacheKey, Seen> seen_;
    std::optional<InUse> inUse_;
    QByteArray inUseAccessKeyId_;
    Time lastDrop_{};
    Session::End lastEnd_ = Session::End::Expired;
    bool clockReported_ = false;
};

} // namespace vouch
