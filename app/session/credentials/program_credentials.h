// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"
#include "session/credentials/routes.h"
#include "session/profiles/credentials_request.h"
#include "session/prompting/prompt_context.h"
#include "session/prompting/shared_questions.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <QCoro/QCoroTask>

#include <chrono>
#include <stop_token>

namespace vouch {

class Activity;
class Configuration;
class CredentialProvider;
class Error;
class Prompts;
class PromptSnooze;
class RouteResolver;
class Session;

/// Gives AWS credentials to programs other than git. Depending on the settings that is never,
/// always, or after the user has allowed the program. A permission holds for the program's
/// executable file, until sign-out or until 15 minutes pass without use; if the file can't be
/// identified, it holds once. A profile's long-lived keys always take a prompt, unless the setting
/// is never. Logs the outcome of each request in the activity. GUI thread.
class ProgramCredentials : public QObject {
    Q_OBJECT
public:
    struct Given {
        QByteArray accessKeyId;
        SharedSecret secretAccessKey;
        SharedSecret sessionToken; ///< null for long-lived keys
        Time expiresAt{};          ///< of temporary ones; at least 15 minutes away
        QString region;            ///< may be empty
        Route route;
    };

    /// The arguments must outlive this.
    ProgramCredentials(Configuration &configuration, Session &session, RouteResolver &routes,
                       CredentialProvider &credentials, Questions &questions, Prompts &prompts,
                       Activity &activity, PromptSnooze &snooze, Clock &clock);
    ~ProgramCredentials() override;

    /// `name`: a role or profile; empty for the default. `context` says whether it is for a program
    /// or the console. `request.minLife` is raised to 15 minutes.
    /// Throws Error: Unsupported if the setting is never, PromptNeeded if a prompt isn't allowed or
    /// possible, Snoozed while prompts are snoozed, Canceled if the user declines, TimedOut after
    /// 120 s without an answer, NotFound with the nearest names, and what CredentialProvider
    /// throws.
    QCoro::Task<Given> give(QString name, CredentialsRequest request, PromptContext context,
                            std::stop_token stop);

    /// Forgets all permissions.
    void forget() { allowed_.clear(); }

private:
    /// What the user allows, and to which program.
    struct Permission {
        QString identity; ///< Requester's; empty: good for one request
        QString route;
        bool isProfile = false; ///< a role can have the same name
        bool longLived = false; ///< good for one request
        quint64 unshared = 0;   ///< not zero: the number of a question that no requests share

        bool operator==(const Permission &) const = default;
        friend size_t qHash(const Permission &permission, size_t seed) noexcept {
            return qHashMulti(seed, permission.identity, permission.route, permission.isProfile,
                              permission.longLived, permission.unshared);
        }
        bool isForOnce() const { return longLived || identity.isEmpty(); }
    };
    bool isAllowed(const Permission &permission);

    /// Fills in `context`'s requester as far as it gets.
    QCoro::Task<Given> provide(QString name, CredentialsRequest request, PromptContext *context,
                               std::stop_token stop);
    /// Completes once the program is allowed to have them.
    QCoro::Task<> allowed(Route route, bool longLived, PromptContext context, std::stop_token stop);
    QCoro::Task<> permitted(Questions::Waiter *question, Permission permission,
                            std::stop_token stop);

    Configuration &configuration_;
    RouteResolver &routes_;
    CredentialProvider &credentials_;
    Prompts &prompts_;
    SharedQuestions<Permission> questions_;
    Activity &activity_;
    PromptSnooze &snooze_;
    Clock &clock_;
    /// When each was last used, by Clock::elapsed().
    QHash<Permission, std::chrono::seconds> allowed_;
    quint64 nextUnshared_ = 1; ///< the number of the next question that no requests share
};

} // namespace vouch
