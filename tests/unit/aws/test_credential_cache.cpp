// SPDX-License-Identifier: Apache-2.0
// How long credentials are kept, whatever somebody does to the clock.
#include "aws/credential_cache.h"
#include "moving_clock.h"

#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestCredentialCache : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aClockThatIsSetProlongsNothing() {
        test::MovingClock clock;
        CredentialCache<QString> cache(clock);
        const Time start = clock.now();
        clock.jumpTo(start + 2h);
        cache.keep(u"Developer"_s, {"ASIA", nullptr, nullptr, clock.now() + 1h});
        clock.jumpTo(start);
        const auto kept = cache.find(u"Developer"_s);
        QVERIFY(kept);
        QCOMPARE(kept->expiresAt, start + 1h); // whoever gets them counts so, too
        QCOMPARE(cache.lastEnd(), start + 1h);
        clock.pass(1h - 1s);
        QVERIFY(cache.find(u"Developer"_s));
        QVERIFY(!cache.find(u"Developer"_s, 5min));
        QVERIFY(!cache.isEmpty());
        clock.pass(1s);
        QVERIFY(!cache.find(u"Developer"_s));
        QVERIFY(cache.isEmpty());
        QCOMPARE(cache.lastEnd(), Time{});
    }

    void theNearerEndCounts() {
        test::MovingClock clock;
        CredentialCache<QString> cache(clock);
        cache.keep(u"Developer"_s, {"ASIA", nullptr, nullptr, clock.now() + 1h});
        cache.keep(u"endless"_s, {"ASIA", nullptr, nullptr, Time{}});
        clock.jumpTo(clock.now() + 50min); // the computer slept, or somebody set it forward
        QCOMPARE(cache.find(u"Developer"_s)->expiresAt, clock.now() + 10min);
        clock.jumpTo(clock.now() + 10min);
        QVERIFY(!cache.find(u"Developer"_s));
        QVERIFY(cache.find(u"endless"_s));
        QVERIFY(!cache.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCredentialCache)
#include "test_credential_cache.moc"
