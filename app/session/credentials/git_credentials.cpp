// SPDX-License-Identifier: Apache-2.0
#include "session/credentials/git_credentials.h"

#include "aws/git_password.h"
#include "aws/repository.h"
#include "aws/sts.h"
#include "codecommit/limits.h"
#include "core/displayed.h"
#include "core/log.h"
#include "core/scoped_task.h"
#include "http/http.h"
#include "session/activity.h"
#include "session/activity_reason.h"
#include "session/credentials/credential_provider.h"
#include "session/credentials/route_resolver.h"
#include "session/prompting/prompt_snooze.h"
#include "session/prompting/refusals.h"

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// git was probably refused if it returns within this time.
constexpr auto retryWindow = 30s;
/// The minimum time between two checks of a readable repository.
constexpr auto checkPause = 30s;
/// The remaining lifetime that a long push may need.
constexpr auto renewBefore = 5min;
/// How long not to try an unreachable host again.
constexpr auto unreachablePause = 10min;

QString repositoryName(const QString &path) {
    return path.section(u'/', -1);
}

} // namespace

GitCredentials::GitCredentials(RouteResolver &routes, CredentialProvider &credentials,
                               Session &session, aws::Sts &sts, http::Client &awsHttp,
                               Activity &activity, PromptSnooze &snooze, Clock &clock)
    : routes_(routes), credentials_(credentials), sts_(sts), awsHttp_(awsHttp), activity_(activity),
      snooze_(snooze), clock_(clock) {
    connect(&session, &Session::began, this, &GitCredentials::forget);
    connect(&session, &Session::ended, this, &GitCredentials::forget);
}

QCoro::Task<GitAnswer> GitCredentials::gitCredential(GitRequest request,
                                                     std::function<void()> waiting,
                                                     std::stop_token stop) {
    request.who.repository = displayed(repositoryName(request.path));
    request.who.region = request.region;
    try {
        co_return co_await answer(&request, waiting, stop);
    } catch (const Error &error) {
        if (!stop.stop_requested()) // otherwise nobody is waiting, and `this` may be gone
            recordFailure(request, error);
        throw;
    }
}

QCoro::Task<GitAnswer> GitCredentials::answer(GitRequest *request, std::function<void()> waiting,
                                              std::stop_token stop) {
    PromptContext context;
    context.who = request->who;
    context.prompting = request->prompting;
    context.variables = request->variables;
    context.waiting = std::move(waiting);
    const Route route = co_await routes_.choose(request->userName, request->region,
                                                repositoryName(request->path), context, stop);
    throwIfStopped(stop);
    request->who.role = route.name();
    request->who.unusedProfile = route.unusedProfile;
    context.who = request->who;
    const CredentialsRequest wanted{renewBefore};
    aws::Credentials used = co_await credentials_.obtain(route, wanted, context, stop);
    throwIfStopped(stop);
    const QString host = QUrl(u"https://"_s + request->host).host();
    Skew &clock = sts_.clocks().of(host);
    Time signedAt{}; // by this computer's clock
    const auto sign = [&] {
        signedAt = clock_.now();
        return aws::signGit(used, request->host.toLatin1(), request->region.toLatin1(),
                            request->path.toUtf8(), clock.now());
    };
    const auto offset = clock.offset();
    aws::GitCredential credential = sign();
    Refusal refusal = co_await explainRefusal(*request, route, credential, stop);
    throwIfStopped(stop);
    if (clock.isTooLarge())
        throw clockTooFarOff(host, clock.offset());
    if (refusal.status == 403 && Skew::isSignificant(offset, clock.offset())) {
        credential = sign();
        refusal = co_await explainRefusal(*request, route, credential, stop);
        throwIfStopped(stop);
    }
    if (refusal.status == 403) {
        const auto renewed = co_await credentials_.renewed(route, wanted, used.accessKeyId, stop);
        throwIfStopped(stop);
        if (renewed && renewed->accessKeyId != used.accessKeyId) {
            used = *renewed;
            credential = sign();
            refusal = co_await explainRefusal(*request, route, credential, stop);
            throwIfStopped(stop);
        }
    }
    Time end = signedAt + codecommit::passwordLife;
    if (used.expiresAt != Time{})
        end = std::min(end, used.expiresAt);
    record(request->who, refusal);
    co_return GitAnswer{credential.username, credential.password, end, refusal.hint};
}

QCoro::Task<GitCredentials::Refusal> GitCredentials::explainRefusal(GitRequest request, Route route,
                                                                    aws::GitCredential credential,
                                                                    std::stop_token stop) {
    QUrl repository(u"https://"_s + request.host);
    repository.setPath(u'/' + request.path);
    const Access known{route.isProfile() ? route.profile : route.role.arn, repository};
    const auto now = clock_.elapsed();
    // git may have its own proxy and reach the host when Vouch can't: don't delay it each time.
    if (now < unreachable_.value(request.host))
        co_return Refusal();
    if (const auto found = readable_.find(known); found != readable_.end()) {
        const auto before = std::exchange(found->requested, now);
        if (now - before > retryWindow || now - found->checked < checkPause)
            co_return Refusal();
        found->checked = now;
    }
    int status = 0;
    bool answered = true;
    try {
        status = co_await aws::readStatus(&awsHttp_, &sts_.clocks().of(repository.host()),
                                          repository, credential, stop);
    } catch (const Error &error) {
        qCInfo(logNetwork) << "can't check access to the repository:" << error.detail();
        answered = false;
    }
    throwIfStopped(stop);
    if (!answered)
        unreachable_.insert(request.host, now + unreachablePause);
    if (status == 200)
        readable_.insert(known, {now, now});
    else if (status != 0)
        readable_.remove(known);
    // Only a hint: a role that can't read may still push.
    const QString &name = route.name();
    if (status == 403)
        co_return Refusal{
            tr("%1 can't read %2. Ask for the codecommit:GitPull permission, or choose "
               "another role: vouch config list")
                .arg(name, request.who.repository),
            status};
    if (status == 404)
        co_return Refusal{tr("There is no repository named %1 in %2 for %3.")
                              .arg(request.who.repository, request.region, name),
                          status};
    co_return Refusal();
}

/// A password was given, even if AWS will refuse it.
void GitCredentials::record(const Requester &who, const Refusal &refusal) {
    ActivityEntry entry{clock_.now(), who, true};
    if (!refusal.hint.isEmpty())
        setReason(entry, refusal.status == 404 ? Error::Kind::NotFound : Error::Kind::Role);
    activity_.record(entry);
}

void GitCredentials::recordFailure(const GitRequest &request, const Error &error) {
    using Kind = Error::Kind;
    // The helper tries again: with git's answer about prompts, or without a user name that isn't a
    // role or profile.
    if ((error.kind() == Kind::PromptNeeded && request.prompting == Prompting::Unknown) ||
        error.kind() == Kind::NotFound)
        return;
    recordRefusal(activity_, snooze_, clock_.now(), request.who, error);
}

void GitCredentials::forget() {
    readable_.clear();
    unreachable_.clear();
}

} // namespace vouch
