// SPDX-License-Identifier: Apache-2.0
#include "session/profiles/profiles.h"

#include "aws/credential_cache.h"
#include "aws/credential_process.h"
#include "aws/profile_plan.h"
#include "aws/stored_keys.h"
#include "aws/sts.h"
#include "session/profiles/mfa_sessions.h"

#include <QCoreApplication>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using aws::ProfilePlan;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::Profiles)
};

constexpr qsizetype maxShownOfName = 60;

/// The lifetime requested from AWS; zero: not specified, or at least a user session's.
std::chrono::seconds requestedLife(const ProfilePlan &plan, std::chrono::seconds requested) {
    return requested > 0s || plan.hops.isEmpty() ? requested : plan.hops.last().duration;
}

Error tooShort(const QString &profile, Time end) {
    return {Error::Kind::Server,
            Strings::tr("The AWS credentials of “%1” expire at %2, too soon to be useful.")
                .arg(profile, dayTime(end)),
            Strings::tr("Renew them at their source, then try again.")};
}

/// Adds which line of the files set the region that AWS refused.
[[noreturn]] void throwWithRegionHint(const aws::StsRefused &refused, const ProfilePlan &plan) {
    const QString hint =
        plan.region.isEmpty()
            ? Strings::tr(
                  "Add a line “region = REGION” with another region to the AWS profile “%1”.")
                  .arg(plan.profile)
            : Strings::tr(
                  "Change the line “region = %1” in the AWS profile “%2” to another region.")
                  .arg(plan.region, plan.profile);
    throw aws::withRegionHint(refused, hint);
}

} // namespace

struct Profiles::CustomSts {
    CustomSts(const QString &file, const Clock &clock) : sts(http, clock) {
        http.trust(http::readAuthorities(file));
    }
    http::Client http{
        QCoreApplication::translate("vouch::Profiles", "Check ca_bundle in ~/.aws/config.")};
    aws::Sts sts;
};

Profiles::Profiles(Keychain &keychain, aws::Sts &sts, Questions &questions, Prompts &prompts,
                   Clock &clock)
    : sts_(sts), clock_(clock), stored_(std::make_unique<StoredKeys>(keychain)),
      mfa_(std::make_unique<MfaSessions>(questions, prompts, clock)),
      cache_(std::make_unique<CredentialCache<CacheKey>>(clock)) {
    setFiles({}, {});
}

Profiles::~Profiles() = default;

Profiles::CacheKey::CacheKey(const ProfilePlan &profilePlan, const CredentialsRequest &request)
    : plan(profilePlan.identity()), duration(request.duration), longLived(request.longLived) {}

QCoro::Task<ProfilePlan> Profiles::plan(QString profile, std::stop_token stop) {
    const QSet<QString> stored = co_await stored_->profiles(stop);
    throwIfStopped(stop);
    co_return co_await planWith(profile, stored, stop);
}

QCoro::Task<aws::Credentials> Profiles::credentials(QString profile, CredentialsRequest request,
                                                    PromptContext context, std::stop_token stop) {
    const auto plan = std::make_shared<const ProfilePlan>(co_await this->plan(profile, stop));
    throwIfStopped(stop);
    if (plan->source == ProfilePlan::Source::Environment)
        co_return co_await byEnvironment(*plan, request, context.variables.keys, stop);
    const auto minLife = usefulLife(request.minLife, requestedLife(*plan, request.duration));
    const std::chrono::seconds minCached = request.bypassCache ? beyondAny : minLife;
    const CacheKey cacheKey(*plan, request);
    const bool givesKeys = request.longLived && plan->hops.isEmpty();
    std::optional<aws::Credentials> session;
    // Not within the cache's fetch: each requester must join the prompt with its own context.
    if (!plan->mfaSerial.isEmpty() && !givesKeys && !cache_->find(cacheKey, minCached)) {
        session = co_await mfaSession(plan, request, minLife, context, stop);
        throwIfStopped(stop);
    }
    const CredentialCache<CacheKey>::Fetch fetch = [=, this](std::stop_token stopped) {
        return follow(plan, request, session, std::move(stopped));
    };
    aws::Credentials credentials;
    try {
        credentials = co_await cache_->get(cacheKey, minCached, fetch);
    } catch (const aws::StsRefused &refused) {
        throwWithRegionHint(refused, *plan);
    }
    throwIfStopped(stop);
    if (credentials.expiresAt != Time{} && credentials.expiresAt - clock_.now() < minLife)
        throw tooShort(profile, credentials.expiresAt);
    Q_EMIT changed();
    co_return aws::Credentials(credentials);
}

QCoro::Task<aws::Credentials> Profiles::mfaSession(std::shared_ptr<const ProfilePlan> plan,
                                                   CredentialsRequest request,
                                                   std::chrono::seconds minLife,
                                                   PromptContext context, std::stop_token stop) {
    const bool isLast = plan->hops.isEmpty();
    const auto life = isLast && request.duration > 0s ? request.duration : userSessionLife;
    MfaSessions::Request mfa;
    mfa.cacheKey = {plan->mfaSerial, plan->sourceProfile, life};
    mfa.profile = plan->profile;
    mfa.process = plan->mfaProcess;
    mfa.minLife = minLife;
    mfa.send = [=, this](SharedSecret code, std::stop_token stopped) {
        return userSession(plan, life, std::move(code), std::move(stopped));
    };
    const auto forgotten = forgotten_;
    aws::Credentials session;
    try {
        session = co_await mfa_->session(mfa, context, stop);
    } catch (const aws::StsRefused &refused) {
        throwWithRegionHint(refused, *plan);
    }
    throwIfStopped(stop);
    if (forgotten_ != forgotten) // the user signed out in the meantime
        throw canceled();
    co_return aws::Credentials(session);
}

/// Uses keys that came with the request. Nothing is cached: the next request may have others, or
/// none.
QCoro::Task<aws::Credentials> Profiles::byEnvironment(ProfilePlan plan, CredentialsRequest request,
                                                      AwsVariables::Keys keys,
                                                      std::stop_token stop) {
    if (!plan.mfaSerial.isEmpty() && !keys.token)
        throw Error(
            Error::Kind::Unsupported,
            Strings::tr("The AWS profile “%1” needs an MFA code for keys from the environment, "
                        "and Vouch doesn't store those keys.")
                .arg(plan.profile.left(maxShownOfName)),
            Strings::tr("Use source_profile instead of credential_source."));
    if (keys.id.isEmpty() || !keys.secret)
        throw Error(Error::Kind::NotSetUp,
                    Strings::tr("The AWS profile “%1” takes its keys from the environment, but the "
                                "request came without any.")
                        .arg(plan.profile.left(maxShownOfName)),
                    Strings::tr("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for vouch exec or "
                                "vouch credential aws; for git, use source_profile."));
    plan.keys = {keys.id, keys.secret, keys.token, {}};
    const auto shared = std::make_shared<const ProfilePlan>(plan);
    co_return co_await follow(shared, request, std::nullopt, stop);
}

QCoro::Task<aws::Credentials> Profiles::sourceKeys(std::shared_ptr<const ProfilePlan> plan,
                                                   std::stop_token stop) {
    switch (plan->source) {
    case ProfilePlan::Source::Keychain:
        co_return co_await stored_->read(plan->sourceProfile, stop);
    case ProfilePlan::Source::Process:
        co_return co_await aws::credentialsFromProcess(plan->process, plan->sourceProfile,
                                                       clock_.now(), stop);
    case ProfilePlan::Source::Environment:
        co_return aws::Credentials(plan->keys);
    case ProfilePlan::Source::File:
        break;
    }
    const aws::Credentials keys = plan->keys;
    if (keys.expiresAt != Time{} && keys.expiresAt <= clock_.now())
        throw Error(Error::Kind::Server,
                    Strings::tr("The temporary keys of “%1” in %2 have expired.")
                        .arg(plan->sourceProfile, plan->keysFile),
                    Strings::tr("Renew them with the tool that created them."));
    co_return aws::Credentials(keys);
}

/// `code` may be null.
QCoro::Task<aws::Credentials> Profiles::userSession(std::shared_ptr<const ProfilePlan> plan,
                                                    std::chrono::seconds duration,
                                                    SharedSecret code, std::stop_token stop) {
    const aws::Credentials keys = co_await sourceKeys(plan, stop);
    throwIfStopped(stop);
    const QString serial = code ? plan->mfaSerial : QString();
    const aws::SessionTokenRequest request{plan->endpoint(), serial, code, duration};
    const aws::StsCaller caller{keys, plan->sourceProfile};
    const auto sts = stsFor(*plan);
    co_return co_await sts->getSessionToken(request, caller, stop);
}

QCoro::Task<aws::Credentials> Profiles::follow(std::shared_ptr<const ProfilePlan> plan,
                                               CredentialsRequest request,
                                               std::optional<aws::Credentials> session,
                                               std::stop_token stop) {
    aws::Credentials current;
    if (session) {
        current = *session;
    } else {
        current = co_await sourceKeys(plan, stop);
        throwIfStopped(stop);
        // Keep long-lived keys here and return a session that expires.
        if (plan->hops.isEmpty() && !current.sessionToken && !request.longLived) {
            const auto life = request.duration > 0s ? request.duration : userSessionLife;
            co_return co_await userSession(plan, life, nullptr, stop);
        }
    }
    for (qsizetype i = 0; i < plan->hops.size(); ++i) {
        const aws::RoleHop &hop = plan->hops[i];
        auto duration = hop.duration;
        if (i + 1 == plan->hops.size() && request.duration > 0s)
            duration = request.duration;
        if (current.sessionToken)
            duration = std::min(duration, aws::maxChained);
        const QString name =
            hop.sessionName.isEmpty() ? u"vouch-"_s + plan->profile : hop.sessionName;
        const aws::AssumeRoleRequest assume{hop.role, plan->endpoint(), name, hop.externalId,
                                            duration};
        const aws::StsCaller caller{current, plan->sourceProfile};
        const auto sts = stsFor(*plan);
        current = co_await sts->assumeRole(assume, caller, stop);
        throwIfStopped(stop);
    }
    co_return aws::Credentials(current);
}

std::shared_ptr<aws::Sts> Profiles::stsFor(const ProfilePlan &plan) {
    // As in the AWS CLI, AWS_CA_BUNDLE takes precedence over the profile. The settings come last.
    if (plan.caBundle.isEmpty() || !aws::caBundle().isEmpty())
        return {std::shared_ptr<void>(), &sts_}; // outlives this
    auto &custom = customSts_[plan.caBundle];
    if (!custom)
        custom = std::make_shared<CustomSts>(plan.caBundle, clock_);
    return {custom, &custom->sts};
}

bool Profiles::drop(const QByteArray &accessKeyId) {
    const bool cached = cache_->drop(accessKeyId);
    const bool session = mfa_->drop(accessKeyId);
    if (cached || session)
        Q_EMIT changed();
    return cached || session;
}

bool Profiles::holdsAny() const {
    return !cache_->isEmpty() || !mfa_->isEmpty();
}

Time Profiles::lastEnd() const {
    return std::max(cache_->lastEnd(), mfa_->lastEnd());
}

void Profiles::forget() {
    ++forgotten_;
    cache_->clear();
    mfa_->forget();
    Q_EMIT changed();
}

} // namespace vouch
