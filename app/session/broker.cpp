// SPDX-License-Identifier: Apache-2.0
#include "session/broker.h"

#include "aws/git_password.h"
#include "aws/repository.h"
#include "aws/sts.h"
#include "core/log.h"
#include "core/outcome.h"
#include "http/http.h"
#include "identity/server.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/quiet.h"
#include "session/refusals.h"
#include "session/role_credentials.h"
#include "session/server_in_use.h"

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Credentials are renewed before they could end in the middle of a push.
constexpr auto renewBefore = 5min;
constexpr auto dropPause = 60s;
/// A refusal that nobody was asked for comes with every fetch in the background; it is written down
/// once in this time.
constexpr auto repeatAfter = 1h;

QString repositoryName(const QString &path) {
    return path.section(u'/', -1);
}

} // namespace

/// What is kept for one role and region.
struct Broker::Held {
    Role role;
    aws::RoleArn arn;
    std::optional<identity::IdToken> idToken; ///< serves the whole session
    std::optional<aws::Credentials> credentials;
};

/// A question to AWS that is under way, and everybody who waits for it.
struct Broker::Flight {
    Outcome<aws::Credentials> outcome;
    Story story;
};

Broker::Broker(Configuration &configuration, ServerInUse &servers, Session &session, SignIn &signIn,
               aws::Sts &sts, http::Client &awsHttp, Activity &activity, Quiet &quiet, Clock &clock)
    : configuration_(configuration), servers_(servers), session_(session),
      prompts_(signIn, session, quiet, clock), sts_(sts), awsHttp_(awsHttp), activity_(activity),
      quiet_(quiet), clock_(clock) {
    connect(&session_, &Session::began, this, &Broker::forget);
    connect(&session_, &Session::ended, this, [this](Session::End reason) {
        lastEnd_ = reason;
        forget();
    });
}

Broker::~Broker() = default;

QCoro::Task<GitAnswer> Broker::gitCredential(GitRequest request, std::function<void()> waiting,
                                             std::stop_token stop) {
    request.who.repository = repositoryName(request.path);
    request.who.region = request.region;
    try {
        co_return co_await answer(&request, waiting, stop);
    } catch (const Error &error) {
        if (!stop.stop_requested()) // else nobody waits for it, and this may be gone
            recordFailure(request, error);
        throw;
    }
}

QCoro::Task<GitAnswer> Broker::answer(GitRequest *request, std::function<void()> waiting,
                                      std::stop_token stop) {
    co_await configuration_.upToDate(stop);
    throwIfStopped(stop);
    servers_.server(); // set up at all?
    const Route route = chooseRole(configuration_.settings(), request->userName, request->region,
                                   request->who.repository);
    request->who.role = route.role.name;
    const QString stsRegion = route.role.region.isEmpty() ? request->region : route.role.region;

    bool freshWanted = false;
    for (int attempt = 0;; ++attempt) {
        if (!session_.isActive() || freshWanted) {
            requirePrompt(*request);
            co_await prompts_.signedIn(request->who, waiting, stop);
            throwIfStopped(stop);
        }
        std::optional<Error> error;
        bool refused = false;
        try {
            const aws::Credentials used = co_await credentials(route.role, stsRegion);
            throwIfStopped(stop);
            const Time stamp = sts_.skew().now();
            const auto credential =
                aws::signGit(used, request->host.toLatin1(), request->region.toLatin1(),
                             request->path.toUtf8(), stamp);
            const Time end = sts_.skew().toLocal(stamp) + aws::gitPasswordLife;
            const Refusal refusal = co_await explainRefusal(*request, route.role, credential, stop);
            throwIfStopped(stop);
            record(request->who, refusal.reason);
            co_return GitAnswer{credential.username, credential.password,
                                std::min(end, used.expiresAt), refusal.hint};
        } catch (const identity::Refused &failure) {
            error = failure;
            freshWanted = failure.wantsFreshSignIn(); // the session is good for other things
            refused = failure.status() == 401 && !freshWanted;
        } catch (const Error &failure) {
            error = failure;
        }
        throwIfStopped(stop);
        // The session ended while AWS was asked, or the server ended it before its time. A new
        // touch mends that, or somebody else's already has; once.
        // Whoever signed out meant it.
        const bool signedOut = !session_.isActive() && lastEnd_ == Session::End::SignedOut;
        const bool sessionLost =
            refused || freshWanted || (error->kind() == Error::Kind::Cancelled && !signedOut);
        if (!sessionLost || attempt > 0)
            throw *error;
        if (refused)
            session_.end(Session::End::Refused);
    }
}

void Broker::requirePrompt(const GitRequest &request) const {
    // Who is quiet hears until when, before the helper goes to ask git.
    if (display_ && request.prompting != Prompting::No)
        prompts_.requireNotQuiet(request.who);
    if (!display_ || request.prompting != Prompting::Yes)
        throw Error(Error::Kind::PromptNeeded,
                    session_.isActive() ? tr("You have not signed in with your key yet.")
                                        : tr("You are signed out."),
                    tr("Run: vouch login"));
}

QCoro::Task<Broker::Refusal> Broker::explainRefusal(GitRequest request, Role role,
                                                    aws::GitCredential credential,
                                                    std::stop_token stop) {
    QUrl repository(u"https://"_s + request.host);
    repository.setPath(u'/' + request.path);
    const QString known = role.arn + u' ' + repository.toString();
    if (readable_.contains(known))
        co_return Refusal();
    int status = 0;
    try {
        status = co_await aws::readStatus(&awsHttp_, repository, credential, stop);
    } catch (const Error &error) {
        qCInfo(logNetwork) << "not known whether the repository may be read:" << error.detail();
    }
    throwIfStopped(stop);
    if (status == 200)
        readable_.insert(known);
    // Only told, never refused: who may not read may still push.
    if (status == 403)
        co_return Refusal{tr("The role %1 may not read %2. Ask for codecommit:GitPull, or choose "
                             "another role: vouch config list")
                              .arg(role.name, request.who.repository),
                          tr("%1 may not read it").arg(role.name)};
    if (status == 404)
        co_return Refusal{tr("There is no repository %1 in %2 for the role %3.")
                              .arg(request.who.repository, request.region, role.name),
                          tr("there is no such repository")};
    co_return Refusal();
}

void Broker::record(const Requester &who, const QString &refusal) {
    activity_.record({clock_.now(), who, refusal.isEmpty(), refusal});
}

void Broker::recordFailure(const GitRequest &request, const Error &error) {
    using Kind = Error::Kind;
    // The helper asks again: with what git says about prompts, or without a user name that was no
    // wish for a role.
    if ((error.kind() == Kind::PromptNeeded && request.prompting == Prompting::Unknown) ||
        error.kind() == Kind::NotFound)
        return;
    const Requester &who = request.who;
    const QString reason = shortReason(error, quiet_.until(who));
    if (error.kind() == Kind::Quiet || error.kind() == Kind::PromptNeeded) {
        const auto uses = activity_.latest(Activity::inMemory);
        const auto last = std::ranges::find_if(uses, [&who](const Use &use) {
            return use.who.program == who.program && use.who.repository == who.repository;
        });
        if (last != uses.end() && last->reason == reason &&
            (error.kind() == Kind::Quiet || clock_.now() - last->at < repeatAfter))
            return;
    }
    record(who, reason);
}

QCoro::Task<aws::Credentials> Broker::credentials(Role role, QString region) {
    const Key key{role.arn, region};
    const auto held = held_.value(key);
    if (held && held->credentials && held->credentials->expiresAt - clock_.now() > renewBefore) {
        lastUsed_ = key;
        co_return aws::Credentials(*held->credentials);
    }
    auto flight = flights_.value(key);
    if (!flight) {
        flight = std::make_shared<Flight>();
        flights_.insert(key, flight);
        flight->story =
            Story([=, this](std::stop_token stopped) { return obtain(key, role, stopped); },
                  [=, this](const Error &error) {
                      if (const auto failed = flights_.take(key))
                          failed->outcome.fail(error);
                  });
    }
    // Only the future: forget() ends a flight by dropping it, which tells everybody who waits.
    const auto answer = flight->outcome.future();
    flight.reset();
    co_return co_await answer;
}

QCoro::Task<> Broker::obtain(Key key, Role role, std::stop_token stop) {
    const auto server = servers_.server();
    auto held = held_.value(key);
    if (!held)
        held = std::make_shared<Held>(Held{role, roleArn(role), {}, {}});
    while (true) {
        const bool fresh = !held->idToken || held->idToken->expiresAt <= clock_.now();
        if (fresh) {
            held->idToken = co_await server->awsToken(role.arn, session_.accessToken(), stop);
            throwIfStopped(stop);
        }
        std::optional<aws::StsRefused> refused;
        try {
            const aws::WebIdentityRequest question{held->arn, key.second, session_.email(),
                                                   held->idToken->token, role.duration};
            held->credentials = co_await sts_.assumeRoleWithWebIdentity(question, stop);
        } catch (const aws::StsRefused &error) {
            refused = error;
        }
        throwIfStopped(stop);
        if (!refused)
            break;
        // A token that was kept may have ended before its time; a fresh one says whether.
        if (fresh || !refused->code().startsWith("ExpiredToken"_L1))
            throw *refused;
        held->idToken.reset();
    }
    held_.insert(key, held);
    lastUsed_ = key;
    const auto farther = [](std::chrono::seconds a, std::chrono::seconds b) {
        return abs(a) > abs(b) ? a : b;
    };
    sayClock(farther(server->skew().offset(), sts_.skew().offset()));
    if (const auto flight = flights_.take(key))
        flight->outcome.deliver(*held->credentials);
    Q_EMIT inUseChanged();
}

void Broker::drop(const QByteArray &accessKeyId) {
    if (clock_.now() - lastDrop_ < dropPause)
        return;
    for (const auto &held : std::as_const(held_)) {
        if (held->credentials && held->credentials->accessKeyId == accessKeyId) {
            held->credentials.reset();
            lastDrop_ = clock_.now();
            qCInfo(logApp) << "credentials dropped: the server refused them";
            Q_EMIT inUseChanged();
        }
    }
}

std::optional<Broker::InUse> Broker::inUse() const {
    const auto held = held_.value(lastUsed_);
    if (!held || !held->credentials)
        return std::nullopt;
    return InUse{held->role, held->arn.account, held->credentials->expiresAt};
}

void Broker::sayClock(std::chrono::seconds offset) {
    if (offset == 0s || std::exchange(clockSaid_, true))
        return;
    qCInfo(logApp) << "this computer's clock is off by" << offset.count() << "s, corrected";
    Q_EMIT clockOff(offset.count());
}

void Broker::forget() {
    awsHttp_.forget();
    held_.clear();
    readable_.clear();
    flights_.clear(); // whoever waited is told that it was cancelled
    lastUsed_ = {};
    Q_EMIT inUseChanged();
}

} // namespace vouch
