// SPDX-License-Identifier: Apache-2.0
// git requests that wait for a user who doesn't answer, with a clock that the test moves.
// Everything is real except the security keys (none is inserted) and the server, which never
// answers.
#include "patience.h"
#include "world.h"

#include <QTest>

using namespace vouch;
using vouch::test::World;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

GitRequest request(const QString &program, const QString &repository) {
    GitRequest git;
    git.host = u"git-codecommit.us-east-1.amazonaws.com"_s;
    git.region = u"us-east-1"_s;
    git.path = u"v1/repos/"_s + repository;
    git.prompting = Prompting::Yes;
    git.who.purpose = Requester::Purpose::Git;
    git.who.program = program;
    git.who.pid = 3127;
    return git;
}

QCoro::Task<> ask(GitCredentials *gitCredentials, GitRequest git, std::stop_token stop) {
    co_await gitCredentials->gitCredential(
        std::move(git), [] {}, stop);
}

} // namespace

class TestGitCredentials : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        world_ = std::make_unique<World>();
        world_->prompts.setDisplay(true);
    }
    void cleanup() {
        tasks_.clear();
        errors_.clear();
        world_.reset();
    }

    void anIssuedUserNameIsNotRepeated() {
        GitRequest git = request(u"git"_s, u"payments-api"_s);
        git.userName = u"ASIAEXAMPLE%IQoJb3JpZ2luX2VjEXAMPLE"_s;
        GitCredentials *gitCredentials = &world_->gitCredentials;
        tasks_.append(std::make_shared<ScopedTask>(
            [=](std::stop_token stop) { return ask(gitCredentials, git, stop); },
            [this](const Error &error) { errors_.append(error); }));
        QTRY_COMPARE(errors_.size(), 1);
        QCOMPARE(errors_[0].kind(), Error::Kind::NotFound);
        QCOMPARE(errors_[0].message(), u"There is no role or AWS profile “ASIAEXAMPLE”."_s);
        QVERIFY(!reasons().join(u'\n').contains(u"IQoJ"_s));
    }

    void whoTypesAgainIsAskedAgain() {
        World &w = *world_;
        start(u"git"_s, u"payments-api"_s, Prompting::Yes, true);
        QTRY_COMPARE(w.signIns.requesters().size(), 1);
        w.clock.pass(2min);
        QTRY_COMPARE(errors_.size(), 1);
        QCOMPARE(errors_[0].message(), u"Nobody answered in time."_s);
        QCOMPARE(errors_[0].hint(), u"Run the command again when you're ready."_s);
        start(u"git"_s, u"payments-api"_s, Prompting::Yes, true);
        QTRY_COMPARE(w.signIns.requesters().size(), 1);
        QCOMPARE(errors_.size(), 1);
    }

    void nobodyAnswers() {
        World &w = *world_;
        start(u"code"_s, u"payments-api"_s);
        QTRY_COMPARE(w.signIns.requesters().size(), 1);
        QCOMPARE(w.signIns.requesters().first().role, u"Developer"_s);
        w.clock.pass(119s);
        QTest::qWait(0);
        QVERIFY(w.signIns.isUnderWay());
        w.clock.pass(1s);
        QVERIFY(!w.signIns.isUnderWay());
        QTRY_COMPARE(errors_.size(), 1);
        QCOMPARE(errors_[0].kind(), Error::Kind::TimedOut);
        const QString until = dayTime(w.clock.now() + 30min);
        QCOMPARE(errors_[0].message(), u"Nobody answered in time. Vouch won't ask again for "
                                       "payments-api until %1."_s.arg(until));
        QCOMPARE(w.snooze.entries(), (QList<PromptSnooze::Entry>{
                                         {u"code"_s, u"payments-api"_s, w.clock.now() + 30min}}));

        // The same request is refused at once, and that is recorded once.
        for (int i = 2; i < 5; ++i) {
            start(u"code"_s, u"payments-api"_s);
            QTRY_COMPARE(errors_.size(), i);
            QCOMPARE(errors_.last().kind(), Error::Kind::Snoozed);
            QVERIFY(errors_.last().message().contains(until));
            QVERIFY(!w.signIns.isUnderWay());
            w.clock.pass(1min);
        }
        QCOMPARE(reasons(),
                 QStringList({u"nobody answered"_s, u"nobody answered, quiet until "_s + until}));
        QCOMPARE(w.activity.latest(1).first().notNowUntil, Time{});

        w.clock.pass(27min);
        start(u"code"_s, u"payments-api"_s);
        QTRY_VERIFY(w.signIns.isUnderWay()); // the snooze is over
    }

    void aRepositoryIsNamedWithoutWhatReordersALine() {
        start(u"code"_s, u"pay\u202Ements\u2028-api"_s);
        QTRY_COMPARE(world_->signIns.requesters().size(), 1);
        QCOMPARE(world_->signIns.requesters().first().repository, u"payments-api"_s);
    }

    void onePromptCountsOnce() {
        World &w = *world_;
        const QStringList repositories{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
        for (const QString &repository : repositories) {
            start(u"code"_s, repository);
            QTRY_COMPARE(w.signIns.requesters().size(), repositories.indexOf(repository) + 1);
            w.clock.pass(20s); // they arrive and leave one after the other
        }
        w.clock.pass(5min);
        QTRY_COMPARE(errors_.size(), 4);
        QCOMPARE(w.snooze.entries().size(), 4);
        start(u"code"_s, u"e"_s);
        QTRY_VERIFY(w.signIns.isUnderWay());
        w.clock.pass(2min);
        QTRY_COMPARE(errors_.size(), 5);
        QVERIFY(!w.snooze.entries().last().isEverybody()); // that was the second prompt
    }

    void theThirdPromptSnoozesAllPrograms() {
        World &w = *world_;
        for (const auto &repository : {u"a"_s, u"b"_s, u"c"_s}) {
            start(u"code"_s, repository);
            QTRY_VERIFY(w.signIns.isUnderWay());
            w.clock.pass(2min);
            QTRY_VERIFY(!tasks_.isEmpty() && errors_.size() == tasks_.size());
        }
        start(u"git"_s, u"elsewhere"_s);
        QTRY_COMPARE(errors_.size(), 4);
        QCOMPARE(errors_.last().kind(), Error::Kind::Snoozed);
    }

    void cancelingSnoozesEveryRequester() {
        World &w = *world_;
        start(u"code"_s, u"a"_s);
        start(u"git"_s, u"b"_s);
        const auto own = w.signIns.join(Requester()); // the user's own sign-in, not a program's
        QTRY_COMPARE(w.signIns.requesters().size(), 3);
        w.signIns.cancel();
        QTRY_COMPARE(errors_.size(), 2);
        for (const Error &error : std::as_const(errors_))
            QCOMPARE(error.kind(), Error::Kind::Canceled);
        QCOMPARE(w.snooze.entries().size(), 2);
        QVERIFY(reasons().first().startsWith("not now, until "_L1));

        w.session.begin(
            {std::make_shared<Secret>("token"), u"nora@example.com"_s, w.clock.now() + 8h}, {});
        QCOMPARE(w.snooze.entries().size(), 0);
    }

    void aRetypedCommandAsksAgain() {
        World &w = *world_;
        for (int i = 1; i <= 4; ++i) {
            start(u"git"_s, u"payments-api"_s, Prompting::Yes, true);
            QTRY_VERIFY(w.signIns.isUnderWay());
            w.signIns.cancel();
            QTRY_COMPARE(errors_.size(), i);
            QCOMPARE(errors_.last().kind(), Error::Kind::Canceled);
        }
        const QString until = dayTime(w.clock.now() + 30min);
        QCOMPARE(
            errors_.last().message(),
            u"Canceled. Vouch won't ask for payments-api in the background until %1."_s.arg(until));
        QCOMPARE(errors_.last().hint(), u"Run the command again when you're ready."_s);
        const ActivityEntry use = w.activity.latest(1).first();
        QCOMPARE(use.notNowUntil, w.clock.now() + 30min);
        QCOMPARE(use.reason, u"not now, until "_s + until);

        start(u"git"_s, u"payments-api"_s); // a script's, in the background
        QTRY_COMPARE(errors_.size(), 5);
        QCOMPARE(errors_.last().kind(), Error::Kind::Snoozed);
        QVERIFY(!w.signIns.isUnderWay());
    }

    void aRequesterThatLeavesIsNotSnoozed() {
        World &w = *world_;
        start(u"code"_s, u"a"_s);
        QTRY_VERIFY(w.signIns.isUnderWay());
        tasks_.clear();
        QVERIFY(!w.signIns.isUnderWay());
        w.clock.pass(5min);
        QTest::qWait(0);
        QCOMPARE(w.snooze.entries().size(), 0);
        QCOMPARE(reasons(), QStringList());
    }

    void changingTheServerDoesNotSnooze() {
        World &w = *world_;
        start(u"code"_s, u"a"_s);
        QTRY_VERIFY(w.signIns.isUnderWay());
        w.signIns.stop();
        QTRY_COMPARE(errors_.size(), 1);
        QCOMPARE(errors_[0].message(), u"Canceled."_s);
        QCOMPARE(w.snooze.entries().size(), 0);
    }

    void respectsRequestersThatWantNoPrompt() {
        World &w = *world_;
        for (int i = 1; i <= 3; ++i) {
            start(u"code"_s, u"a"_s, Prompting::Unknown); // the helper asks git and tries again
            start(u"code"_s, u"a"_s, Prompting::No);
            QTRY_COMPARE(errors_.size(), 2 * i);
            QCOMPARE(errors_.last().kind(), Error::Kind::PromptNeeded);
            QVERIFY(!w.signIns.isUnderWay());
            w.clock.pass(29min);
        }
        w.clock.pass(3min);
        QCOMPARE(reasons(), QStringList{u"You are signed out"_s});
        start(u"code"_s, u"a"_s, Prompting::No);
        QTRY_COMPARE(errors_.size(), 7);
        QCOMPARE(reasons().size(), 2); // once an hour
    }

private:
    void start(const QString &program, const QString &repository,
               Prompting prompting = Prompting::Yes, bool isTyped = false) {
        GitRequest git = request(program, repository);
        git.who.isInForeground = isTyped;
        git.prompting = prompting;
        GitCredentials *gitCredentials = &world_->gitCredentials;
        tasks_.append(std::make_shared<ScopedTask>(
            [=](std::stop_token stop) { return ask(gitCredentials, git, stop); },
            [this](const Error &error) { errors_.append(error); }));
    }
    /// The reasons in the activity, oldest first; empty for allowed requests.
    QStringList reasons() const {
        QStringList all;
        for (const ActivityEntry &use : world_->activity.latest(100))
            all.prepend(use.reason);
        return all;
    }

    std::unique_ptr<World> world_;
    QList<std::shared_ptr<ScopedTask>> tasks_;
    QList<Error> errors_;
};

QTEST_GUILESS_MAIN(TestGitCredentials)
#include "test_git_credentials.moc"
