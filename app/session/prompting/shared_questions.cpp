// SPDX-License-Identifier: Apache-2.0
#include "session/prompting/shared_questions.h"

#include "session/prompting/prompts.h"

namespace vouch {

struct SharedQuestions::Waiter {
    SharedQuestions *all;
    QString key;
    Requester who;
    Deferred<bool> deferred;

    Waiter(SharedQuestions *questions, QString name, Requester requester)
        : all(questions), key(std::move(name)), who(std::move(requester)) {}
    Waiter(const Waiter &) = delete;
    Waiter &operator=(const Waiter &) = delete;
    ~Waiter() { all->leave(key, this); }
};

struct SharedQuestions::Shared {
    QList<Waiter *> waiters; ///< oldest first
    std::unique_ptr<Questions::Waiter> question;
    ScopedTask task;

    void updateRequesters() const {
        QList<Requester> who;
        for (const Waiter *waiter : waiters)
            who.append(waiter->who);
        question->setRequesters(who);
    }
};

QCoro::Task<> SharedQuestions::join(QString key, Questions::Question question, Ceremony ceremony,
                                    PromptContext context, std::stop_token stop) {
    context.waiting();
    auto waiter = enter(key, std::move(question), std::move(ceremony), context.who);
    const auto done = waiter->deferred.future();
    const std::function<void()> leave = [&waiter] { waiter.reset(); };
    co_await prompts_.answered(done, context.who, leave, stop);
}

std::unique_ptr<SharedQuestions::Waiter> SharedQuestions::enter(const QString &key,
                                                                Questions::Question question,
                                                                Ceremony ceremony,
                                                                const Requester &who) {
    auto waiter = std::make_unique<Waiter>(this, key, who);
    if (const auto shared = shared_.value(key)) {
        shared->waiters.append(waiter.get());
        shared->updateRequesters();
        return waiter;
    }
    const auto shared = std::make_shared<Shared>();
    shared_.insert(key, shared);
    shared->waiters.append(waiter.get());
    question.requesters = {who};
    shared->question = questions_.ask(std::move(question));
    shared->task =
        ScopedTask([=, this](std::stop_token stop) { return run(key, ceremony, std::move(stop)); },
                   [=, this](const Error &error) {
                       if (const auto failed = shared_.take(key))
                           for (Waiter *waiting : std::as_const(failed->waiters))
                               waiting->deferred.fail(error);
                   });
    return waiter;
}

QCoro::Task<> SharedQuestions::run(QString key, Ceremony ceremony, std::stop_token stop) {
    // Don't keep the shared question alive here: it must go when the last waiter leaves.
    Questions::Waiter *question = shared_.value(key)->question.get();
    co_await ceremony(question, stop);
    throwIfStopped(stop);
    const auto shared = shared_.take(key);
    for (Waiter *waiting : std::as_const(shared->waiters))
        waiting->deferred.deliver(true);
}

void SharedQuestions::leave(const QString &key, Waiter *waiter) {
    const auto shared = shared_.value(key);
    if (!shared || !shared->waiters.removeOne(waiter))
        return;
    if (shared->waiters.isEmpty())
        shared_.remove(key);
    else
        shared->updateRequesters();
}

void SharedQuestions::cancel() {
    const auto ended = std::exchange(shared_, {});
    for (const auto &shared : ended)
        for (Waiter *waiting : std::as_const(shared->waiters))
            waiting->deferred.fail(cancelled());
}

} // namespace vouch
