// SPDX-License-Identifier: Apache-2.0
#include "session/credentials/route_resolver.h"

#include "core/displayed.h"
#include "core/nearest_names.h"
#include "session/configuration.h"
#include "session/current_server.h"
#include "session/profiles/profiles.h"
#include "session/prompting/prompts.h"

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The maximum length of an unknown name in a message, in characters.
constexpr qsizetype maxShown = 100;
/// The maximum number of roles and profiles in a message.
constexpr qsizetype maxListed = 6;

QStringList roleNames(const Settings &settings) {
    QStringList names;
    for (const Role &role : settings.roles)
        names.append(role.name);
    return names;
}

} // namespace

RouteResolver::RouteResolver(Configuration &configuration, CurrentServer &servers,
                             Profiles &profiles, Questions &questions, Prompts &prompts)
    : configuration_(configuration), servers_(servers), profiles_(profiles), prompts_(prompts),
      questions_(questions, prompts) {}

QCoro::Task<Route> RouteResolver::find(QString name, AwsVariables variables, std::stop_token stop) {
    co_await configuration_.upToDate(stop);
    throwIfStopped(stop);
    const Settings &settings = configuration_.settings();
    const auto wanted =
        withVariable(settings, nameRoute(settings, name, QString(), QString()), variables.profile);
    if (!wanted)
        throw Error(Error::Kind::NotSetUp, tr("No role or profile was specified."),
                    tr("Specify one: --role NAME or --profile NAME"));
    co_return co_await resolve(*wanted, variables, variables.region, stop);
}

QCoro::Task<Route> RouteResolver::choose(QString userName, QString region, QString repository,
                                         PromptContext context, std::stop_token stop) {
    co_await configuration_.upToDate(stop);
    throwIfStopped(stop);
    const Settings &settings = configuration_.settings();
    const auto wanted = withVariable(settings, nameRoute(settings, userName, region, repository),
                                     context.variables.profile);
    if (wanted)
        co_return co_await resolve(*wanted, context.variables, region, stop);
    const Route route = co_await undecided(region, repository, context, stop);
    throwIfStopped(stop);
    if (route.isProfile())
        profiles_.requireSameFiles(context.variables);
    co_return Route(route);
}

/// Chooses when the settings don't decide.
QCoro::Task<Route> RouteResolver::undecided(QString region, QString repository,
                                            PromptContext context, std::stop_token stop) {
    if (const QString chosen = chosen_.value(region + u'/' + repository); !chosen.isEmpty()) {
        const NamedRoute wanted{chosen, Route::Because::Chosen};
        co_return co_await named(wanted, region, stop);
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
    co_return co_await ask(profiles, region, repository, context, stop);
}

/// Reports what is missing, the server first.
Error RouteResolver::nothingSetUp() const {
    servers_.server();
    return {Error::Kind::NotSetUp, tr("No AWS role is set up yet."),
            tr("Run: vouch config add-role NAME arn:aws:iam::ACCOUNT:role/ROLE")};
}

/// Resolves the name, and notes an AWS_PROFILE that doesn't count.
QCoro::Task<Route> RouteResolver::resolve(NamedRoute wanted, AwsVariables variables, QString region,
                                          std::stop_token stop) {
    const bool isVariable = wanted.because == Route::Because::Variable;
    if (isVariable) // before looking in files that the requester didn't mean
        profiles_.requireSameFiles(variables);
    Route route = co_await named(wanted, region, stop);
    throwIfStopped(stop);
    if (route.isProfile())
        profiles_.requireSameFiles(variables);
    if (isVariableUnused(configuration_.settings(), route, variables.profile))
        route.unusedProfile = displayed(variables.profile, maxShown);
    co_return Route(route);
}

/// AWS_PROFILE always names a profile, never a role, as it does for AWS's own tools.
QCoro::Task<Route> RouteResolver::byVariable(QString profile, std::stop_token stop) {
    const QStringList profiles = co_await profiles_.names(stop);
    throwIfStopped(stop);
    if (!profiles.contains(profile)) {
        const QString ignore = tr("To make Vouch ignore it: %1")
                                   .arg("vouch config set aws-profile-variable ignore"_L1);
        const QString nearest = nearestNames(profile, profiles).join(", "_L1);
        throw Error(Error::Kind::NotFound,
                    tr("AWS_PROFILE is set to “%1”, but that AWS profile doesn't exist.")
                        .arg(displayed(profile, maxShown)),
                    profiles.isEmpty() ? ignore
                                       : tr("The nearest are: %1.").arg(nearest) + u' ' + ignore);
    }
    Route route;
    route.profile = profile;
    route.because = Route::Because::Variable;
    co_return Route(route);
}

/// A role takes precedence over a profile of the same name. Profiles are read only if no role
/// matches, so that roles work without opening a keychain.
QCoro::Task<Route> RouteResolver::named(NamedRoute wanted, QString region, std::stop_token stop) {
    if (wanted.because == Route::Because::Variable)
        co_return co_await byVariable(wanted.name, stop);
    Route route;
    route.because = wanted.because;
    if (const Role *role = configuration_.settings().findRole(wanted.name)) {
        route.role = *role;
        route.region = role->region.isEmpty() ? region : role->region;
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
                    tr("Your settings refer to “%1”, which is neither a role nor an AWS profile.")
                        .arg(wanted.name),
                    tr("To see your settings: vouch config list"));
    // git may send back a user name that Vouch issued, with a session token after the `%`.
    const QString shown = wanted.name.section(u'%', 0, 0).left(maxShown);
    throw Error(Error::Kind::NotFound, tr("There is no role or AWS profile “%1”.").arg(shown),
                tr("The nearest are: %1.").arg(nearestNames(shown, all).join(", "_L1)));
}

QCoro::Task<Route> RouteResolver::ask(QStringList profiles, QString region, QString repository,
                                      PromptContext context, std::stop_token stop) {
    const QStringList roles = roleNames(configuration_.settings());
    const QStringList all = roles + profiles;
    const QString message =
        (repository.isEmpty() ? tr("No default role is set. You have %1.")
                              : tr("No role is set for this repository. You have %1."))
            .arg(all.first(qMin(maxListed, all.size())).join(", "_L1));
    const QString hint = tr("Choose one: vouch config set role %1").arg(all.first());
    if (!prompts_.hasDisplay() || context.prompting == Prompting::No)
        throw Error(Error::Kind::Role, message, hint);
    prompts_.requireWindow(context, message, hint);

    Questions::Question question;
    question.kind = Questions::Question::Kind::Choice;
    question.roles = roles;
    question.profiles = profiles;
    const QString glob = region + u'/' + repository;
    const SharedQuestions<QString>::Ceremony ceremony = [=, this](Questions::Waiter *asked,
                                                                  std::stop_token stopped) {
        return choice(asked, glob, std::move(stopped));
    };
    co_await questions_.join(glob, question, ceremony, context, stop);
    throwIfStopped(stop);
    const NamedRoute wanted{chosen_.value(glob), Route::Because::Chosen};
    co_return co_await named(wanted, region, stop);
}

/// Saves the answer as a rule, or for the rest of this run only.
QCoro::Task<> RouteResolver::choice(Questions::Waiter *question, QString glob,
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

} // namespace vouch
