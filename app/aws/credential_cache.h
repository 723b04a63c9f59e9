// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credentials.h"
#include "core/clock.h"
#include "core/deferred.h"
#include "core/scoped_task.h"

#include <QCoro/QCoroTask>

#include <QHash>

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

/// Temporary AWS credentials by the caller's `CacheKey`, in memory only. `CacheKey` needs `==` and
/// qHash(). Simultaneous requests for the same one share one call to AWS. Expiry is tracked by the
/// wall clock and by the time since boot, and the earlier end counts, because the clock can be set.
/// GUI thread.
template <typename CacheKey>
class CredentialCache {
public:
    explicit CredentialCache(Clock &clock) : clock_(clock) {}

    using Fetch = std::function<QCoro::Task<aws::Credentials>(std::stop_token)>;
    /// The cached credentials if they're valid for longer than `minLife`, otherwise those that
    /// `fetch` gives, which are then cached. Throws what `fetch` throws, and Canceled after
    /// clear().
    QCoro::Task<aws::Credentials> get(CacheKey cacheKey, std::chrono::seconds minLife, Fetch fetch);

    /// Nullopt if none are cached that are valid for longer than `minLife`. Their `expiresAt` is
    /// the earlier end, by the current wall clock.
    std::optional<aws::Credentials> find(const CacheKey &cacheKey,
                                         std::chrono::seconds minLife = {}) const;
    void keep(const CacheKey &cacheKey, const aws::Credentials &credentials);
    /// Whether there are neither unexpired credentials nor pending requests.
    bool isEmpty() const;
    /// When the last of the credentials expires; the epoch if none does.
    Time lastEnd() const;
    /// Drops the credentials with this access key ID. Returns whether there were any.
    bool drop(const QByteArray &accessKeyId);
    /// Drops everything. Pending requests fail with Canceled.
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
    QCoro::Task<> run(CacheKey cacheKey, Fetch fetch, std::stop_token stop);

    Clock &clock_;
    QHash<CacheKey, Held> held_;
    QHash<CacheKey, std::shared_ptr<Flight>> flights_;
};

template <typename CacheKey>
QCoro::Task<aws::Credentials>
CredentialCache<CacheKey>::get(CacheKey cacheKey, std::chrono::seconds minLife, Fetch fetch) {
    if (const auto kept = find(cacheKey, minLife))
        co_return aws::Credentials(*kept);
    auto flight = flights_.value(cacheKey);
    if (!flight) {
        flight = std::make_shared<Flight>();
        flights_.insert(cacheKey, flight);
        flight->task = ScopedTask(
            [=, this](std::stop_token stop) { return run(cacheKey, fetch, std::move(stop)); },
            [=, this](const Error &error) {
                if (const auto failed = flights_.take(cacheKey))
                    failed->deferred.fail(error);
            });
    }
    // Hold only the future: clear() drops the flight, which fails everyone who awaits it.
    const auto answer = flight->deferred.future();
    flight.reset();
    co_return co_await answer;
}

template <typename CacheKey>
QCoro::Task<> CredentialCache<CacheKey>::run(CacheKey cacheKey, Fetch fetch, std::stop_token stop) {
    const aws::Credentials credentials = co_await fetch(stop);
    throwIfStopped(stop);
    keep(cacheKey, credentials);
    if (const auto flight = flights_.take(cacheKey))
        flight->deferred.deliver(credentials);
}

template <typename CacheKey>
std::optional<aws::Credentials>
CredentialCache<CacheKey>::find(const CacheKey &cacheKey, std::chrono::seconds minLife) const {
    const auto held = held_.constFind(cacheKey);
    return held == held_.constEnd() ? std::nullopt : living(*held, minLife);
}

template <typename CacheKey>
std::optional<aws::Credentials>
CredentialCache<CacheKey>::living(const Held &held, std::chrono::seconds minLife) const {
    aws::Credentials credentials = held.credentials;
    if (credentials.expiresAt == Time{})
        return credentials;
    const Time now = clock_.now();
    const auto left = std::min(credentials.expiresAt - now, held.end - clock_.elapsed());
    if (left <= minLife)
        return std::nullopt;
    credentials.expiresAt = now + left;
    return credentials;
}

template <typename CacheKey>
bool CredentialCache<CacheKey>::isEmpty() const {
    return flights_.isEmpty() && std::ranges::none_of(held_, [this](const Held &held) {
               return living(held, {}).has_value();
           });
}

template <typename CacheKey>
Time CredentialCache<CacheKey>::lastEnd() const {
    Time last{};
    for (const Held &held : held_)
        if (const auto credentials = living(held, {}))
            last = std::max(last, credentials->expiresAt);
    return last;
}

template <typename CacheKey>
void CredentialCache<CacheKey>::keep(const CacheKey &cacheKey,
                                     const aws::Credentials &credentials) {
    held_.insert(cacheKey,
                 {credentials, clock_.elapsed() + (credentials.expiresAt - clock_.now())});
}

template <typename CacheKey>
bool CredentialCache<CacheKey>::drop(const QByteArray &accessKeyId) {
    return held_.removeIf([&accessKeyId](const std::pair<const CacheKey &, Held &> &one) {
        return one.second.credentials.accessKeyId == accessKeyId;
    }) > 0;
}

template <typename CacheKey>
void CredentialCache<CacheKey>::clear() {
    held_.clear();
    flights_.clear();
}

} // namespace vouch
