// SPDX-License-Identifier: Apache-2.0
#include "session/credential_cache.h"

#include "core/clock.h"

namespace vouch {

QCoro::Task<aws::Credentials> CredentialCache::get(QString key, std::chrono::seconds leastLife,
                                                   Ask ask) {
    if (const auto kept = find(key, leastLife))
        co_return aws::Credentials(*kept);
    auto flight = flights_.value(key);
    if (!flight) {
        flight = std::make_shared<Flight>();
        flights_.insert(key, flight);
        flight->story =
            Story([=, this](std::stop_token stop) { return run(key, ask, std::move(stop)); },
                  [=, this](const Error &error) {
                      if (const auto failed = flights_.take(key))
                          failed->outcome.fail(error);
                  });
    }
    // Only the future: clear() ends a flight by dropping it, which tells everybody who waits.
    const auto answer = flight->outcome.future();
    flight.reset();
    co_return co_await answer;
}

QCoro::Task<> CredentialCache::run(QString key, Ask ask, std::stop_token stop) {
    const aws::Credentials credentials = co_await ask(stop);
    throwIfStopped(stop);
    keep(key, credentials);
    if (const auto flight = flights_.take(key))
        flight->outcome.deliver(credentials);
}

std::optional<aws::Credentials> CredentialCache::find(const QString &key,
                                                      std::chrono::seconds leastLife) const {
    const auto held = held_.constFind(key);
    if (held == held_.constEnd() ||
        (held->expiresAt != Time{} && held->expiresAt - clock_.now() <= leastLife))
        return std::nullopt;
    return *held;
}

void CredentialCache::keep(const QString &key, const aws::Credentials &credentials) {
    held_.insert(key, credentials);
}

bool CredentialCache::drop(const QByteArray &accessKeyId) {
    return held_.removeIf(
               [&accessKeyId](const std::pair<const QString &, aws::Credentials &> &one) {
                   return one.second.accessKeyId == accessKeyId;
               }) > 0;
}

void CredentialCache::clear() {
    held_.clear();
    flights_.clear();
}

} // namespace vouch
