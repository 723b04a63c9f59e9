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

/// Questions that several requests wait for: whoever wants the same joins, whoever hangs up leaves,
/// and with the last one the question is taken back. GUI thread.
class SharedQuestions {
public:
    SharedQuestions(Questions &questions, Prompts &prompts)
        : questions_(questions), prompts_(prompts) {}
    ~SharedQuestions() { cancel(); }

    /// What is done with the answers, until one satisfies. The question lives while `stop` does not
    /// say otherwise.
    using Ceremony =
        std::function<QCoro::Task<>(Questions::Waiter *question, std::stop_token stop)>;
    /// Finishes when the ceremony under `key` has, which the first one begins. `context.waiting` is
    /// told before. Throws what the ceremony throws, and what Prompts::answered does.
    QCoro::Task<> join(QString key, Questions::Question question, Ceremony ceremony,
                       PromptContext context, std::stop_token stop);
    /// Takes all of them back; whoever waits is told that it was cancelled.
    void cancel();

private:
    struct Joint;
    /// A request's waiter; destroying it leaves.
    struct Waiter;

    std::unique_ptr<Waiter> enter(const QString &key, Questions::Question question,
                                  Ceremony ceremony, const Requester &who);
    void leave(const QString &key, Waiter *waiter);
    QCoro::Task<> run(QString key, Ceremony ceremony, std::stop_token stop);

    Questions &questions_;
    Prompts &prompts_;
    QHash<QString, std::shared_ptr<Joint>> joints_;
};

} // namespace vouch
