// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"
#include "session/credentials/routes.h"
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
class Session;

/// Gives AWS credentials to another program than git, as the settings say: never, always, or after
/// the person allowed it to that program once. That is good for the file whose code the program
/// runs, until they sign out or it was not used for a quarter of an hour; where the file can't be
/// told from others, for one time. A profile's long-lived keys are another matter: unless the
/// settings say never, the person is asked each time. What came of each request is written to the
/// activity. GUI thread.
class ProgramCredentials : public QObject {
    Q_OBJECT
public:
    struct Request {
        QString name;                     ///< a role or profile; empty: the settings' choice
        std::chrono::seconds duration{0}; ///< of a role session; zero: as the role or profile says
        /// A profile without a role gives its long-lived keys themselves.
        bool longLived = false;
        Requester::Purpose purpose = Requester::Purpose::Program;
    };
    struct Given {
        QByteArray accessKeyId;
        SharedSecret secretAccessKey;
        SharedSecret sessionToken; ///< null for long-lived keys
        Time expiresAt{};          ///< of those with a token; 15 minutes away and more
        QString region;            ///< may be empty
        Route route;
    };

    /// All of it outlives this.
    ProgramCredentials(Configuration &configuration, Session &session,
                       CredentialProvider &credentials, Questions &questions, Prompts &prompts,
                       Activity &activity, PromptSnooze &snooze, Clock &clock);
    ~ProgramCredentials() override;

    /// Throws Error: Unsupported where the settings say never; PromptNeeded where nobody may or can
    /// be asked, PromptSnooze where the person wants no question for now, Cancelled when they will
    /// not allow it, TimedOut after 120 s without an answer; NotFound with the nearest names; and
    /// what CredentialProvider throws.
    QCoro::Task<Given> give(Request wanted, PromptContext context, std::stop_token stop);

    /// Forgets what was allowed.
    void forget() { allowed_.clear(); }

private:
    /// What the person allows: to whom, what, and of which kind.
    struct Permission {
        QString identity; ///< Requester's; empty: good for one time only
        QString route;
        bool isProfile = false; ///< a role may have the same name
        bool longLived = false; ///< such a one is good for one time only

        bool operator==(const Permission &) const = default;
        friend size_t qHash(const Permission &permission, size_t seed) noexcept {
            return qHashMulti(seed, permission.identity, permission.route, permission.isProfile,
                              permission.longLived);
        }
        bool isForOnce() const { return longLived || identity.isEmpty(); }
        QString key() const;
    };
    bool isAllowed(const Permission &permission);

    /// Gives, and sets who it is for as far as that is known.
    QCoro::Task<Given> provide(Request wanted, PromptContext *context, std::stop_token stop);
    /// Finishes when the program may have it.
    QCoro::Task<> allowed(Route route, bool longLived, PromptContext context, std::stop_token stop);
    QCoro::Task<> permitted(Questions::Waiter *question, Permission permission,
                            std::stop_token stop);

    Configuration &configuration_;
    CredentialProvider &credentials_;
    Prompts &prompts_;
    SharedQuestions questions_;
    Activity &activity_;
    PromptSnooze &snooze_;
    Clock &clock_;
    /// When each was last used, by the clock that nobody can set.
    QHash<Permission, std::chrono::seconds> allowed_;
    quint64 nextOnce_ = 0; ///< tells questions apart that nobody may share
};

} // namespace vouch
