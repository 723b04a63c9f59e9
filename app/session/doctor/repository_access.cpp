// SPDX-License-Identifier: Apache-2.0
#include "session/doctor/repository_access.h"

#include "aws/git_password.h"
#include "aws/profile_plan.h"
#include "aws/repository.h"
#include "aws/sts.h"
#include "codecommit/host.h"
#include "core/scoped_task.h"
#include "session/configuration.h"
#include "session/credentials/credential_provider.h"
#include "session/credentials/route_resolver.h"
#include "session/current_server.h"
#include "session/profiles/profiles.h"
#include "session/session.h"

#include <QCoreApplication>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using State = CheckResult::State;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::RepositoryAccess)
};

/// How many other roles and regions to try after a refusal.
constexpr int maxOthers = 6;

/// The regions of the roles and rules in the settings.
QStringList regionsIn(const Settings &settings) {
    QStringList regions;
    for (const Role &role : settings.roles)
        regions.append(role.region);
    for (const RoleRule &rule : settings.rules)
        regions.append(rule.glob.section(u'/', 0, 0));
    regions.removeDuplicates();
    regions.removeIf([](const QString &text) { return !codecommit::isRegion(text.toStdString()); });
    return regions.first(qMin(regions.size(), qsizetype(maxOthers)));
}

} // namespace

QCoro::Task<QList<CheckResult>> RepositoryAccess::check(std::optional<RepositoryAddress> repository,
                                                        AwsVariables variables,
                                                        std::stop_token stop) {
    const QString name = u"role"_s;
    QList<CheckResult> results;
    try {
        const RepositoryAddress address = repository.value_or(RepositoryAddress());
        const Route route = co_await routeTo(address, variables, stop);
        throwIfStopped(stop);
        if (!route.unusedProfile.isEmpty())
            results.append({u"aws-profile"_s,
                            State::Ok,
                            Strings::tr("AWS_PROFILE is “%1”, but %2 takes precedence.")
                                .arg(route.unusedProfile, route.name()),
                            {}});
        if (!route.isProfile() && !parts_.session.isActive()) {
            results.append(
                {name,
                 State::Ok,
                 Strings::tr("The role is %1. Sign in to check it with AWS.").arg(route.name()),
                 {}});
            co_return results;
        }
        const aws::Credentials used = co_await credentialsOf(route, stop);
        throwIfStopped(stop);
        const QString works = route.isProfile() ? Strings::tr("The AWS profile %1 works.")
                                                : Strings::tr("AWS lets you use the role %1.");
        results.append({name, State::Ok, works.arg(route.name()), {}});
        if (repository) {
            const Diagnosis diagnosis = co_await examine(*repository, route, used, stop);
            throwIfStopped(stop);
            results += diagnosis.results();
        }
    } catch (const Error &error) {
        throwIfStopped(stop);
        results.append(CheckResult{name, State::Problem, error.message(), error.hint()});
    }
    co_return results;
}

QCoro::Task<Diagnosis> RepositoryAccess::diagnose(RepositoryAddress repository,
                                                  std::stop_token stop) {
    co_await parts_.configuration.upToDate(stop);
    throwIfStopped(stop);
    const Route route = co_await routeTo(repository, AwsVariables(), stop);
    throwIfStopped(stop);
    const aws::Credentials used = co_await credentialsOf(route, stop);
    throwIfStopped(stop);
    co_return co_await examine(repository, route, used, stop);
}

QCoro::Task<Route> RepositoryAccess::routeTo(RepositoryAddress repository, AwsVariables variables,
                                             std::stop_token stop) {
    PromptContext context;
    context.prompting = Prompting::No;
    context.variables = variables;
    context.waiting = [] {};
    co_return co_await parts_.routes.choose(repository.userName, repository.region,
                                            repository.name(), context, stop);
}

QCoro::Task<aws::Credentials> RepositoryAccess::credentialsOf(Route route, std::stop_token stop) {
    PromptContext context;
    context.prompting = Prompting::No;
    context.waiting = [] {};
    const CredentialsRequest request;
    co_return co_await parts_.credentials.probe(route, request, context, stop);
}

QCoro::Task<Role> RepositoryAccess::roleBehind(Route route, std::stop_token stop) {
    Role role = route.role;
    if (route.isProfile()) {
        const aws::ProfilePlan plan = co_await parts_.profiles.plan(route.profile, stop);
        role.name = plan.hops.isEmpty() ? route.profile : plan.hops.last().role.name;
        role.arn = plan.hops.isEmpty() ? QString() : plan.hops.last().role.text;
    }
    co_return Role(role);
}

QCoro::Task<Diagnosis> RepositoryAccess::examine(RepositoryAddress repository, Route route,
                                                 aws::Credentials credentials,
                                                 std::stop_token stop) {
    const Role role = co_await roleBehind(route, stop);
    throwIfStopped(stop);
    RepositoryFacts facts{repository, role, {}, {}, {}, {}};
    facts.fetch = co_await attempt(repository, credentials, false, stop);
    throwIfStopped(stop);
    if (facts.fetch.status == 403) { // they may have been revoked
        const CredentialsRequest request;
        const auto renewed =
            co_await parts_.credentials.renewed(route, request, credentials.accessKeyId, stop);
        throwIfStopped(stop);
        if (renewed) {
            credentials = *renewed;
            facts.fetch = co_await attempt(repository, credentials, false, stop);
            throwIfStopped(stop);
        }
    }
    facts.push = co_await attempt(repository, credentials, true, stop);
    throwIfStopped(stop);
    const auto isRefused = [](const Attempt &attempt) {
        return attempt.status == 403 || attempt.status == 404;
    };
    if (isRefused(facts.fetch)) {
        facts.otherRegion = co_await otherRegion(repository, credentials, stop);
        throwIfStopped(stop);
    }
    const bool fetchRefused = isRefused(facts.fetch);
    if (facts.otherRegion.isEmpty() && (fetchRefused || isRefused(facts.push))) {
        facts.otherRole = co_await otherRole(repository, role, !fetchRefused, stop);
        throwIfStopped(stop);
    }
    co_return vouch::diagnose(facts);
}

QCoro::Task<Attempt> RepositoryAccess::attempt(RepositoryAddress repository,
                                               aws::Credentials credentials, bool push,
                                               std::stop_token stop) {
    Skew &clock = parts_.sts.clocks().of(repository.url().host());
    const auto sign = [&] {
        return aws::signGit(credentials, repository.host.toLatin1(), repository.region.toLatin1(),
                            repository.path.toUtf8(), clock.now());
    };
    const auto service = push ? aws::GitService::Push : aws::GitService::Fetch;
    Attempt result;
    try {
        const auto offset = clock.offset();
        auto signature = sign();
        aws::RefsResponse answer = co_await aws::requestRefs(
            &parts_.awsHttp, &clock, repository.url(), service, signature, stop);
        throwIfStopped(stop);
        if (answer.status == 403 && Skew::isSignificant(offset, clock.offset())) {
            signature = sign();
            answer = co_await aws::requestRefs(&parts_.awsHttp, &clock, repository.url(), service,
                                               signature, stop);
            throwIfStopped(stop);
        }
        result.status = answer.status;
        result.message = answer.reason;
    } catch (const Error &error) {
        throwIfStopped(stop);
        result.failure = error.message();
        result.hint = error.hint();
    }
    throwIfStopped(stop);
    co_return result;
}

QCoro::Task<std::optional<Role>> RepositoryAccess::otherRole(RepositoryAddress repository,
                                                             Role refused, bool push,
                                                             std::stop_token stop) {
    const QList<Role> roles = parts_.configuration.settings().roles;
    if (!parts_.session.isActive())
        co_return std::nullopt;
    // A separate object, so that nothing obtained here is cached.
    const auto source =
        std::make_unique<RoleCredentials>(parts_.servers, parts_.session, parts_.sts, parts_.clock);
    int tried = 0;
    for (const Role &role : roles) {
        if (role.arn == refused.arn || ++tried > maxOthers)
            continue;
        Attempt answer;
        try {
            const QString stsRegion = role.region.isEmpty() ? repository.region : role.region;
            const aws::Credentials used = co_await source->ask(role, stsRegion, stop);
            throwIfStopped(stop);
            answer = co_await attempt(repository, used, push, stop);
        } catch (const Error &) {
            // Without credentials the role doesn't help.
        }
        throwIfStopped(stop);
        if (answer.status == 200)
            co_return std::optional<Role>(role);
    }
    co_return std::nullopt;
}

QCoro::Task<QString> RepositoryAccess::otherRegion(RepositoryAddress repository,
                                                   aws::Credentials credentials,
                                                   std::stop_token stop) {
    const QStringList regions = regionsIn(parts_.configuration.settings());
    for (const QString &region : regions) {
        if (region == repository.region ||
            aws::partitionOf(region) != aws::partitionOf(repository.region))
            continue;
        RepositoryAddress elsewhere = repository;
        elsewhere.region = region;
        elsewhere.host = QString::fromStdString(codecommit::hostIn(region.toStdString()));
        const Attempt answer = co_await attempt(elsewhere, credentials, false, stop);
        throwIfStopped(stop);
        if (answer.status == 200)
            co_return QString(region);
    }
    co_return QString();
}

} // namespace vouch
