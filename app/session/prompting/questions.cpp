// SPDX-License-Identifier: Apache-2.0
#include "session/prompting/questions.h"

#include <utility>

namespace vouch {

Questions::Waiter::~Waiter() {
    if (!questions_)
        return;
    const bool wasCurrent = questions_->waiters_.value(0) == this;
    questions_->waiters_.removeOne(this);
    if (wasCurrent)
        Q_EMIT questions_->currentChanged();
}

QFuture<Questions::Answer> Questions::Waiter::answer() {
    deferred_ = Deferred<Answer>();
    if (std::exchange(isDeclined_, false)) {
        if (questions_)
            Q_EMIT questions_->declined(question_.requesters);
        deferred_.fail(canceled());
    }
    return deferred_.future();
}

void Questions::Waiter::askAgain(const QString &note) {
    question_.note = note;
    question_.isBusy = false;
    if (questions_ && questions_->current() == &question_)
        Q_EMIT questions_->currentChanged();
}

void Questions::Waiter::setRequesters(const QList<Requester> &requesters) {
    question_.requesters = requesters;
    if (questions_ && questions_->current() == &question_)
        Q_EMIT questions_->currentChanged();
}

std::unique_ptr<Questions::Waiter> Questions::ask(Question question) {
    std::unique_ptr<Waiter> waiter(new Waiter(this, std::move(question)));
    waiter->question_.number = ++lastNumber_;
    waiters_.append(waiter.get());
    if (waiters_.size() == 1)
        Q_EMIT currentChanged();
    return waiter;
}

const Questions::Question *Questions::current() const {
    return waiters_.isEmpty() ? nullptr : &waiters_.first()->question_;
}

void Questions::answer(Answer answer) {
    if (waiters_.isEmpty() || waiters_.first()->question_.isBusy)
        return;
    Waiter *waiter = waiters_.first();
    waiter->question_.isBusy = true;
    waiter->question_.note.clear();
    const QPointer<Questions> self(this);
    Q_EMIT currentChanged();
    // A slot may have destroyed the waiter, or even this object.
    if (self && waiters_.value(0) == waiter)
        waiter->deferred_.deliver(std::move(answer));
}

void Questions::decline(quint64 number) {
    Waiter *waiter = waiters_.value(0);
    if (waiter == nullptr || waiter->question_.number != number)
        return;
    if (waiter->question_.isBusy) {
        waiter->isDeclined_ = true;
        waiters_.removeFirst();
        Q_EMIT currentChanged();
        return;
    }
    Q_EMIT declined(waiter->question_.requesters);
    if (waiters_.value(0) == waiter)
        waiter->deferred_.fail(canceled());
}

void Questions::stop() {
    const auto all = waiters_; // failing one may make its owner destroy others
    for (Waiter *waiter : all)
        if (waiters_.contains(waiter))
            waiter->deferred_.fail(canceled());
}

} // namespace vouch
