// SPDX-License-Identifier: Apache-2.0
#include "session/prompting/joint_questions.h"

#include "session/prompting/prompts.h"

namespace vouch {

struct JointQuestions::Place {
    JointQuestions *all;
    QString key;
    Requester who;
    Outcome<bool> outcome;

    Place(JointQuestions *questions, QString name, Requester requester)
        : all(questions), key(std::move(name)), who(std::move(requester)) {}
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;
    ~Place() { all->leave(key, this); }
};

struct JointQuestions::Joint {
    QList<Place *> places; ///< who waits, the first one first
    std::unique_ptr<Questions::Place> question;
    Story story;

    void tellWhoWaits() const {
        QList<Requester> who;
        for (const Place *place : places)
            who.append(place->who);
        question->setRequesters(who);
    }
};

QCoro::Task<> JointQuestions::join(QString key, Questions::Question question, Ceremony ceremony,
                                   Asking asking, std::stop_token stop) {
    asking.waiting();
    auto place = enter(key, std::move(question), std::move(ceremony), asking.who);
    const auto done = place->outcome.future();
    const std::function<void()> leave = [&place] { place.reset(); };
    co_await prompts_.answered(done, asking.who, leave, stop);
}

std::unique_ptr<JointQuestions::Place> JointQuestions::enter(const QString &key,
                                                             Questions::Question question,
                                                             Ceremony ceremony,
                                                             const Requester &who) {
    auto place = std::make_unique<Place>(this, key, who);
    if (const auto joint = joints_.value(key)) {
        joint->places.append(place.get());
        joint->tellWhoWaits();
        return place;
    }
    const auto joint = std::make_shared<Joint>();
    joints_.insert(key, joint);
    joint->places.append(place.get());
    question.requesters = {who};
    joint->question = questions_.ask(std::move(question));
    joint->story =
        Story([=, this](std::stop_token stop) { return run(key, ceremony, std::move(stop)); },
              [=, this](const Error &error) {
                  if (const auto failed = joints_.take(key))
                      for (Place *waiting : std::as_const(failed->places))
                          waiting->outcome.fail(error);
              });
    return place;
}

QCoro::Task<> JointQuestions::run(QString key, Ceremony ceremony, std::stop_token stop) {
    // Nothing here may hold on to the joint: it goes when the last one leaves.
    Questions::Place *question = joints_.value(key)->question.get();
    co_await ceremony(question, stop);
    throwIfStopped(stop);
    const auto joint = joints_.take(key);
    for (Place *waiting : std::as_const(joint->places))
        waiting->outcome.deliver(true);
}

void JointQuestions::leave(const QString &key, Place *place) {
    const auto joint = joints_.value(key);
    if (!joint || !joint->places.removeOne(place))
        return;
    if (joint->places.isEmpty())
        joints_.remove(key);
    else
        joint->tellWhoWaits();
}

void JointQuestions::cancel() {
    const auto ended = std::exchange(joints_, {});
    for (const auto &joint : ended)
        for (Place *waiting : std::as_const(joint->places))
            waiting->outcome.fail(cancelled());
}

} // namespace vouch
