// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credentials.h"
#include "core/clock.h"
#include "core/deferred.h"
#include "core/scoped_task.h"

#include <QCoro/QCoroTask>

#include <QHash>
#include <QString>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace vouch {

/// Longer than any credentials live: no cached credentials are good enough.
inline constexpr std::chrono::hours beyondAny{1000};

/// How much lifetime cached credentials must have left to be used: `wanted`, but at most half of
/// their `full` lifetime (zero: unknown). With more, short-lived ones would be requested each time,
/// and refused if two clocks differ by a second.
inline std::chrono::seconds usefulLife(std::chrono::seconds wanted, std::chrono::seconds full) {
    return full > std::chrono::seconds(0) ? std::min(wanted, full / 2) : wanted;
}

/// Temporary AWS credentials by the caller's cache key, in memory only. Simultaneous requests for
/// the same key share one call to AWS. Expiry is tracked by the wall clock and by the time since
/// boot, and the earlier end counts, because the clock can be set. GUI thread.
class CredentialCache {
public:
    explicit CredentialCache(Clock &clock) : clock_(clock) {}

    using Fetch = std::function<QCoro::Task<aws::Credentials>(std::stop_token)>;
    /// The cached credentials if they're valid for longer than `minLife`, otherwise those that
    /// `fetch` gives, which are then cached. Throws what `fetch` throws, and Cancelled after
    /// clear().
    QCoro::Task<aws::Credentials> get(QString key, std::chrono::seconds minLife, Fetch fetch);

    /// Nullopt if none are cached that are valid for longer than `minLife`. Their `expiresAt` is
    /// the earlier end, by the current wall clock.
    std::optional<aws::Credentials> find(const QString &key,
                                         std::chrono::seconds minLife = {}) const;
    void keep(const QString &key, const aws::Credentials &credentials);
    /// Whether there are neither unexpired credentials nor pending requests.
    bool isEmpty() const;
    /// When the last of the credentials expires; the epoch if none does.
    Time lastEnd() const;
    /// Drops the credentials with this access key ID. Returns whether there were any.
    bool drop(const QByteArray &accessKeyId);
    /// Drops everything. Pending requests fail with Cancelled.
    void clear();

private:
    struct Held {
        aws::Credentials credentials;
        std::chrono::seconds end; ///< by Clock::elapsed(); only for those that expire
    };
    std::optional<aws::Credentials> living(const Held &held, std::chrono::seconds minLife) const;
    struct Flight {
        Deferred<aws::Credentials> deferred;
        ScopedTask task;
    };
    QCoro::Task<> run(QString key, Fetch fetch, std::stop_token stop);

    Clock &clock_;
    QHash<QString, Held> held_;
    QHash<QString, std::shared_ptr<Flight>> flights_;
};

} // namespace vouch
