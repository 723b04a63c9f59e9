// SPDX-License-Identifier: Apache-2.0
#include "session/credentials/program_credentials.h"

#include "aws/credentials.h"
#include "core/scoped_task.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/credentials/credential_provider.h"
#include "session/credentials/route_resolver.h"
#include "session/prompting/prompt_snooze.h"
#include "session/prompting/prompts.h"
#include "session/prompting/refusals.h"
#include "session/session.h"

#include <algorithm>
#include <utility>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// AWS tools renew credentials about 15 minutes before they expire. Shorter ones would make them
/// renew each time.
constexpr auto minLife = 15min;
/// How long an unused permission lasts.
constexpr auto permissionLife = 15min;

} // namespace

ProgramCredentials::ProgramCredentials(Configuration &configuration, Session &session,
                                       RouteResolver &routes, CredentialProvider &credentials,
                                       Questions &questions, Prompts &prompts, Activity &activity,
                                       PromptSnooze &snooze, Clock &clock)
    : configuration_(configuration), routes_(routes), credentials_(credentials), prompts_(prompts),
      questions_(questions, prompts), activity_(activity), snooze_(snooze), clock_(clock) {
    connect(&session, &Session::ended, this, &ProgramCredentials::forget);
}

ProgramCredentials::~ProgramCredentials() = default;

QCoro::Task<ProgramCredentials::Given> ProgramCredentials::give(QString name,
                                                                CredentialsRequest request,
                                                                PromptContext context,
                                                                std::stop_token stop) {
    context.who.role = name.section(u'%', 0, 0); // a session token may follow
    try {
        co_return co_await provide(name, request, &context, stop);
    } catch (const Error &error) {
        if (!stop.stop_requested()) // otherwise nobody is waiting, and `this` may be gone
            recordRefusal(activity_, snooze_, clock_.now(), context.who, error);
        throw;
    }
}

QCoro::Task<ProgramCredentials::Given> ProgramCredentials::provide(QString name,
                                                                   CredentialsRequest request,
                                                                   PromptContext *context,
                                                                   std::stop_token stop) {
    co_await configuration_.upToDate(stop);
    throwIfStopped(stop);
    if (configuration_.settings().programs == Settings::Programs::Never)
        throw Error(Error::Kind::Unsupported,
                    tr("Your settings allow AWS credentials for git only."),
                    tr("To have Vouch ask you instead: vouch config set aws-programs ask"));
    const Route route = co_await routes_.find(name, context->variables, stop);
    throwIfStopped(stop);
    context->who.role = route.name();
    context->who.unusedProfile = route.unusedProfile;
    // ConsoleSignIn keeps the long-lived keys to itself and hands out only what expires.
    bool longLived = request.longLived && context->who.purpose == Requester::Purpose::Program;
    if (longLived) {
        longLived = co_await credentials_.hasLongLivedKeys(route, stop);
        throwIfStopped(stop);
    }
    const bool asks =
        !context->isAllowed && configuration_.settings().programs == Settings::Programs::Ask;
    if (longLived || asks) {
        co_await allowed(route, longLived, *context, stop);
        throwIfStopped(stop);
    }
    request.minLife = std::max<std::chrono::seconds>(request.minLife, minLife);
    const aws::Credentials credentials =
        co_await credentials_.obtain(route, request, *context, stop);
    throwIfStopped(stop);
    QString region = route.region;
    if (const auto inUse = credentials_.inUse();
        region.isEmpty() && inUse && inUse->route.name() == route.name())
        region = inUse->region;
    activity_.record({clock_.now(), context->who, true, {}});
    Given given{credentials.accessKeyId,
                credentials.secretAccessKey,
                credentials.sessionToken,
                credentials.expiresAt,
                region,
                route};
    co_return given;
}

bool ProgramCredentials::isAllowed(const Permission &permission) {
    const auto now = clock_.elapsed();
    allowed_.removeIf([now](const std::pair<const Permission &, std::chrono::seconds &> &one) {
        return now - one.second > permissionLife;
    });
    const auto found = allowed_.find(permission);
    if (found == allowed_.end())
        return false;
    *found = now;
    return true;
}

QCoro::Task<> ProgramCredentials::allowed(Route route, bool longLived, PromptContext context,
                                          std::stop_token stop) {
    const Requester who = context.who;
    Permission permission{who.identity, route.name(), route.isProfile(), longLived};
    if (isAllowed(permission))
        co_return;
    if (longLived)
        prompts_.requireWindow(
            context,
            tr("%1 wants the long-lived keys of %2, but Vouch can't ask you here.")
                .arg(who.program, route.name()),
            tr("Leave out --no-session to use temporary credentials instead."));
    prompts_.requireWindow(
        context,
        tr("You haven't allowed %1 to get AWS credentials yet, and Vouch can't ask "
           "you here.")
            .arg(who.program),
        tr("To allow all programs: vouch config set aws-programs allow"));

    Questions::Question question;
    question.kind = Questions::Question::Kind::Permission;
    question.name = route.name();
    question.longLived = longLived;
    if (permission.isForOnce()) // share the answer with no other request
        permission.unshared = nextUnshared_++;
    const SharedQuestions<Permission>::Ceremony ceremony =
        [this, permission](Questions::Waiter *asked, std::stop_token stopped) {
            return permitted(asked, permission, std::move(stopped));
        };
    co_await questions_.join(permission, question, ceremony, context, stop);
}

QCoro::Task<> ProgramCredentials::permitted(Questions::Waiter *question, Permission permission,
                                            std::stop_token stop) {
    const auto answer = question->answer();
    co_await answer;
    throwIfStopped(stop);
    if (!permission.isForOnce())
        allowed_.insert(permission, clock_.elapsed());
}

} // namespace vouch
