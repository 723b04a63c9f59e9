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

struct SharedQuestions::Joint {
    QList<Waiter *> waiters; ///< who waits, the first one first
    std::unique_ptr<Questions::Waiter> question;
    ScopedTask task;

    void tellWhoWaits() const {
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
    if (const auto joint = joints_.value(key)) {
        joint->waiters.append(waiter.get());
        joint->tellWhoWaits();
        return waiter;
    }
    const auto joint = std::make_shared<Joint>();
    joints_.insert(key, joint);
    joint->waiters.append(waiter.get());
    question.requesters = {who};
    joint->question = questions_.ask(std::move(question));
    joint->task =
        ScopedTask([=, this](std::stop_token stop) { return run(key, ceremony, std::move(stop)); },
                   [=, this](const Error &error) {
                       if (const auto failed = joints_.take(key))
                           for (Waiter *waiting : std::as_const(failed->waiters))
                               waiting->deferred.fail(error);
                   });
    return waiter;
}

QCoro::Task<> SharedQuestions::run(QString key, Ceremony ceremony, std::stop_token stop) {
    // Nothing here may hold on to the joint: it goes when the last one leaves.
    Questions::Waiter *question = joints_.value(key)->question.get();
    co_await ceremony(question, stop);
    throwIfStopped(stop);
    const auto joint = joints_.take(key);
    for (Waiter *waiting : std::as_const(joint->waiters))
        waiting->deferred.deliver(true);
}

void SharedQuestions::leave(const QString &key, Waiter *waiter) {
    const auto joint = joints_.value(key);
    if (!joint || !joint->waiters.removeOne(waiter))
        return;
    if (joint->waiters.isEmpty())
        joints_.remove(key);
    else
        joint->tellWhoWaits();
}

void SharedQuestions::cancel() {
    const auto ended = std::exchange(joints_, {});
    for (const auto &joint : ended)
        for (Waiter *waiting : std::as_const(joint->waiters))
            waiting->deferred.fail(cancelled());
}

} // namespace vouch
