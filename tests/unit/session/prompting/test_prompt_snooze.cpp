// SPDX-License-Identifier: Apache-2.0
// Who does not get to ask the person for now.
#include "moving_clock.h"
#include "session/prompting/prompt_snooze.h"

#include <QSignalSpy>
#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Requester asks(const QString &program, const QString &repository) {
    Requester who;
    who.purpose = Requester::Purpose::Git;
    who.program = program;
    who.repository = repository;
    return who;
}

const Requester editor = asks(u"IntelliJ IDEA"_s, u"infra-live"_s);
const Requester editorElsewhere = asks(u"IntelliJ IDEA"_s, u"payments-api"_s);
const Requester git = asks(u"git"_s, u"infra-live"_s);

} // namespace

class TestPromptSnooze : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameProgramAndRepositoryForHalfAnHour() {
        QCOMPARE(snooze_.until(editor), std::nullopt);
        snooze_.unanswered(editor);
        QCOMPARE(snooze_.until(editor), clock_.now() + 30min);
        QCOMPARE(snooze_.until(editorElsewhere), std::nullopt);
        QCOMPARE(snooze_.until(git), std::nullopt);
        Requester another = editor; // what else is known of it does not matter
        another.pid = 4711;
        another.role = u"Reader"_s;
        QVERIFY(snooze_.until(another));

        QSignalSpy changed(&snooze_, &PromptSnooze::changed);
        clock_.pass(30min - 1s);
        QVERIFY(snooze_.until(editor));
        QCOMPARE(changed.size(), 0);
        clock_.pass(1s);
        QCOMPARE(snooze_.until(editor), std::nullopt);
        QCOMPARE(changed.size(), 1); // it ran out
        QCOMPARE(snooze_.entries(), QList<PromptSnooze::Entry>());
        QCOMPARE(clock_.alarms(), 0U);
    }

    void asLongAsTheSettingsSay() {
        snooze_.unanswered(editor);
        snooze_.setLength(60min);
        QCOMPARE(snooze_.until(editor), clock_.now() + 30min); // for what comes
        snooze_.unanswered(git);
        QCOMPARE(snooze_.until(git), clock_.now() + 60min);
    }

    void everybodyAfterThreePromptsWithinTenMinutes() {
        snooze_.unanswered(editor);
        clock_.pass(5min);
        snooze_.unanswered(editorElsewhere);
        QCOMPARE(snooze_.until(git), std::nullopt);
        clock_.pass(4min + 59s);
        snooze_.unanswered(asks(u"code"_s, u"infra-live"_s));
        const Time end = clock_.now() + 30min;
        QCOMPARE(snooze_.until(git), end);
        QCOMPARE(snooze_.until(editor), end); // the longer one
        QCOMPARE(snooze_.entries().size(), 4);
        QCOMPARE(snooze_.entries().last(), (PromptSnooze::Entry{{}, {}, end}));
        QVERIFY(snooze_.entries().last().isEverybody());
        clock_.pass(30min);
        QCOMPARE(snooze_.until(git), std::nullopt);
    }

    void notAfterFourOverHalfAnHour() {
        for (const auto &repository : {u"a"_s, u"b"_s, u"c"_s, u"d"_s}) {
            snooze_.unanswered(asks(u"code"_s, repository));
            clock_.pass(10min + 20s);
        }
        QCOMPARE(snooze_.until(git), std::nullopt);
    }

    void aPromptCountsOnceForAllWhoWaitedForIt() {
        snooze_.unanswered(editor);
        snooze_.unansweredToo(editorElsewhere);
        snooze_.unansweredToo(asks(u"code"_s, u"infra-live"_s));
        QVERIFY(snooze_.until(editorElsewhere));
        QCOMPARE(snooze_.until(git), std::nullopt);
    }

    void aTypedCommandMayAlwaysAsk() {
        Requester typed = git;
        typed.isInForeground = true;
        snooze_.unanswered(typed, PromptSnooze::End::NotNow);
        QVERIFY(snooze_.mayPrompt(typed));
        QVERIFY(!snooze_.mayPrompt(git)); // the same in the background
        QCOMPARE(snooze_.entries(),
                 (QList<PromptSnooze::Entry>{{git.program, git.repository, clock_.now() + 30min,
                                              PromptSnooze::End::NotNow}}));
        for (int i = 0; i < 3; ++i) // who says so is there
            snooze_.unanswered(typed, PromptSnooze::End::NotNow);
        QVERIFY(snooze_.mayPrompt(editor));
        for (const auto &repository : {u"a"_s, u"b"_s, u"c"_s})
            snooze_.unanswered(asks(u"code"_s, repository));
        QVERIFY(!snooze_.mayPrompt(editor));
        QVERIFY(snooze_.mayPrompt(typed)); // somebody is back
        QCOMPARE(snooze_.entries().last().end, PromptSnooze::End::Unanswered);
    }

    void askAgainTakesOneBack() {
        snooze_.unanswered(editor);
        snooze_.unanswered(editorElsewhere);
        QSignalSpy changed(&snooze_, &PromptSnooze::changed);
        snooze_.askAgain(snooze_.entries().first());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(snooze_.until(editor), std::nullopt);
        QVERIFY(snooze_.until(editorElsewhere));
        snooze_.askAgain({u"nobody"_s, u"nothing"_s, clock_.now()});
        QCOMPARE(changed.size(), 1);
    }

    void askAgainForEverybodyForgetsTheCount() {
        for (const auto &repository : {u"a"_s, u"b"_s, u"c"_s})
            snooze_.unanswered(asks(u"code"_s, repository));
        snooze_.askAgain(snooze_.entries().last());
        QCOMPARE(snooze_.until(git), std::nullopt);
        QVERIFY(snooze_.until(asks(u"code"_s, u"a"_s)));
        snooze_.unanswered(editor);
        QCOMPARE(snooze_.until(git), std::nullopt);
    }

    void aSignInClearsAll() {
        for (const auto &repository : {u"a"_s, u"b"_s, u"c"_s})
            snooze_.unanswered(asks(u"code"_s, repository));
        snooze_.clear();
        QCOMPARE(snooze_.entries(), QList<PromptSnooze::Entry>());
        QCOMPARE(clock_.alarms(), 0U);
        snooze_.unanswered(editor); // the first one again
        QCOMPARE(snooze_.until(git), std::nullopt);
    }

    void endsAfterASleep() {
        snooze_.unanswered(editor);
        QSignalSpy changed(&snooze_, &PromptSnooze::changed);
        clock_.jumpTo(clock_.now() + 8h);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(snooze_.until(editor), std::nullopt);
    }

    void init() {
        snooze_.clear();
        snooze_.setLength(30min);
    }

private:
    test::MovingClock clock_;
    PromptSnooze snooze_{clock_};
};

QTEST_GUILESS_MAIN(TestPromptSnooze)
#include "test_prompt_snooze.moc"
