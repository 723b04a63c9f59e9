// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/credentials/routes.h"
#include "session/prompting/prompt_context.h"
#include "session/prompting/shared_questions.h"

#include <QCoreApplication>
#include <QHash>
#include <QString>
#include <QStringList>

#include <QCoro/QCoroTask>

#include <stop_token>

namespace vouch {

class Configuration;
class CurrentServer;
class Error;
class Profiles;
class Prompts;

/// Finds the role or profile for a request: by name, by the rules in the settings, by the
/// requester's AWS_PROFILE (routes.h), or by prompting the user. GUI thread.
class RouteResolver {
    Q_DECLARE_TR_FUNCTIONS(vouch::RouteResolver)
public:
    /// The arguments must outlive this.
    RouteResolver(Configuration &configuration, CurrentServer &servers, Profiles &profiles,
                  Questions &questions, Prompts &prompts);

    /// Finds a role or a profile by name; a role takes precedence. An empty name means the default
    /// in the settings, or the requester's AWS_PROFILE. Throws NotFound with the nearest names.
    QCoro::Task<Route> find(QString name, AwsVariables variables, std::stop_token stop);
    /// Chooses the role or profile for a repository. If the settings don't decide, prompts the user
    /// if `context` allows it, and saves the answer as a rule.
    QCoro::Task<Route> choose(QString userName, QString region, QString repository,
                              PromptContext context, std::stop_token stop);

private:
    Error nothingSetUp() const;
    QCoro::Task<Route> resolve(NamedRoute wanted, AwsVariables variables, QString region,
                               std::stop_token stop);
    QCoro::Task<Route> named(NamedRoute wanted, QString region, std::stop_token stop);
    QCoro::Task<Route> byVariable(QString profile, std::stop_token stop);
    QCoro::Task<Route> undecided(QString region, QString repository, PromptContext context,
                                 std::stop_token stop);
    QCoro::Task<Route> ask(QStringList profiles, QString region, QString repository,
                           PromptContext context, std::stop_token stop);
    QCoro::Task<> choice(Questions::Waiter *question, QString glob, std::stop_token stop);

    Configuration &configuration_;
    CurrentServer &servers_;
    Profiles &profiles_;
    Prompts &prompts_;
    SharedQuestions<QString> questions_; ///< by the rule's glob
    QHash<QString, QString> chosen_;     ///< during this run, by the rule's glob
};

} // namespace vouch
