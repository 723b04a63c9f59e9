// SPDX-License-Identifier: Apache-2.0
#include "session/prompting/questions.h"

#include <utility>

namespace vouch {

Questions::Place::~Place() {
    if (!questions_)
        return;
    const bool wasCurrent = questions_->places_.value(0) == this;
    questions_->places_.removeOne(this);
    if (wasCurrent)
        Q_EMIT questions_->currentChanged();
}

QFuture<Questions::Answer> Questions::Place::answer() {
    outcome_ = Outcome<Answer>();
    if (std::exchange(isLeft_, false)) {
        if (questions_)
            Q_EMIT questions_->declined(question_.requesters);
        outcome_.fail(cancelled());
    }
    return outcome_.future();
}

void Questions::Place::askAgain(const QString &note) {
    question_.note = note;
    question_.isBusy = false;
    if (questions_ && questions_->current() == &question_)
        Q_EMIT questions_->currentChanged();
}

void Questions::Place::setRequesters(const QList<Requester> &requesters) {
    question_.requesters = requesters;
    if (questions_ && questions_->current() == &question_)
        Q_EMIT questions_->currentChanged();
}

std::unique_ptr<Questions::Place> Questions::ask(Question question) {
    std::unique_ptr<Place> place(new Place(this, std::move(question)));
    place->question_.number = ++last_;
    places_.append(place.get());
    if (places_.size() == 1)
        Q_EMIT currentChanged();
    return place;
}

const Questions::Question *Questions::current() const {
    return places_.isEmpty() ? nullptr : &places_.first()->question_;
}

void Questions::answer(Answer answer) {
    if (places_.isEmpty() || places_.first()->question_.isBusy)
        return;
    Place *place = places_.first();
    place->question_.isBusy = true;
    place->question_.note.clear();
    const QPointer<Questions> self(this);
    Q_EMIT currentChanged();
    // Whoever waits goes on from the event loop, not in here.
    if (self && places_.value(0) == place)
        place->outcome_.deliver(std::move(answer));
}

void Questions::decline(quint64 number) {
    Place *place = places_.value(0);
    if (place == nullptr || place->question_.number != number)
        return;
    if (place->question_.isBusy) {
        place->isLeft_ = true;
        places_.removeFirst();
        Q_EMIT currentChanged();
        return;
    }
    Q_EMIT declined(place->question_.requesters);
    if (places_.value(0) == place)
        place->outcome_.fail(cancelled());
}

void Questions::stop() {
    const auto all = places_; // whoever waits may take its question back
    for (Place *place : all)
        if (places_.contains(place))
            place->outcome_.fail(cancelled());
}

} // namespace vouch
