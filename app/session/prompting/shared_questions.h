// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"
#include "core/scoped_task.h"
#include "session/prompting/prompt_context.h"
#include "session/prompting/prompts.h"
#include "session/prompting/questions.h"

#include <QHash>
#include <QList>

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

namespace vouch {

/// Questions that several requests can wait for: requests for the same thing share one question,
/// which is withdrawn when the last of them leaves. `Key` needs `==` and qHash(). GUI thread.
template <typename Key>
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
    QCoro::Task<> join(Key key, Questions::Question question, Ceremony ceremony,
                       PromptContext context, std::stop_token stop);
    /// Withdraws all questions and fails the waiting requests as canceled.
    void cancel();

private:
    struct Shared;
    /// One waiting request; destroying it leaves.
    struct Waiter;

    std::unique_ptr<Waiter> enter(const Key &key, Questions::Question question, Ceremony ceremony,
                                  const Requester &who);
    void leave(const Key &key, Waiter *waiter);
    QCoro::Task<> run(Key key, Ceremony ceremony, std::stop_token stop);

    Questions &questions_;
    Prompts &prompts_;
    QHash<Key, std::shared_ptr<Shared>> shared_;
};

template <typename Key>
struct SharedQuestions<Key>::Waiter {
    SharedQuestions *all;
    Key key;
    Requester who;
    Deferred<bool> deferred;

    Waiter(SharedQuestions *questions, Key name, Requester requester)
        : all(questions), key(std::move(name)), who(std::move(requester)) {}
    Waiter(const Waiter &) = delete;
    Waiter &operator=(const Waiter &) = delete;
    ~Waiter() { all->leave(key, this); }
};

template <typename Key>
struct SharedQuestions<Key>::Shared {
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

template <typename Key>
QCoro::Task<> SharedQuestions<Key>::join(Key key, Questions::Question question, Ceremony ceremony,
                                         PromptContext context, std::stop_token stop) {
    context.waiting();
    auto waiter = enter(key, std::move(question), std::move(ceremony), context.who);
    const auto done = waiter->deferred.future();
    const std::function<void()> leave = [&waiter] { waiter.reset(); };
    co_await prompts_.answered(done, context.who, leave, stop);
}

template <typename Key>
std::unique_ptr<typename SharedQuestions<Key>::Waiter>
SharedQuestions<Key>::enter(const Key &key, Questions::Question question, Ceremony ceremony,
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

template <typename Key>
QCoro::Task<> SharedQuestions<Key>::run(Key key, Ceremony ceremony, std::stop_token stop) {
    // Don't keep the shared question alive here: it must go when the last waiter leaves.
    Questions::Waiter *question = shared_.value(key)->question.get();
    co_await ceremony(question, stop);
    throwIfStopped(stop);
    const auto shared = shared_.take(key);
    for (Waiter *waiting : std::as_const(shared->waiters))
        waiting->deferred.deliver(true);
}

template <typename Key>
void SharedQuestions<Key>::leave(const Key &key, Waiter *waiter) {
    const auto shared = shared_.value(key);
    if (!shared || !shared->waiters.removeOne(waiter))
        return;
    if (shared->waiters.isEmpty())
        shared_.remove(key);
    else
        shared->updateRequesters();
}

template <typename Key>
void SharedQuestions<Key>::cancel() {
    const auto ended = std::exchange(shared_, {});
    for (const auto &shared : ended)
        for (Waiter *waiting : std::as_const(shared->waiters))
            waiting->deferred.fail(canceled());
}

} // namespace vouch
