// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"
#include "core/scoped_task.h"
#include "session/prompting/prompt_context.h"
#include "session/prompting/questions.h"

#include <QHash>
#include <QString>

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <stop_token>

namespace vouch {

class Prompts;

/// Questions that several requests can wait for: requests for the same thing share one question,
/// which is withdrawn when the last of them leaves. GUI thread.
class SharedQuestions {
public:
    SharedQuestions(Questions &questions, Prompts &prompts)
        : questions_(questions), prompts_(prompts) {}
    ~SharedQuestions() { cancel(); }

    /// Handles the answers until one is accepted. `question` is valid until `stop` is requested.
    using Ceremony =
        std::function<QCoro::Task<>(Questions::Waiter *question, std::stop_token stop)>;
    /// Waits for the question under `key`; the first request starts it with `question` and
    /// `ceremony`. Calls `context.waiting` first. Throws what the ceremony and Prompts::answered
    /// throw.
    QCoro::Task<> join(QString key, Questions::Question question, Ceremony ceremony,
                       PromptContext context, std::stop_token stop);
    /// Withdraws all questions and fails the waiting requests as canceled.
    void cancel();

private:
    struct Shared;
    /// One waiting request; destroying it leaves.
    struct Waiter;

    std::unique_ptr<Waiter> enter(const QString &key, Questions::Question question,
                                  Ceremony ceremony, const Requester &who);
    void leave(const QString &key, Waiter *waiter);
    QCoro::Task<> run(QString key, Ceremony ceremony, std::stop_token stop);

    Questions &questions_;
    Prompts &prompts_;
    QHash<QString, std::shared_ptr<Shared>> shared_;
};

} // namespace vouch
