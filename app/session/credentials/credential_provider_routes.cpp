// SPDX-License-Identifier: Apache-2.0
// Which role or profile it is to be.
#include "session/credentials/credential_provider.h"

#include "core/displayed.h"
#include "core/nearest_names.h"
#include "session/configuration.h"
#include "session/current_server.h"
#include "session/profiles/profiles.h"
#include "session/prompting/prompts.h"

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Of a name that is none of ours, in characters.
constexpr qsizetype maxShown = 100;
constexpr qsizetype maxNamed = 6;

QStringList roleNames(const Settings &settings) {
    QStringList names;
    for (const Role &role : settings.roles)
        names.append(role.name);
    return names;
}

} // namespace

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
                                              PromptContext context, std::stop_token stop) {
    co_await configuration_.upToDate(stop);
    throwIfStopped(stop);
    const Settings &settings = configuration_.settings();
    const auto wanted = withVariable(settings, nameRoute(settings, userName, region, repository),
                                     context.variables.profile);
    if (wanted)
        co_return co_await settled(*wanted, context.variables, stop);
    const Route route = co_await open(region, repository, context, stop);
    throwIfStopped(stop);
    if (route.isProfile())
        profiles_.requireSameFiles(context.variables);
    co_return Route(route);
}

/// Where nothing names it.
QCoro::Task<Route> CredentialProvider::open(QString region, QString repository,
                                            PromptContext context, std::stop_token stop) {
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
    co_return co_await ask(profiles, region, repository, context, stop);
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
        route.unusedProfile = displayed(variables.profile, maxShown);
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
                        .arg(displayed(profile, maxShown)),
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
    const QString shown = wanted.name.section(u'%', 0, 0).left(maxShown);
    throw Error(Error::Kind::NotFound, tr("There is no role or AWS profile “%1”.").arg(shown),
                tr("The nearest are: %1.").arg(nearestNames(shown, all).join(", "_L1)));
}

QCoro::Task<Route> CredentialProvider::ask(QStringList profiles, QString region, QString repository,
                                           PromptContext context, std::stop_token stop) {
    const QStringList roles = roleNames(configuration_.settings());
    const QStringList all = roles + profiles;
    const QString which =
        tr("Which role? You have %1.").arg(all.first(qMin(maxNamed, all.size())).join(", "_L1));
    const QString hint = tr("Choose one: vouch config set role %1").arg(all.first());
    if (!prompts_.hasDisplay() || context.prompting == Prompting::No)
        throw Error(Error::Kind::Role, which, hint);
    prompts_.requireWindow(context, which, hint);

    Questions::Question question;
    question.kind = Questions::Question::Kind::Choice;
    question.roles = roles;
    question.profiles = profiles;
    const QString glob = region + u'/' + repository;
    const SharedQuestions::Ceremony ceremony = [=, this](Questions::Waiter *asked,
                                                         std::stop_token stopped) {
        return choice(asked, glob, std::move(stopped));
    };
    co_await questions_.join(glob, question, ceremony, context, stop);
    throwIfStopped(stop);
    const NamedRoute wanted{chosen_.value(glob), Route::Because::Chosen};
    co_return co_await named(wanted, stop);
}

/// The answer, remembered as a rule or for the rest of this run only.
QCoro::Task<> CredentialProvider::choice(Questions::Waiter *question, QString glob,
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
