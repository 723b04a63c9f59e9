// SPDX-License-Identifier: Apache-2.0
#include "core/clock.h"
#include "core/deferred.h"
#include "core/harden.h"
#include "core/log.h"
#include "core/process.h"
#include "core/scoped_task.h"
#include "core/secret.h"
#include "core/skew.h"
#include "core/tasks_under_way.h"
#include "patience.h"

#include <QCoro/QCoroTimer>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <sys/prctl.h>
#include <sys/resource.h>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The flags that the kernel keeps for the mapping at an address (proc_pid_smaps(5)).
QByteArray mappingFlags(const void *address) {
    QFile file(u"/proc/self/smaps"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    bool inside = false;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const auto dash = line.indexOf('-');
        bool isRange = false;
        const auto begin = line.left(dash).toULongLong(&isRange, 16);
        const auto end = line.mid(dash + 1, line.indexOf(' ') - dash - 1).toULongLong(nullptr, 16);
        if (isRange && dash > 0)
            inside = begin <= quint64(address) && quint64(address) < end;
        else if (inside && line.startsWith("VmFlags:"))
            return line;
    }
    return {};
}

class FixedClock final : public Clock {
public:
    Time now() const override { return time; }
    std::chrono::seconds elapsed() const override { return passed; }
    std::unique_ptr<Alarm> at(Time, std::function<void()>) override { return nullptr; }
    std::unique_ptr<Alarm> whenSet(std::function<void()>) override { return nullptr; }
    std::chrono::seconds passed{0};
    Time time{1'800'000'000s};
};

/// Handles errors, as a story does that has more to do. `frame` lives as long as it runs.
QCoro::Task<> goOnAfterErrors(QFuture<int> future, int *count, std::shared_ptr<int> frame,
                              std::stop_token stop) {
    try {
        co_await future;
        throwIfStopped(stop);
    } catch (const Error &) {
        // the rest can be done all the same
    }
    *count += frame.use_count() > 0 ? 1 : 0;
}

QCoro::Task<> waitThenCount(QFuture<int> future, int *count, std::stop_token stop) {
    const int value = co_await future;
    throwIfStopped(stop);
    *count += value;
}

QCoro::Task<> throwAtOnce() {
    throw Error(Error::Kind::Role, u"No."_s);
    co_return;
}

} // namespace

class TestCore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void secretsLiveInLockedPagesOfTheirOwn() {
        const Secret secret("s3cret");
        QCOMPARE(secret.view(), QByteArrayView("s3cret"));
        QCOMPARE(std::string_view(secret.c_str()), std::string_view("s3cret"));
        const QByteArray flags = mappingFlags(secret.view().data());
        QVERIFY2(flags.contains(" lo"), flags.constData()); // locked
        QVERIFY2(flags.contains(" dd"), flags.constData()); // not in core dumps
        QVERIFY2(flags.contains(" dc"), flags.constData()); // not in children
    }

    void secretsEndWithANulEvenOnAFullPage() {
        const QByteArray page(4096, 'x');
        const Secret secret{QByteArrayView(page)};
        QCOMPARE(std::string_view(secret.c_str()).size(), 4096U);
    }

    void takingASecretWipesItsSource() {
        QByteArray bytes("s3cret-s3cret");
        QByteArray alias = bytes; // shares the buffer, and so keeps it alive
        const Secret secret = Secret::take(std::move(bytes));
        QCOMPARE(secret.view(), QByteArrayView("s3cret-s3cret"));
        QCOMPARE(alias, QByteArray(13, '\0'));

        QString text = QString::fromUtf8("pässword");
        const QString textAlias = text;
        const Secret pin = Secret::take(std::move(text));
        QCOMPARE(pin.view(), QByteArrayView("p\xC3\xA4ssword"));
        QCOMPARE(textAlias, QString(8, QChar(0)));
    }

    void secretsCompareAndMove() {
        Secret a("abc");
        QVERIFY(a.equals("abc"));
        QVERIFY(!a.equals("abd"));
        QVERIFY(!a.equals("ab"));
        Secret b = std::move(a);
        QVERIFY(a.isEmpty()); // NOLINT(bugprone-use-after-move): that is what is tested
        QVERIFY(b.equals("abc"));
        b = Secret();
        QVERIFY(b.isEmpty());
        QCOMPARE(b.c_str()[0], '\0');
    }

    void anOutcomeAlwaysFinishes() {
        QFuture<int> future;
        {
            Deferred<int> deferred;
            future = deferred.future();
            QVERIFY(!future.isFinished());
        }
        QVERIFY(future.isFinished());
        try {
            future.waitForFinished();
            QFAIL("no exception");
        } catch (const Error &error) {
            QCOMPARE(error.kind(), Error::Kind::Canceled);
        }
    }

    void anOutcomeIsDeliveredOnceToAll() {
        Deferred<int> deferred;
        Deferred<int> moved = std::move(deferred);
        const auto one = moved.future();
        const auto two = moved.future();
        moved.deliver(7);
        moved.deliver(8);
        moved.fail(canceled());
        QCOMPARE(one.result(), 7);
        QCOMPARE(two.result(), 7);
    }

    void aStoryRunsToItsEnd() {
        Deferred<int> deferred;
        int count = 0;
        const ScopedTask task(
            [&](std::stop_token stop) { return waitThenCount(deferred.future(), &count, stop); },
            [](const Error &) { QFAIL("failed"); });
        deferred.deliver(5);
        QTRY_COMPARE(count, 5);
    }

    void aStoppedStoryTouchesNothing() {
        Deferred<int> deferred;
        int count = 0;
        bool failed = false;
        {
            const ScopedTask task(
                [&](std::stop_token stop) {
                    return waitThenCount(deferred.future(), &count, stop);
                },
                [&failed](const Error &) { failed = true; });
        }
        QCOMPARE(tasksUnderWay(), 1); // it ends at its next step
        deferred.deliver(5);
        QTRY_COMPARE(tasksUnderWay(), 0);
        QCOMPARE(count, 0);
        QVERIFY(!failed);
    }

    void aCancelIsNoErrorToGoOnAfter() {
        Deferred<int> deferred;
        int count = 0;
        const auto frame = std::make_shared<int>();
        {
            const ScopedTask task(
                [&](std::stop_token stop) {
                    return goOnAfterErrors(deferred.future(), &count, frame, std::move(stop));
                },
                {});
        }
        deferred.deliver(5);
        QTRY_COMPARE(frame.use_count(), 1); // it has ended
        QCOMPARE(count, 0);
    }

    void aStoryReportsWhatItThrowsAndNeverFromItsConstructor() {
        std::optional<Error> error;
        const ScopedTask task([](std::stop_token) { return throwAtOnce(); },
                              [&error](const Error &failure) { error = failure; });
        QVERIFY(!error.has_value());
        QTRY_VERIFY(error.has_value());
        QCOMPARE(error->kind(), Error::Kind::Role);
        QCOMPARE(error->message(), u"No."_s);
    }

    void everyKindHasAWordOfItsOwn() {
        QSet<QString> words;
        for (int kind = 0; kind <= int(Error::Kind::Internal); ++kind)
            words.insert(kindName(Error::Kind(kind)));
        // But for the two of the network.
        QCOMPARE(kindName(Error::Kind::NoResponse), kindName(Error::Kind::Network));
        QCOMPARE(words.size(), int(Error::Kind::Internal));
    }

    void theSystemsClockRingsInTime() {
        SystemClock clock;
        bool rang = false;
        bool late = false;
        const auto past = clock.at(clock.now() - 5s, [&rang] { rang = true; });
        const auto future = clock.at(clock.now() + 3600s, [&late] { late = true; });
        QVERIFY(!rang); // from the event loop only
        QTRY_VERIFY(rang);
        QVERIFY(!late);
        bool withdrawn = false;
        clock.at(clock.now(), [&withdrawn] { withdrawn = true; }).reset();
        QTest::qWait(20);
        QVERIFY(!withdrawn);
    }

    void learnsHowFarAnotherClockIsOff() {
        FixedClock clock;
        Skew skew(clock);
        skew.learn({clock.time + 3s, 1001ms}); // no more than may have passed on the way
        QCOMPARE(skew.now(), clock.time);
        skew.learn({clock.time - 11s, 100ms});
        QCOMPARE(skew.now(), clock.time - 11s);
        QVERIFY(Skew::isSignificant(0s, skew.offset()) && !Skew::isSignificant(-6s, skew.offset()));
        skew.learn({clock.time + 7200s});
        QCOMPARE(skew.now(), clock.time + 7200s);
        QCOMPARE(skew.toLocal(clock.time + 7200s), clock.time);
        clock.time += 7200s; // set right meanwhile, with no answer to learn from
        QCOMPARE(skew.now(), clock.time);
        QCOMPARE(skew.offset(), 0s);
        clock.time -= 7200s;
        clock.time += 600s; // time just went by
        clock.passed += 600s;
        QCOMPARE(skew.now(), clock.time + 7200s);
        skew.learn({clock.time}); // the clock was set meanwhile
        QCOMPARE(skew.offset(), 0s);
    }

    void aClockThatJumpsKeepsTheOthersTime() {
        FixedClock clock;
        Skew skew(clock);
        skew.learn({clock.time, 200ms});
        const Time theirs = clock.time;
        for (const auto jump : {45s, -90s, 30s, 4000s}) {
            clock.time += jump;
            QCOMPARE(skew.now(), theirs);
        }
        clock.time = theirs;
        QCOMPARE(skew.offset(), 0s);
    }

    void whatIsADayOffIsNotCorrected() {
        FixedClock clock;
        Skews skews(clock);
        Skew &skew = skews.of(u"A.example"_s);
        skew.learn({clock.time - 86400s});
        QCOMPARE(skew.now(), clock.time - 86400s);
        QCOMPARE(skews.largest(), -86400s);
        QCOMPARE(skews.of(u"b.example"_s).offset(), 0s); // nobody else's business
        skew.learn({clock.time + 86401s});
        QVERIFY(skew.isTooLarge());
        QCOMPARE(skew.now(), clock.time);
        QCOMPARE(skew.toLocal(clock.time), clock.time);
        QCOMPARE(skews.of(u"a.EXAMPLE"_s).offset(), 86401s);
        QCOMPARE(skews.largest(), 0s);
        QCOMPARE(clockTooFarOff(u"a.example"_s, -90h).kind(), Error::Kind::Clock);
    }

    void redactsWhatLooksLikeACredential() {
        const QString jwt = u"eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"_s;
        for (const QString &secret : {jwt, u"ASIAIOSFODNN7EXAMPLE"_s, QString(64, u'a'),
                                      u"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"_s,
                                      u"FwoGZXIvYXdzEBYaDGFzZGZhc2RmYXNkZmFzZGZhc2Rm"_s}) {
            const QString line = redacted(u"before %1 after"_s.arg(secret));
            QVERIFY2(!line.contains(secret), qPrintable(line));
            QVERIFY(line.startsWith("before "_L1) && line.endsWith(" after"_L1));
        }
        QCOMPARE(redacted(u"a\nb\x1b[0m"_s), u"a b [0m"_s);
        const QString path = u"/home/nora/.local/state/vouch/vouch.log"_s;
        QCOMPARE(redacted(path), path);
    }

    void runsPrograms() {
        const auto result = runProcess(u"git"_s, {u"--version"_s});
        QCOMPARE(result.exitCode, 0);
        QVERIFY(result.output.startsWith("git version"));
        QCOMPARE(runProcess(u"sh"_s, {u"-c"_s, u"echo no >&2; exit 3"_s}).exitCode, 3);
        QVERIFY_EXCEPTION_THROWN(runProcess(u"no-such-program"_s, {}), Error);
    }

    void hardeningTakesEffect() {
        QVERIFY(harden());
        rlimit limit{1, 1};
        ::getrlimit(RLIMIT_CORE, &limit);
        QCOMPARE(limit.rlim_cur, rlim_t(0));
        QCOMPARE(::prctl(PR_GET_DUMPABLE), 1); // so that the application sees which program this is
        QVERIFY(hideMemory());
        QCOMPARE(::prctl(PR_GET_DUMPABLE), 0);
        ::prctl(PR_SET_DUMPABLE, 1); // or the leak checker cannot look
    }
};

QTEST_GUILESS_MAIN(TestCore)
#include "test_core.moc"
