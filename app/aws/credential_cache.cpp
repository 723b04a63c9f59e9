// SPDX-License-Identifier: Apache-2.0
#include "aws/credential_cache.h"

#include <algorithm>

namespace vouch {

QCoro::Task<aws::Credentials> CredentialCache::get(QString key, std::chrono::seconds minLife,
                                                   Fetch fetch) {
    if (const auto kept = find(key, minLife))
        co_return aws::Credentials(*kept);
    auto flight = flights_.value(key);
    if (!flight) {
        flight = std::make_shared<Flight>();
        flights_.insert(key, flight);
        flight->task =
            ScopedTask([=, this](std::stop_token stop) { return run(key, fetch, std::move(stop)); },
                       [=, this](const Error &error) {
                           if (const auto failed = flights_.take(key))
                               failed->deferred.fail(error);
                       });
    }
    // Hold only the future: clear() drops the flight, which fails everyone who awaits it.
    const auto answer = flight->deferred.future();
    flight.reset();
    co_return co_await answer;
}

QCoro::Task<> CredentialCache::run(QString key, Fetch fetch, std::stop_token stop) {
    const aws::Credentials credentials = co_await fetch(stop);
    throwIfStopped(stop);
    keep(key, credentials);
    if (const auto flight = flights_.take(key))
        flight->deferred.deliver(credentials);
}

std::optional<aws::Credentials> CredentialCache::find(const QString &key,
                                                      std::chrono::seconds minLife) const {
    const auto held = held_.constFind(key);
    return held == held_.constEnd() ? std::nullopt : living(*held, minLife);
}

std::optional<aws::Credentials> CredentialCache::living(const Held &held,
                                                        std::chrono::seconds minLife) const {
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

bool CredentialCache::isEmpty() const {
    return flights_.isEmpty() && std::ranges::none_of(held_, [this](const Held &held) {
               return living(held, {}).has_value();
           });
}

Time CredentialCache::lastEnd() const {
    Time last{};
    for (const Held &held : held_)
        if (const auto credentials = living(held, {}))
            last = std::max(last, credentials->expiresAt);
    return last;
}

void CredentialCache::keep(const QString &key, const aws::Credentials &credentials) {
    held_.insert(key, {credentials, clock_.elapsed() + (credentials.expiresAt - clock_.now())});
}

bool CredentialCache::drop(const QByteArray &accessKeyId) {
    return held_.removeIf([&accessKeyId](const std::pair<const QString &, Held &> &one) {
        return one.second.credentials.accessKeyId == accessKeyId;
    }) > 0;
}

void CredentialCache::clear() {
    held_.clear();
    flights_.clear();
}

} // namespace vouch
