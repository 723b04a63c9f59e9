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

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::Profiles)
};

constexpr qsizetype maxShownOfName = 60;

/// How long what is asked of AWS lives; zero: nothing says so, or no less than a user's session.
std::chrono::seconds askedLife(const ProfilePlan &plan, std::chrono::seconds requested) {
    return requested > 0s || plan.hops.isEmpty() ? requested : plan.hops.last().duration;
}

Error tooShort(const QString &profile, Time end) {
    return {Error::Kind::Server,
            Text::tr("The AWS credentials of “%1” end at %2, too soon to be handed on.")
                .arg(profile, dayTime(end)),
            Text::tr("Renew them where they come from, then try again.")};
}

/// Which line of the person's files chose the region that AWS refused.
[[noreturn]] void throwWithRegionHint(const aws::StsRefused &refused, const ProfilePlan &plan) {
    const QString hint =
        plan.region.isEmpty()
            ? Text::tr("Give the AWS profile “%1” a line “region = REGION” with another one.")
                  .arg(plan.profile)
            : Text::tr("Change the line “region = %1” of the AWS profile “%2” to another one.")
                  .arg(plan.region, plan.profile);
    throw aws::withRegionHint(refused, hint);
}

} // namespace

struct Profiles::Trusting {
    Trusting(const QString &file, const Clock &clock) : sts(http, clock) {
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
      cache_(std::make_unique<CredentialCache>(clock)) {
    setFiles({}, {});
}

Profiles::~Profiles() = default;

QString Profiles::cacheKey(const Request &wanted, const ProfilePlan &plan) {
    return u"%1 %2 %3"_s.arg(wanted.longLived ? u"keys"_s : u"session"_s,
                             QString::number(wanted.duration.count()), plan.identity());
}

QCoro::Task<ProfilePlan> Profiles::plan(QString profile, std::stop_token stop) {
    const QSet<QString> stored = co_await stored_->profiles(stop);
    throwIfStopped(stop);
    co_return co_await planWith(profile, stored, stop);
}

QCoro::Task<aws::Credentials> Profiles::credentials(Request wanted, PromptContext context,
                                                    std::stop_token stop) {
    const auto plan =
        std::make_shared<const ProfilePlan>(co_await this->plan(wanted.profile, stop));
    throwIfStopped(stop);
    if (plan->source == ProfilePlan::Source::Environment)
        co_return co_await byEnvironment(*plan, wanted, context.variables.keys, stop);
    const bool givesKeys = wanted.longLived && plan->hops.isEmpty();
    const auto minLife = usefulLife(wanted.minLife, askedLife(*plan, wanted.duration));
    const QString key = cacheKey(wanted, *plan);
    const std::chrono::seconds keptFor = wanted.anew ? beyondAny : minLife;
    const auto forgotten = forgotten_;
    std::optional<aws::Credentials> session;
    if (!plan->mfaSerial.isEmpty() && !givesKeys && !cache_->find(key, keptFor)) {
        const bool isLast = plan->hops.isEmpty();
        const auto life = isLast && wanted.duration > 0s ? wanted.duration : userSessionLife;
        MfaSessions::Request code;
        code.serial = plan->mfaSerial;
        code.keys = plan->sourceProfile;
        code.profile = wanted.profile;
        code.process = plan->mfaProcess;
        code.life = life;
        code.minLife = minLife;
        code.send = [=, this](SharedSecret digits, std::stop_token stopped) {
            return userSession(plan, life, std::move(digits), std::move(stopped));
        };
        try {
            session = co_await mfa_->session(code, context, stop);
        } catch (const aws::StsRefused &refused) {
            throwWithRegionHint(refused, *plan);
        }
        throwIfStopped(stop);
        if (forgotten_ != forgotten) // the person signed out meanwhile
            throw cancelled();
    }
    const CredentialCache::Ask ask = [=, this](std::stop_token stopped) {
        return carryOut(plan, wanted, session, std::move(stopped));
    };
    aws::Credentials credentials;
    try {
        credentials = co_await cache_->get(key, keptFor, ask);
    } catch (const aws::StsRefused &refused) {
        throwWithRegionHint(refused, *plan);
    }
    throwIfStopped(stop);
    if (credentials.expiresAt != Time{} && credentials.expiresAt - clock_.now() < minLife)
        throw tooShort(wanted.profile, credentials.expiresAt);
    Q_EMIT changed();
    co_return aws::Credentials(credentials);
}

/// By keys that came with the request. Nothing of it is kept: the next one may have others, or
/// none.
QCoro::Task<aws::Credentials> Profiles::byEnvironment(ProfilePlan plan, Request wanted,
                                                      AwsVariables::Keys keys,
                                                      std::stop_token stop) {
    if (!plan.mfaSerial.isEmpty() && !keys.token)
        throw Error(Error::Kind::Unsupported,
                    Text::tr("The AWS profile “%1” wants an MFA code for keys of the environment, "
                             "which Vouch does not keep.")
                        .arg(plan.profile.left(maxShownOfName)),
                    Text::tr("Use source_profile instead of credential_source."));
    if (keys.id.isEmpty() || !keys.secret)
        throw Error(Error::Kind::NotSetUp,
                    Text::tr("The AWS profile “%1” takes its keys from the environment of whoever "
                             "asks, and none came with the request.")
                        .arg(plan.profile.left(maxShownOfName)),
                    Text::tr("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for vouch exec or "
                             "vouch credential aws; for git, use source_profile."));
    plan.keys = {keys.id, keys.secret, keys.token, {}};
    const auto shared = std::make_shared<const ProfilePlan>(plan);
    co_return co_await carryOut(shared, wanted, std::nullopt, stop);
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
                    Text::tr("The temporary keys of “%1” in %2 have expired.")
                        .arg(plan->sourceProfile, plan->keysFile),
                    Text::tr("Renew them with what made them."));
    co_return aws::Credentials(keys);
}

/// `code` null: without one.
QCoro::Task<aws::Credentials> Profiles::userSession(std::shared_ptr<const ProfilePlan> plan,
                                                    std::chrono::seconds duration,
                                                    SharedSecret code, std::stop_token stop) {
    const aws::Credentials keys = co_await sourceKeys(plan, stop);
    throwIfStopped(stop);
    const QString serial = code ? plan->mfaSerial : QString();
    const aws::SessionTokenRequest question{plan->place(), serial, code, duration};
    const aws::StsCaller caller{keys, plan->sourceProfile};
    const auto sts = stsFor(*plan);
    co_return co_await sts->getSessionToken(question, caller, stop);
}

QCoro::Task<aws::Credentials> Profiles::carryOut(std::shared_ptr<const ProfilePlan> plan,
                                                 Request wanted,
                                                 std::optional<aws::Credentials> session,
                                                 std::stop_token stop) {
    aws::Credentials current;
    if (session) {
        current = *session;
    } else {
        current = co_await sourceKeys(plan, stop);
        throwIfStopped(stop);
        // Long-lived keys stay here: what is handed on ends by itself.
        if (plan->hops.isEmpty() && !current.sessionToken && !wanted.longLived) {
            const auto life = wanted.duration > 0s ? wanted.duration : userSessionLife;
            co_return co_await userSession(plan, life, nullptr, stop);
        }
    }
    for (qsizetype i = 0; i < plan->hops.size(); ++i) {
        const aws::RoleHop &hop = plan->hops[i];
        auto duration = hop.duration;
        if (i + 1 == plan->hops.size() && wanted.duration > 0s)
            duration = wanted.duration;
        if (current.sessionToken)
            duration = std::min(duration, aws::maxChained);
        const QString name =
            hop.sessionName.isEmpty() ? u"vouch-"_s + wanted.profile : hop.sessionName;
        const aws::AssumeRoleRequest question{hop.role, plan->place(), name, hop.externalId,
                                              duration};
        const aws::StsCaller caller{current, plan->sourceProfile};
        const auto sts = stsFor(*plan);
        current = co_await sts->assumeRole(question, caller, stop);
        throwIfStopped(stop);
    }
    co_return aws::Credentials(current);
}

std::shared_ptr<aws::Sts> Profiles::stsFor(const ProfilePlan &plan) {
    // The variable counts before what a profile says, as for the AWS CLI; the settings after it.
    if (plan.caBundle.isEmpty() || !aws::caBundle().isEmpty())
        return {std::shared_ptr<void>(), &sts_}; // it outlives this
    auto &own = trusting_[plan.caBundle];
    if (!own)
        own = std::make_shared<Trusting>(plan.caBundle, clock_);
    return {own, &own->sts};
}

bool Profiles::drop(const QByteArray &accessKeyId) {
    const bool held = cache_->drop(accessKeyId);
    const bool session = mfa_->drop(accessKeyId);
    if (held || session)
        Q_EMIT changed();
    return held || session;
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
