// SPDX-License-Identifier: Apache-2.0
// The part that asks CodeCommit, as git would, with a fresh signature.
#include "session/doctor/health_checks.h"

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

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::HealthChecks)
};

/// How many other roles, and regions, are tried where one is refused.
constexpr int maxOthers = 6;

/// The regions that the settings name: of the roles, and in the rules' globs.
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

QCoro::Task<Diagnosis> HealthChecks::diagnose(RepositoryAddress repository, std::stop_token stop) {
    co_await parts_.configuration.upToDate(stop);
    throwIfStopped(stop);
    const Route route = co_await routeTo(repository, AwsVariables(), stop);
    throwIfStopped(stop);
    const aws::Credentials used = co_await credentialsOf(route, stop);
    throwIfStopped(stop);
    co_return co_await examine(repository, route, used, stop);
}

QCoro::Task<Route> HealthChecks::routeTo(RepositoryAddress repository, AwsVariables variables,
                                         std::stop_token stop) {
    PromptContext nobody;
    nobody.prompting = Prompting::No;
    nobody.variables = variables;
    nobody.waiting = [] {};
    co_return co_await parts_.routes.choose(repository.userName, repository.region,
                                                 repository.name(), nobody, stop);
}

HealthChecks::Asked HealthChecks::newAsked() const {
    return std::make_shared<RoleCredentials>(parts_.servers, parts_.session, parts_.sts,
                                             parts_.clock);
}

QCoro::Task<aws::Credentials> HealthChecks::credentialsOf(Route route,
                                                          std::stop_token stop) {
    PromptContext nobody;
    nobody.prompting = Prompting::No;
    nobody.waiting = [] {};
    const CredentialsRequest request;
    co_return co_await parts_.credentials.probe(route, request, nobody, stop);
}

QCoro::Task<Role> HealthChecks::roleBehind(Route route, std::stop_token stop) {
    Role role = route.role;
    if (route.isProfile()) {
        const aws::ProfilePlan plan = co_await parts_.profiles.plan(route.profile, stop);
        role.name = plan.hops.isEmpty() ? route.profile : plan.hops.last().role.name;
        role.arn = plan.hops.isEmpty() ? QString() : plan.hops.last().role.text;
    }
    co_return Role(role);
}

QCoro::Task<Diagnosis> HealthChecks::examine(RepositoryAddress repository, Route route,
                                             aws::Credentials credentials, std::stop_token stop) {
    const Role role = co_await roleBehind(route, stop);
    throwIfStopped(stop);
    RepositoryFacts facts{repository, role, {}, {}, {}, {}};
    facts.fetch = co_await attempt(repository, credentials, false, stop);
    throwIfStopped(stop);
    if (facts.fetch.status == 403) { // as for git: they may be revoked
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
        facts.otherRole = co_await otherRole(repository, role, !fetchRefused, newAsked(), stop);
        throwIfStopped(stop);
    }
    co_return vouch::diagnose(facts);
}

QCoro::Task<Attempt> HealthChecks::attempt(RepositoryAddress repository,
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
        aws::RefsAnswer answer = co_await aws::askForRefs(&parts_.awsHttp, &clock, repository.url(),
                                                          service, signature, stop);
        throwIfStopped(stop);
        if (answer.status == 403 && Skew::isNews(offset, clock.offset())) {
            signature = sign();
            answer = co_await aws::askForRefs(&parts_.awsHttp, &clock, repository.url(), service,
                                              signature, stop);
            throwIfStopped(stop);
        }
        result.status = answer.status;
        result.message = answer.words;
    } catch (const Error &error) {
        throwIfStopped(stop);
        result.failure = error.message();
        result.hint = error.hint();
    }
    throwIfStopped(stop);
    co_return result;
}

QCoro::Task<std::optional<Role>> HealthChecks::otherRole(RepositoryAddress repository, Role refused,
                                                         bool push, Asked asked,
                                                         std::stop_token stop) {
    const QList<Role> roles = parts_.configuration.settings().roles;
    if (!parts_.session.isActive())
        co_return std::nullopt;
    int tried = 0;
    for (const Role &role : roles) {
        if (role.arn == refused.arn || ++tried > maxOthers)
            continue;
        Attempt answer;
        try {
            const QString stsRegion = role.region.isEmpty() ? repository.region : role.region;
            const aws::Credentials used = co_await asked->ask(role, stsRegion, stop);
            throwIfStopped(stop);
            answer = co_await attempt(repository, used, push, stop);
        } catch (const Error &) {
            // A role that can't be had is no way out.
        }
        throwIfStopped(stop);
        if (answer.status == 200)
            co_return std::optional<Role>(role);
    }
    co_return std::nullopt;
}

QCoro::Task<QString> HealthChecks::otherRegion(RepositoryAddress repository,
                                               aws::Credentials credentials, std::stop_token stop) {
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
