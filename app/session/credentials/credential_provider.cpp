// SPDX-License-Identifier: Apache-2.0
#include "session/credentials/credential_provider.h"

#include "aws/arn.h"
#include "aws/credential_cache.h"
#include "aws/profile_plan.h"
#include "aws/sts.h"
#include "core/log.h"
#include "identity/server.h"
#include "session/current_server.h"
#include "session/profiles/profiles.h"
#include "session/prompting/prompts.h"

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto dropPause = 60s;
/// Credentials younger than this are not assumed to be revoked when AWS refuses them.
constexpr auto freshFor = 5min;

} // namespace

CredentialProvider::CredentialProvider(CurrentServer &servers, Session &session, Profiles &profiles,
                                       Prompts &prompts, aws::Sts &sts, Clock &clock)
    : servers_(servers), session_(session), profiles_(profiles), prompts_(prompts), sts_(sts),
      clock_(clock), roles_(servers, session, sts, clock),
      cache_(std::make_unique<CredentialCache<CacheKey>>(clock)) {
    connect(&session_, &Session::began, this, &CredentialProvider::forget);
    connect(&session_, &Session::ended, this, [this](Session::End reason) {
        lastEnd_ = reason;
        forget();
    });
}

CredentialProvider::~CredentialProvider() = default;

QCoro::Task<bool> CredentialProvider::hasLongLivedKeys(Route route, std::stop_token stop) {
    if (!route.isProfile())
        co_return false;
    const aws::ProfilePlan plan = co_await profiles_.plan(route.profile, stop);
    co_return plan.hops.isEmpty() && !plan.keys.sessionToken;
}

QCoro::Task<aws::Credentials> CredentialProvider::obtain(Route route, CredentialsRequest request,
                                                         PromptContext context,
                                                         std::stop_token stop) {
    const aws::Credentials credentials = co_await probe(route, request, context, stop);
    throwIfStopped(stop);
    InUse used{route, {}, route.region, credentials.expiresAt};
    if (route.isProfile()) {
        const aws::ProfilePlan plan = co_await profiles_.plan(route.profile, stop);
        throwIfStopped(stop);
        used.region = plan.region;
        if (!plan.hops.isEmpty())
            used.account = plan.hops.last().role.account;
    } else {
        used.account = roleArn(route.role.arn).account;
    }
    inUse_ = used;
    inUseAccessKeyId_ = credentials.accessKeyId;
    Q_EMIT inUseChanged();
    co_return aws::Credentials(credentials);
}

QCoro::Task<aws::Credentials> CredentialProvider::probe(Route route, CredentialsRequest request,
                                                        PromptContext context,
                                                        std::stop_token stop) {
    aws::Credentials credentials;
    if (route.isProfile()) // GCC 12 destroys twice what an awaiting ?: gives
        credentials = co_await profiles_.credentials(route.profile, request, context, stop);
    else
        credentials = co_await byRole(route, request, context, stop);
    throwIfStopped(stop);
    noteAccessKey({route, request}, credentials.accessKeyId);
    co_return aws::Credentials(credentials);
}

QCoro::Task<aws::Credentials> CredentialProvider::byRole(Route route, CredentialsRequest request,
                                                         PromptContext context,
                                                         std::stop_token stop) {
    servers_.server(); // throws if no server is set up
    bool freshWanted = false;
    for (int attempt = 0;; ++attempt) {
        if (!session_.isActive() || freshWanted) {
            prompts_.requireWindow(context,
                                   session_.isActive()
                                       ? tr("You haven't signed in with your key yet.")
                                       : tr("You are signed out."),
                                   tr("Run: vouch login"));
            co_await prompts_.signedIn(context, stop);
            throwIfStopped(stop);
        }
        std::optional<Error> error;
        bool refused = false;
        try {
            co_return co_await cachedSession(route, request, stop);
        } catch (const identity::Refused &failure) {
            error = failure;
            freshWanted = failure.wantsFreshSignIn(); // the session is still good otherwise
            refused = failure.status() == 401 && !freshWanted;
        } catch (const Error &failure) {
            error = failure;
        }
        throwIfStopped(stop);
        // The session ended during the request, or the server ended it early. Sign in again,
        // once, unless the user signed out on purpose.
        const bool signedOut = !session_.isActive() && lastEnd_ == Session::End::SignedOut;
        const bool sessionLost =
            refused || freshWanted || (error->kind() == Error::Kind::Canceled && !signedOut);
        if (!sessionLost || attempt > 0)
            throw *error;
        if (refused)
            session_.end(Session::End::Refused);
    }
}

CredentialProvider::CacheKey::CacheKey(const Route &route, const CredentialsRequest &request)
    : profile(route.profile), role(route.role.arn), via(route.role.via), region(route.region),
      duration(request.duration > 0s ? request.duration : route.role.duration) {}

QCoro::Task<std::optional<aws::Credentials>> CredentialProvider::renewed(Route route,
                                                                         CredentialsRequest request,
                                                                         QByteArray refusedKeyId,
                                                                         std::stop_token stop) {
    const CacheKey cacheKey(route, request);
    const Seen seen = seen_.value(cacheKey);
    const bool isLast = seen.accessKeyId == refusedKeyId; // otherwise another request renewed it
    if (isLast && clock_.elapsed() - seen.since < freshFor)
        co_return std::nullopt;
    request.bypassCache = isLast;
    std::optional<aws::Credentials> given;
    try {
        given = co_await obtainSilently(route, request, stop);
    } catch (const Error &error) {
        qCInfo(logApp) << "no new credentials after a refusal:" << error.message();
    }
    throwIfStopped(stop);
    if (isLast && !given) // don't try again for a while
        seen_.insert(cacheKey, {refusedKeyId, clock_.elapsed()});
    if (given)
        noteAccessKey(cacheKey, given->accessKeyId);
    co_return std::optional<aws::Credentials>(given);
}

QCoro::Task<aws::Credentials>
CredentialProvider::obtainSilently(Route route, CredentialsRequest request, std::stop_token stop) {
    if (route.isProfile()) {
        PromptContext silent;
        silent.prompting = Prompting::No;
        silent.waiting = [] {};
        co_return co_await profiles_.credentials(route.profile, request, silent, stop);
    }
    if (!session_.isActive())
        throw Error(Error::Kind::PromptNeeded, tr("You are signed out."), tr("Run: vouch login"));
    co_return co_await cachedSession(route, request, stop);
}

QCoro::Task<aws::Credentials>
CredentialProvider::cachedSession(Route route, CredentialsRequest request, std::stop_token stop) {
    const CacheKey cacheKey(route, request);
    const auto minLife =
        request.bypassCache ? beyondAny : usefulLife(request.minLife, cacheKey.duration);
    const CredentialCache<CacheKey>::Fetch fetch = [=, this](std::stop_token stopped) {
        return roleSession(route, request.duration, std::move(stopped));
    };
    const aws::Credentials credentials = co_await cache_->get(cacheKey, minLife, fetch);
    throwIfStopped(stop);
    co_return aws::Credentials(credentials);
}

void CredentialProvider::noteAccessKey(const CacheKey &cacheKey, const QByteArray &accessKeyId) {
    if (seen_.value(cacheKey).accessKeyId != accessKeyId)
        seen_.insert(cacheKey, {accessKeyId, clock_.elapsed()});
}

QCoro::Task<aws::Credentials>
CredentialProvider::roleSession(Route route, std::chrono::seconds duration, std::stop_token stop) {
    const aws::Credentials credentials =
        co_await roles_.ask(route.role, route.region, stop, duration);
    throwIfStopped(stop);
    reportClock();
    co_return aws::Credentials(credentials);
}

void CredentialProvider::drop(const QByteArray &accessKeyId) {
    if (clock_.now() - lastDrop_ < dropPause)
        return;
    const bool fromRole = cache_->drop(accessKeyId);
    if (!profiles_.drop(accessKeyId) && !fromRole)
        return;
    lastDrop_ = clock_.now();
    qCInfo(logApp) << "credentials dropped: the server refused them";
    if (inUseAccessKeyId_ == accessKeyId)
        inUse_.reset();
    Q_EMIT inUseChanged();
}

std::optional<CredentialProvider::InUse> CredentialProvider::inUse() const {
    const bool isOver = inUse_ && inUse_->expiresAt != Time{} && inUse_->expiresAt <= clock_.now();
    return isOver ? std::nullopt : inUse_;
}

std::chrono::seconds CredentialProvider::clockOffset() const {
    const auto server = servers_.clockOffset(), aws = sts_.clocks().largest();
    const auto offset = abs(server) > abs(aws) ? server : aws;
    return abs(offset) < Skew::reportThreshold ? 0s : offset;
}

void CredentialProvider::reportClock() {
    const auto offset = clockOffset();
    const bool isOff = offset != 0s;
    if (std::exchange(clockReported_, isOff) == isOff)
        return;
    if (isOff)
        qCInfo(logApp) << "this computer's clock is off by" << offset.count() << "s, corrected";
    else
        qCInfo(logApp) << "this computer's clock is right again";
    Q_EMIT clockOff(offset.count());
}

void CredentialProvider::forgetAll() {
    inUse_.reset();
    inUseAccessKeyId_.clear();
    profiles_.forget();
    forget();
}

/// For a new session. Credentials from profiles don't belong to it and stay.
void CredentialProvider::forget() {
    cache_->clear(); // cancels requests in progress
    roles_.forget();
    seen_.clear();
    if (inUse_ && !inUse_->route.isProfile())
        inUse_.reset();
    Q_EMIT inUseChanged();
}

} // namespace vouch
