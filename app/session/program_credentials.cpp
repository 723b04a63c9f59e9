// SPDX-License-Identifier: Apache-2.0
#include "session/program_credentials.h"

#include "aws/credentials.h"
#include "core/story.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/credential_provider.h"
#include "session/prompts.h"
#include "session/quiet.h"
#include "session/refusals.h"
#include "session/session.h"

#include <utility>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// AWS's programs renew what they have about a quarter of an hour before its end; less than that
/// would make them ask each time.
constexpr auto leastLife = 15min;

} // namespace

ProgramCredentials::ProgramCredentials(Configuration &configuration, Session &session,
                                       CredentialProvider &credentials, Questions &questions,
                                       Prompts &prompts, Activity &activity, Quiet &quiet,
                                       Clock &clock)
    : configuration_(configuration), credentials_(credentials), prompts_(prompts),
      questions_(questions, prompts), activity_(activity), quiet_(quiet), clock_(clock) {
    connect(&session, &Session::ended, this, &ProgramCredentials::forget);
}

ProgramCredentials::~ProgramCredentials() = default;

QCoro::Task<ProgramCredentials::Given> ProgramCredentials::give(Wish wish, Asking asking,
                                                                std::stop_token stop) {
    asking.who.purpose = wish.purpose;
    asking.who.role = wish.name;
    try {
        co_return co_await provide(wish, &asking, stop);
    } catch (const Error &error) {
        if (!stop.stop_requested()) // else nobody waits for it, and this may be gone
            recordRefusal(activity_, quiet_, clock_.now(), asking.who, error);
        throw;
    }
}

QCoro::Task<ProgramCredentials::Given> ProgramCredentials::provide(Wish wish, Asking *asking,
                                                                   std::stop_token stop) {
    co_await configuration_.upToDate(stop);
    throwIfStopped(stop);
    if (configuration_.settings().programs == Settings::Programs::Never)
        throw Error(Error::Kind::Unsupported,
                    tr("Your settings give AWS credentials to no program but git."),
                    tr("To be asked instead: vouch config set aws-programs ask"));
    const Route route = co_await credentials_.find(wish.name, stop);
    throwIfStopped(stop);
    asking->who.role = route.name();
    if (configuration_.settings().programs == Settings::Programs::Ask) {
        co_await allowed(route, *asking, stop);
        throwIfStopped(stop);
    }
    CredentialWish wanted;
    wanted.route = route;
    wanted.leastLife = leastLife;
    wanted.duration = wish.duration;
    wanted.longLived = wish.longLived;
    const aws::Credentials credentials = co_await credentials_.obtain(wanted, *asking, stop);
    throwIfStopped(stop);
    QString region = route.role.region;
    if (const auto inUse = credentials_.inUse();
        region.isEmpty() && inUse && inUse->route.name() == route.name())
        region = inUse->region;
    activity_.record({clock_.now(), asking->who, true, {}});
    Given given{credentials.accessKeyId,
                credentials.secretAccessKey,
                credentials.sessionToken,
                credentials.expiresAt,
                region,
                route};
    co_return given;
}

QCoro::Task<> ProgramCredentials::allowed(Route route, Asking asking, std::stop_token stop) {
    const Requester who = asking.who;
    const QString permission =
        u"%1\n%2\n%3"_s.arg(who.program).arg(route.isProfile()).arg(route.name());
    if (allowed_.contains(permission))
        co_return;
    prompts_.requireWindow(asking,
                           tr("You have not allowed %1 to have AWS credentials yet, and can't be "
                              "asked here.")
                               .arg(who.program),
                           tr("To allow it to all programs: vouch config set aws-programs allow"));

    Questions::Question question;
    question.kind = Questions::Question::Kind::Permission;
    question.name = route.name();
    const JointQuestions::Ceremony ceremony = [this, permission](Questions::Place *asked,
                                                                 std::stop_token stopped) {
        return permitted(asked, permission, std::move(stopped));
    };
    co_await questions_.join(permission, question, ceremony, asking, stop);
}

QCoro::Task<> ProgramCredentials::permitted(Questions::Place *question, QString permission,
                                            std::stop_token stop) {
    const auto answer = question->answer();
    co_await answer;
    throwIfStopped(stop);
    allowed_.insert(permission);
}

} // namespace vouch
