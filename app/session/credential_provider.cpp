// SPDX-License-Identifier: Apache-2.0
#include "session/credential_provider.h"

#include "aws/arn.h"
#include "aws/profile_plan.h"
#include "aws/sts.h"
#include "core/displayed.h"
#include "core/log.h"
#include "core/nearest_names.h"
#include "identity/server.h"
#include "session/configuration.h"
#include "session/credential_cache.h"
#include "session/profiles.h"
#include "session/prompts.h"
#include "session/server_in_use.h"

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto dropPause = 60s;
/// Of a name that is none of ours, in characters.
constexpr qsizetype mostShown = 100;
constexpr qsizetype mostNamed = 6;
/// What AWS gave so recently, it does not refuse for being revoked.
constexpr auto freshFor = 5min;
/// Longer than any credentials live: nothing that is kept will do.
constexpr auto beyondAny = 1000h;

QStringList roleNames(const Settings &settings) {
    QStringList names;
    for (const Role &role : settings.roles)
        names.append(role.name);
    return names;
}

} // namespace

CredentialProvider::CredentialProvider(Configuration &configuration, ServerInUse &servers,
                                       Session &session, Profiles &profiles, Questions &questions,
                                       Prompts &prompts, aws::Sts &sts, Clock &clock)
    : configuration_(configuration), servers_(servers), session_(session), profiles_(profiles),
      prompts_(prompts), questions_(questions, prompts), sts_(sts), clock_(clock),
      roles_(servers, session, sts, clock), cache_(std::make_unique<CredentialCache>(clock)) {
    connect(&session_, &Session::began, this, &CredentialProvider::forget);
    connect(&session_, &Session::ended, this, [this](Session::End reason) {
        lastEnd_ = reason;
        forget();
    });
}

CredentialProvider::~CredentialProvider() = default;

QCoro::Task<Route> CredentialProvider::find(QString name, AwsVariables variables,
                                            std::stop_token stop) {
    co_await configuration_.upToDate(stop);
    throwIfStopped(stop);
    const Settings &settings = configuration_.settings();
    const auto wanted =
        withVariable(settings, nameRoute(settings, name, QString(), QString()), variables.profile);
    if (!wanted)
        throw Error(Error::Kind::NotSetUp, tr("Which role or profile?"),
                    tr("Name it: --role NAME or --profile NAME"));
    co_return co_await settled(*wanted, variables, stop);
}

QCoro::Task<Route> CredentialProvider::choose(QString userName, QString region, QString repository,
                                              Asking asking, std::stop_token stop) {
    co_await configuration_.upToDate(stop);
    throwIfStopped(stop);
    const Settings &settings = configuration_.settings();
    const auto wanted = withVariable(settings, nameRoute(settings, userName, region, repository),
                                     asking.variables.profile);
    if (wanted)
        co_return co_await settled(*wanted, asking.variables, stop);
    const Route route = co_await open(region, repository, asking, stop);
    throwIfStopped(stop);
    if (route.isProfile())
        profiles_.requireSameFiles(asking.variables);
    co_return Route(route);
}

/// Where nothing names it.
QCoro::Task<Route> CredentialProvider::open(QString region, QString repository, Asking asking,
                                            std::stop_token stop) {
    if (const QString chosen = chosen_.value(region + u'/' + repository); !chosen.isEmpty()) {
        const NamedRoute named{chosen, Route::Because::Chosen};
        co_return co_await this->named(named, stop);
    }
    const QStringList profiles = co_await profiles_.names(stop);
    throwIfStopped(stop);
    const QList<Role> &roles = configuration_.settings().roles;
    if (roles.isEmpty() && profiles.isEmpty())
        throw nothingSetUp();
    if (roles.isEmpty() && profiles.size() == 1) {
        Route only;
        only.profile = profiles.first();
        co_return Route(only);
    }
    co_return co_await ask(profiles, region, repository, asking, stop);
}

/// What is missing: the server first.
Error CredentialProvider::nothingSetUp() const {
    servers_.server();
    return {Error::Kind::NotSetUp, tr("Vouch knows no AWS role yet."),
            tr("Run: vouch config add-role NAME arn:aws:iam::ACCOUNT:role/ROLE")};
}

/// With what is said about an AWS_PROFILE that has no say.
QCoro::Task<Route> CredentialProvider::settled(NamedRoute wanted, AwsVariables variables,
                                               std::stop_token stop) {
    const bool isVariable = wanted.because == Route::Because::Variable;
    if (isVariable) // before it is looked for in other files than the asker meant
        profiles_.requireSameFiles(variables);
    Route route = co_await named(wanted, stop);
    throwIfStopped(stop);
    if (route.isProfile())
        profiles_.requireSameFiles(variables);
    if (isVariableUnused(configuration_.settings(), route, variables.profile))
        route.unusedProfile = displayed(variables.profile, mostShown);
    co_return Route(route);
}

/// It names a profile for AWS's own programs, too, so that no role is meant.
QCoro::Task<Route> CredentialProvider::byVariable(QString profile, std::stop_token stop) {
    const QStringList profiles = co_await profiles_.names(stop);
    throwIfStopped(stop);
    if (!profiles.contains(profile)) {
        const QString ignore = tr("To have Vouch ignore it: %1")
                                   .arg("vouch config set aws-profile-variable ignore"_L1);
        const QString nearest = nearestNames(profile, profiles).join(", "_L1);
        throw Error(Error::Kind::NotFound,
                    tr("AWS_PROFILE names “%1”, and there is no such AWS profile.")
                        .arg(displayed(profile, mostShown)),
                    profiles.isEmpty() ? ignore
                                       : tr("The nearest are: %1.").arg(nearest) + u' ' + ignore);
    }
    Route route;
    route.profile = profile;
    route.because = Route::Because::Variable;
    co_return Route(route);
}

/// A role, before a profile of the same name. Profiles are looked at only where it is none: whoever
/// has roles needs no keychain for this.
QCoro::Task<Route> CredentialProvider::named(NamedRoute wanted, std::stop_token stop) {
    if (wanted.because == Route::Because::Variable)
        co_return co_await byVariable(wanted.name, stop);
    Route route;
    route.because = wanted.because;
    if (const Role *role = configuration_.settings().findRole(wanted.name)) {
        route.role = *role;
        co_return Route(route);
    }
    const QStringList profiles = co_await profiles_.names(stop);
    throwIfStopped(stop);
    if (profiles.contains(wanted.name)) {
        route.profile = wanted.name;
        co_return Route(route);
    }
    const QStringList all = roleNames(configuration_.settings()) + profiles;
    if (all.isEmpty())
        throw nothingSetUp();
    if (wanted.because != Route::Because::UserName)
        throw Error(Error::Kind::Role,
                    tr("Your settings name “%1”, which is neither a role nor an AWS profile.")
                        .arg(wanted.name),
                    tr("Look at them: vouch config list"));
    // A user name that we issued once may come back, with a session token behind its `%`.
    const QString shown = wanted.name.section(u'%', 0, 0).left(mostShown);
    throw Error(Error::Kind::NotFound, tr("There is no role or AWS profile “%1”.").arg(shown),
                tr("The nearest are: %1.").arg(nearestNames(shown, all).join(", "_L1)));
}

QCoro::Task<Route> CredentialProvider::ask(QStringList profiles, QString region, QString repository,
                                           Asking asking, std::stop_token stop) {
    const QStringList roles = roleNames(configuration_.settings());
    const QStringList all = roles + profiles;
    const QString which =
        tr("Which role? You have %1.").arg(all.first(qMin(mostNamed, all.size())).join(", "_L1));
    const QString hint = tr("Choose one: vouch config set role %1").arg(all.first());
    if (!prompts_.hasDisplay() || asking.prompting == Prompting::No)
        throw Error(Error::Kind::Role, which, hint);
    prompts_.requireWindow(asking, which, hint);

    Questions::Question question;
    question.kind = Questions::Question::Kind::Choice;
    question.roles = roles;
    question.profiles = profiles;
    const QString glob = region + u'/' + repository;
    const JointQuestions::Ceremony ceremony = [=, this](Questions::Place *asked,
                                                        std::stop_token stopped) {
        return choice(asked, glob, std::move(stopped));
    };
    co_await questions_.join(glob, question, ceremony, asking, stop);
    throwIfStopped(stop);
    const NamedRoute wanted{chosen_.value(glob), Route::Because::Chosen};
    co_return co_await named(wanted, stop);
}

/// The answer, remembered as a rule or for the rest of this run only.
QCoro::Task<> CredentialProvider::choice(Questions::Place *question, QString glob,
                                         std::stop_token stop) {
    const auto answered = question->answer();
    const Questions::Answer answer = co_await answered;
    throwIfStopped(stop);
    chosen_.insert(glob, answer.text);
    if (!answer.remember)
        co_return;
    const Configuration::Change change = [glob, answer](SettingsFile &file) {
        file.addRule({glob, answer.text});
    };
    co_await configuration_.change(change, stop);
}

QCoro::Task<bool> CredentialProvider::hasLongLivedKeys(Route route, std::stop_token stop) {
    if (!route.isProfile())
        co_return false;
    const aws::ProfilePlan plan = co_await profiles_.plan(route.profile, stop);
    co_return plan.hops.isEmpty() && !plan.keys.sessionToken;
}

QCoro::Task<aws::Credentials> CredentialProvider::obtain(CredentialWish wish, Asking asking,
                                                         std::stop_token stop) {
    if (!wish.route.isProfile())
        co_return co_await byRole(wish, asking, stop);
    Profiles::Wish profile;
    profile.profile = wish.route.profile;
    profile.leastLife = wish.leastLife;
    profile.duration = wish.duration;
    profile.longLived = wish.longLived;
    const aws::Credentials credentials = co_await profiles_.credentials(profile, asking, stop);
    throwIfStopped(stop);
    saw(wish, credentials.accessKeyId);
    if (wish.isLook)
        co_return aws::Credentials(credentials);
    const aws::ProfilePlan plan = co_await profiles_.plan(wish.route.profile, stop);
    throwIfStopped(stop);
    inUseKeyId_ = credentials.accessKeyId;
    use(wish.route, plan.hops.isEmpty() ? QString() : plan.hops.last().role.account, plan.region,
        credentials.expiresAt);
    co_return aws::Credentials(credentials);
}

QCoro::Task<aws::Credentials> CredentialProvider::byRole(CredentialWish wish, Asking asking,
                                                         std::stop_token stop) {
    servers_.server(); // set up at all?
    const Role &role = wish.route.role;
    const QString region = role.region.isEmpty() ? wish.region : role.region;
    const QString key = cacheKey(wish);
    const auto leastLife =
        usefulLife(wish.leastLife, wish.duration > 0s ? wish.duration : role.duration);
    const CredentialCache::Ask ask = [=, this](std::stop_token stopped) {
        return roleSession(wish.route.role, region, wish.duration, std::move(stopped));
    };
    bool freshWanted = false;
    for (int attempt = 0;; ++attempt) {
        if (!session_.isActive() || freshWanted) {
            prompts_.requireWindow(asking,
                                   session_.isActive()
                                       ? tr("You have not signed in with your key yet.")
                                       : tr("You are signed out."),
                                   tr("Run: vouch login"));
            co_await prompts_.signedIn(asking, stop);
            throwIfStopped(stop);
        }
        std::optional<Error> error;
        bool refused = false;
        try {
            const aws::Credentials credentials = co_await cache_->get(key, leastLife, ask);
            throwIfStopped(stop);
            saw(wish, credentials.accessKeyId);
            if (wish.isLook)
                co_return aws::Credentials(credentials);
            inUseKeyId_ = credentials.accessKeyId;
            use(wish.route, roleArn(role.arn).account, region, credentials.expiresAt);
            co_return aws::Credentials(credentials);
        } catch (const identity::Refused &failure) {
            error = failure;
            freshWanted = failure.wantsFreshSignIn(); // the session is good for other things
            refused = failure.status() == 401 && !freshWanted;
        } catch (const Error &failure) {
            error = failure;
        }
        throwIfStopped(stop);
        // The session ended while AWS was asked, or the server ended it before its time. A new
        // touch mends that, or somebody else's already has; once. Whoever signed out meant it.
        const bool signedOut = !session_.isActive() && lastEnd_ == Session::End::SignedOut;
        const bool sessionLost =
            refused || freshWanted || (error->kind() == Error::Kind::Cancelled && !signedOut);
        if (!sessionLost || attempt > 0)
            throw *error;
        if (refused)
            session_.end(Session::End::Refused);
    }
}

QString CredentialProvider::cacheKey(const CredentialWish &wish) {
    const Role &role = wish.route.role;
    const auto duration = wish.duration > 0s ? wish.duration : role.duration;
    return u"%1 %2 %3 %4 %5"_s.arg(wish.route.profile, role.arn, role.via,
                                   role.region.isEmpty() ? wish.region : role.region,
                                   QString::number(duration.count()));
}

QCoro::Task<std::optional<aws::Credentials>>
CredentialProvider::renewed(CredentialWish wish, QByteArray refusedKeyId, std::stop_token stop) {
    const QString key = cacheKey(wish);
    const Seen seen = seen_.value(key);
    const bool isLast = seen.keyId == refusedKeyId; // else somebody had it renewed meanwhile
    if (isLast && clock_.elapsed() - seen.since < freshFor)
        co_return std::nullopt;
    std::optional<aws::Credentials> given;
    try {
        given = co_await unasked(wish, isLast, stop);
    } catch (const Error &error) {
        qCInfo(logApp) << "nothing new for credentials that were refused:" << error.message();
    }
    throwIfStopped(stop);
    if (isLast && !given) // not tried again for a while
        seen_.insert(key, {refusedKeyId, clock_.elapsed()});
    if (given)
        saw(wish, given->accessKeyId);
    co_return std::optional<aws::Credentials>(given);
}

/// All who come meanwhile get the same: the caches ask once for all who wait.
QCoro::Task<aws::Credentials> CredentialProvider::unasked(CredentialWish wish, bool anew,
                                                          std::stop_token stop) {
    if (wish.route.isProfile()) {
        Asking nobody;
        nobody.prompting = Prompting::No;
        nobody.waiting = [] {};
        Profiles::Wish profile;
        profile.profile = wish.route.profile;
        profile.duration = wish.duration;
        profile.anew = anew;
        co_return co_await profiles_.credentials(profile, nobody, stop);
    }
    if (!session_.isActive())
        throw Error(Error::Kind::PromptNeeded, tr("You are signed out."), tr("Run: vouch login"));
    const Role &role = wish.route.role;
    const QString region = role.region.isEmpty() ? wish.region : role.region;
    const auto leastLife =
        usefulLife(wish.leastLife, wish.duration > 0s ? wish.duration : role.duration);
    const CredentialCache::Ask ask = [=, this](std::stop_token stopped) {
        return roleSession(role, region, wish.duration, std::move(stopped));
    };
    co_return co_await cache_->get(cacheKey(wish), anew ? beyondAny : leastLife, ask);
}

void CredentialProvider::saw(const CredentialWish &wish, const QByteArray &keyId) {
    const QString key = cacheKey(wish);
    if (seen_.value(key).keyId != keyId)
        seen_.insert(key, {keyId, clock_.elapsed()});
}

QCoro::Task<aws::Credentials> CredentialProvider::roleSession(Role role, QString region,
                                                              std::chrono::seconds duration,
                                                              std::stop_token stop) {
    const aws::Credentials credentials = co_await roles_.ask(role, region, stop, duration);
    throwIfStopped(stop);
    sayClock();
    co_return aws::Credentials(credentials);
}

void CredentialProvider::drop(const QByteArray &accessKeyId) {
    if (clock_.now() - lastDrop_ < dropPause)
        return;
    const bool ofRole = cache_->drop(accessKeyId);
    if (!profiles_.drop(accessKeyId) && !ofRole)
        return;
    lastDrop_ = clock_.now();
    qCInfo(logApp) << "credentials dropped: the server refused them";
    if (inUseKeyId_ == accessKeyId)
        inUse_.reset();
    Q_EMIT inUseChanged();
}

std::optional<CredentialProvider::InUse> CredentialProvider::inUse() const {
    const bool isOver = inUse_ && inUse_->expiresAt != Time{} && inUse_->expiresAt <= clock_.now();
    return isOver ? std::nullopt : inUse_;
}

void CredentialProvider::use(const Route &route, const QString &account, const QString &region,
                             Time end) {
    inUse_ = InUse{route, account, region, end};
    Q_EMIT inUseChanged();
}

std::chrono::seconds CredentialProvider::clockOffset() const {
    const auto server = servers_.clockOffset(), aws = sts_.clocks().largest();
    const auto offset = abs(server) > abs(aws) ? server : aws;
    return abs(offset) < Skew::worthTelling ? 0s : offset;
}

void CredentialProvider::sayClock() {
    const auto offset = clockOffset();
    const bool isOff = offset != 0s;
    if (std::exchange(clockSaid_, isOff) == isOff)
        return;
    if (isOff)
        qCInfo(logApp) << "this computer's clock is off by" << offset.count() << "s, corrected";
    else
        qCInfo(logApp) << "this computer's clock is right again";
    Q_EMIT clockOff(offset.count());
}

void CredentialProvider::forgetAll() {
    inUse_.reset();
    inUseKeyId_.clear();
    profiles_.forget();
    forget();
}

/// Another session. What came from profiles is not of it.
void CredentialProvider::forget() {
    cache_->clear(); // whoever waited is told that it was cancelled
    roles_.forget();
    seen_.clear();
    if (inUse_ && !inUse_->route.isProfile())
        inUse_.reset();
    Q_EMIT inUseChanged();
}

} // namespace vouch
