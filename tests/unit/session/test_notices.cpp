// SPDX-License-Identifier: Apache-2.0
// When the notices that a session is about to end appear.
#include "identity/server.h"
#include "moving_clock.h"
#include "session/notices.h"
#include "session/session.h"

#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestNotices : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        clock_ = std::make_unique<test::MovingClock>();
        session_ = std::make_unique<Session>(*clock_);
        notices_ = std::make_unique<Notices>(*session_, *clock_);
        said_.clear();
        connect(notices_.get(), &Notices::endIsNear, this,
                [this](std::chrono::minutes left) { said_.append(int(left.count())); });
    }
    void cleanup() {
        notices_.reset();
        session_.reset();
        QCOMPARE(clock_->alarms(), 0U);
    }

    void eachIsSaidOnceASession() {
        begin(8h);
        clock_->pass(7h + 29min);
        QCOMPARE(said_, QList<int>());
        clock_->pass(1min);
        QCOMPARE(said_, QList<int>{30});
        clock_->pass(24min);
        QCOMPARE(said_, QList<int>{30});
        clock_->pass(1min);
        QCOMPARE(said_, (QList<int>{30, 5}));
        clock_->pass(1h);
        QCOMPARE(said_, (QList<int>{30, 5}));
        QVERIFY(!session_->isActive());

        begin(8h);
        clock_->pass(8h);
        QCOMPARE(said_, (QList<int>{30, 5, 30, 5}));
    }

    void againAfterASessionThatReplacesOne() {
        begin(1h);
        clock_->pass(40min);
        begin(1h);
        clock_->pass(29min);
        QCOMPARE(said_, QList<int>{30});
        clock_->pass(1min);
        QCOMPARE(said_, (QList<int>{30, 30}));
    }

    void aSleepPastBothSaysTheNearestOnly() {
        begin(8h);
        clock_->jumpTo(session_->expiresAt() - 150s);
        QCOMPARE(said_, QList<int>{3});
        clock_->pass(10min);
        QCOMPARE(said_, QList<int>{3});
    }

    void aSleepPastTheEndSaysNothing() {
        begin(8h);
        clock_->jumpTo(session_->expiresAt() + 1h);
        QCOMPARE(said_, QList<int>());
        QVERIFY(!session_->isActive());
    }

    void aClockThatIsSetBackRepeatsNothing() {
        begin(1h);
        clock_->pass(31min);
        QCOMPARE(said_, QList<int>{30});
        clock_->jumpTo(clock_->now() - 20min);
        clock_->pass(20min);
        QCOMPARE(said_, QList<int>{30});
        clock_->pass(24min);
        QCOMPARE(said_, (QList<int>{30, 5}));
    }

    void whatLiesBeforeTheBeginningIsLeftOut() {
        begin(30min);
        clock_->pass(24min);
        QCOMPARE(said_, QList<int>());
        clock_->pass(1min);
        QCOMPARE(said_, QList<int>{5});
    }

    void signingOutWithdrawsThem() {
        begin(1h);
        session_->end(Session::End::SignedOut);
        QCOMPARE(clock_->alarms(), 0U);
        clock_->pass(2h);
        QCOMPARE(said_, QList<int>());
    }

    void otherTimesCountAtOnce() {
        begin(1h);
        clock_->pass(35min); // 30 was said
        notices_->setTimes({40min, 20min, 10min});
        clock_->pass(0s);
        QCOMPARE(said_, QList<int>{30}); // a change alone shows nothing
        clock_->pass(25min);
        QCOMPARE(said_, (QList<int>{30, 20, 10}));
    }

    void noneAtAll() {
        notices_->setTimes({});
        begin(1h);
        QCOMPARE(clock_->alarms(), 1U); // the session's own end
        clock_->pass(1h);
        QCOMPARE(said_, QList<int>());
    }

private:
    void begin(std::chrono::seconds length) {
        session_->begin({std::make_shared<Secret>("token"), u"nora.winter@example.com"_s,
                         clock_->now() + length},
                        {});
    }

    std::unique_ptr<test::MovingClock> clock_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Notices> notices_;
    QList<int> said_;
};

QTEST_GUILESS_MAIN(TestNotices)
#include "test_notices.moc"
