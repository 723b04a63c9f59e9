// SPDX-License-Identifier: Apache-2.0
// Who does not get to ask the person for now.
#include "moving_clock.h"
#include "session/prompting/quiet.h"

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

class TestQuiet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameProgramAndRepositoryForHalfAnHour() {
        QCOMPARE(quiet_.until(editor), std::nullopt);
        quiet_.unanswered(editor);
        QCOMPARE(quiet_.until(editor), clock_.now() + 30min);
        QCOMPARE(quiet_.until(editorElsewhere), std::nullopt);
        QCOMPARE(quiet_.until(git), std::nullopt);
        Requester another = editor; // what else is known of it does not matter
        another.pid = 4711;
        another.role = u"Reader"_s;
        QVERIFY(quiet_.until(another));

        QSignalSpy changed(&quiet_, &Quiet::changed);
        clock_.pass(30min - 1s);
        QVERIFY(quiet_.until(editor));
        QCOMPARE(changed.size(), 0);
        clock_.pass(1s);
        QCOMPARE(quiet_.until(editor), std::nullopt);
        QCOMPARE(changed.size(), 1); // it ran out
        QCOMPARE(quiet_.entries(), QList<Quiet::Entry>());
        QCOMPARE(clock_.alarms(), 0U);
    }

    void asLongAsTheSettingsSay() {
        quiet_.unanswered(editor);
        quiet_.setLength(60min);
        QCOMPARE(quiet_.until(editor), clock_.now() + 30min); // for what comes
        quiet_.unanswered(git);
        QCOMPARE(quiet_.until(git), clock_.now() + 60min);
    }

    void everybodyAfterThreePromptsWithinTenMinutes() {
        quiet_.unanswered(editor);
        clock_.pass(5min);
        quiet_.unanswered(editorElsewhere);
        QCOMPARE(quiet_.until(git), std::nullopt);
        clock_.pass(4min + 59s);
        quiet_.unanswered(asks(u"code"_s, u"infra-live"_s));
        const Time end = clock_.now() + 30min;
        QCOMPARE(quiet_.until(git), end);
        QCOMPARE(quiet_.until(editor), end); // the longer one
        QCOMPARE(quiet_.entries().size(), 4);
        QCOMPARE(quiet_.entries().last(), (Quiet::Entry{{}, {}, end}));
        QVERIFY(quiet_.entries().last().isEverybody());
        clock_.pass(30min);
        QCOMPARE(quiet_.until(git), std::nullopt);
    }

    void notAfterFourOverHalfAnHour() {
        for (const auto &repository : {u"a"_s, u"b"_s, u"c"_s, u"d"_s}) {
            quiet_.unanswered(asks(u"code"_s, repository));
            clock_.pass(10min + 20s);
        }
        QCOMPARE(quiet_.until(git), std::nullopt);
    }

    void aPromptCountsOnceForAllWhoWaitedForIt() {
        quiet_.unanswered(editor);
        quiet_.unansweredToo(editorElsewhere);
        quiet_.unansweredToo(asks(u"code"_s, u"infra-live"_s));
        QVERIFY(quiet_.until(editorElsewhere));
        QCOMPARE(quiet_.until(git), std::nullopt);
    }

    void askAgainTakesOneBack() {
        quiet_.unanswered(editor);
        quiet_.unanswered(editorElsewhere);
        QSignalSpy changed(&quiet_, &Quiet::changed);
        quiet_.askAgain(quiet_.entries().first());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(quiet_.until(editor), std::nullopt);
        QVERIFY(quiet_.until(editorElsewhere));
        quiet_.askAgain({u"nobody"_s, u"nothing"_s, clock_.now()});
        QCOMPARE(changed.size(), 1);
    }

    void askAgainForEverybodyForgetsTheCount() {
        for (const auto &repository : {u"a"_s, u"b"_s, u"c"_s})
            quiet_.unanswered(asks(u"code"_s, repository));
        quiet_.askAgain(quiet_.entries().last());
        QCOMPARE(quiet_.until(git), std::nullopt);
        QVERIFY(quiet_.until(asks(u"code"_s, u"a"_s)));
        quiet_.unanswered(editor);
        QCOMPARE(quiet_.until(git), std::nullopt);
    }

    void aSignInClearsAll() {
        for (const auto &repository : {u"a"_s, u"b"_s, u"c"_s})
            quiet_.unanswered(asks(u"code"_s, repository));
        quiet_.clear();
        QCOMPARE(quiet_.entries(), QList<Quiet::Entry>());
        QCOMPARE(clock_.alarms(), 0U);
        quiet_.unanswered(editor); // the first one again
        QCOMPARE(quiet_.until(git), std::nullopt);
    }

    void endsAfterASleep() {
        quiet_.unanswered(editor);
        QSignalSpy changed(&quiet_, &Quiet::changed);
        clock_.jumpTo(clock_.now() + 8h);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(quiet_.until(editor), std::nullopt);
    }

    void init() {
        quiet_.clear();
        quiet_.setLength(30min);
    }

private:
    test::MovingClock clock_;
    Quiet quiet_{clock_};
};

QTEST_GUILESS_MAIN(TestQuiet)
#include "test_quiet.moc"
