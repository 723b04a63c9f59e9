// SPDX-License-Identifier: Apache-2.0
// credential_process and mfa_process: real programs that behave and misbehave.
#include "aws/credential_process.h"
#include "core/error.h"
#include "core/scoped_task.h"
#include "core/tasks_under_way.h"
#include "patience.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using namespace vouch::aws;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Time now{1'767'225'600s}; // 2026-01-01T00:00:00Z

/// How a run ended.
template <typename T>
struct Ended {
    std::optional<T> result;
    std::optional<Error> error;
    bool isDone() const { return result || error; }
    QString message() const { return error ? error->message() : u"no error"_s; }
};

QCoro::Task<> keep(QCoro::Task<Credentials> task, Ended<Credentials> *ended) {
    const Credentials credentials = co_await task;
    ended->result = credentials;
}

QCoro::Task<> keep(QCoro::Task<SharedSecret> task, Ended<SharedSecret> *ended) {
    const SharedSecret code = co_await task;
    ended->result = code;
}

Ended<Credentials> run(const QString &command, ProcessLimits limits = {}) {
    Ended<Credentials> ended;
    const ScopedTask work(
        [&](std::stop_token stop) {
            return keep(credentialsFromProcess(command, u"p"_s, now, stop, limits), &ended);
        },
        [&ended](const Error &error) { ended.error = error; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(ended.isDone(), 60'000); }();
    return ended;
}

/// A command that prints these words; without an apostrophe in them.
QString prints(const QString &words) {
    return u"printf %s '%1'"_s.arg(words);
}

const QString keys = u"\"AccessKeyId\":\"ASIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"s/+\""_s;

} // namespace

class TestAwsProcesses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTemporaryKeys() {
        const auto ended = run(prints(u"{\"Version\":1,"_s + keys +
                                      u",\"SessionToken\":\"t==\","
                                      "\"Expiration\":\"2026-01-01T01:00:00+00:00\"}"_s));
        QVERIFY2(ended.result, qPrintable(ended.message()));
        QCOMPARE(ended.result->accessKeyId, QByteArray("ASIAIOSFODNN7EXAMPLE"));
        QCOMPARE(ended.result->secretAccessKey->view(), QByteArrayView("s/+"));
        QCOMPARE(ended.result->sessionToken->view(), QByteArrayView("t=="));
        QCOMPARE(ended.result->expiresAt, now + 1h);
    }

    void readsLongLivedKeys() {
        const auto ended = run(prints(u"{\"Version\":1,"_s + keys + u'}'));
        QVERIFY2(ended.result, qPrintable(ended.message()));
        QVERIFY(!ended.result->sessionToken);
        QCOMPARE(ended.result->expiresAt, Time{});
    }

    void refusesOtherOutput_data() {
        QTest::addColumn<QString>("output");
        QTest::addColumn<QString>("says");
        const QString good = u"{\"Version\":1,"_s + keys;
        QTest::newRow("nothing") << QString() << u"isn't a JSON object"_s;
        QTest::newRow("text") << u"hello"_s << u"isn't a JSON object"_s;
        QTest::newRow("version") << u"{\"Version\":2,"_s + keys + u'}' << u"Version isn't 1"_s;
        QTest::newRow("no secret")
            << u"{\"Version\":1,\"AccessKeyId\":\"ASIAIOSFODNN7EXAMPLE\"}"_s << u"missing"_s;
        QTest::newRow("odd id")
            << u"{\"Version\":1,\"AccessKeyId\":\"a b\",\"SecretAccessKey\":\"s\"}"_s
            << u"missing"_s;
        QTest::newRow("odd token")
            << good + u",\"SessionToken\":\"a\\nhost=x\"}"_s << u"SessionToken"_s;
        QTest::newRow("time") << good + u",\"Expiration\":\"soon\"}"_s << u"Expiration"_s;
        QTest::newRow("expired") << good + u",\"Expiration\":\"2025-12-31T23:59:59Z\"}"_s
                                 << u"have expired"_s;
    }
    void refusesOtherOutput() {
        QFETCH(QString, output);
        QFETCH(QString, says);
        const auto ended = run(prints(output));
        QVERIFY2(ended.message().contains(says), qPrintable(ended.message()));
        QVERIFY(!ended.message().contains("s/+"_L1));
    }

    void showsTheLastLineOfWhatItSays() {
        const auto failed =
            run(u"sh -c 'printf \"first\\nthe vault is locked\\033[2J\\n\" >&2; exit 3'"_s);
        QVERIFY2(failed.message().endsWith("failed: the vault is locked[2J"_L1),
                 qPrintable(failed.message()));
        const auto endless = run(u"sh -c 'yes word | tr -d \"\\n\" | head -c 90000 >&2; exit 1'"_s);
        QVERIFY(endless.message().size() < 300);
        QVERIFY(run(u"false"_s).message().contains("without saying why"_L1));
    }

    void startsNoShell() {
        const QTemporaryDir folder;
        const QString marker = folder.filePath(u"marker"_s);
        static_cast<void>(run(prints(u"x"_s) + u" ; touch "_s + marker));
        static_cast<void>(
            run(prints(u"x"_s) + u" $(touch %1) `touch %1` | touch %1"_s.arg(marker)));
        QVERIFY(!QFile::exists(marker));
        QVERIFY(run(u"/no/such/program"_s).message().contains("can't be started"_L1));
        QVERIFY(run(u"echo 'open"_s).message().contains("isn't valid"_L1));
        QVERIFY(run(u"  "_s).message().contains("isn't valid"_L1));
    }

    void limitsTimeAndOutput() {
        QElapsedTimer took;
        took.start();
        const QTemporaryDir folder;
        const QString alive = folder.filePath(u"alive"_s);
        const auto slow =
            run(u"sh -c '(sleep 3; touch %1) & sleep 60'"_s.arg(alive), {300ms, 1024});
        QCOMPARE(slow.error->kind(), Error::Kind::TimedOut);
        const auto chatty = run(u"yes"_s, {30s, 1024});
        QVERIFY2(chatty.message().contains("printed too much output"_L1),
                 qPrintable(chatty.message()));
        QVERIFY(took.elapsed() < 50'000);
        // What it had started ended with it.
        QTest::qWait(3500);
        QVERIFY(!QFile::exists(alive));
    }

    void readsNothingAndHasNoTerminal() {
        const auto ended = run(u"sh -c 'read x || echo none >&2; exec </dev/tty; exit 1'"_s);
        QVERIFY2(ended.error.has_value(), "it could ask on the terminal");
    }

    void endsWhenNobodyWaits() {
        Ended<Credentials> ended;
        QElapsedTimer took;
        took.start();
        {
            const ScopedTask work(
                [&](std::stop_token stop) {
                    return keep(credentialsFromProcess(u"sleep 60"_s, u"p"_s, now, stop, {}),
                                &ended);
                },
                [&ended](const Error &error) { ended.error = error; });
            QTest::qWait(50);
        }
        QTRY_COMPARE(tasksUnderWay(), 0);
        QVERIFY(!ended.result);
        QVERIFY(took.elapsed() < 50'000);
    }

    void readsACode() {
        const auto code = [](const QString &command) {
            Ended<SharedSecret> ended;
            const ScopedTask work(
                [&](std::stop_token stop) {
                    return keep(mfaCodeFromProcess(command, u"p"_s, stop, {}), &ended);
                },
                [&ended](const Error &error) { ended.error = error; });
            [&] { QTRY_VERIFY_WITH_TIMEOUT(ended.isDone(), 60'000); }();
            return ended;
        };
        QCOMPARE((*code(u"echo 012345"_s).result)->view(), QByteArrayView("012345"));
        QVERIFY(code(u"echo 12345"_s).message().contains("six-digit"_L1));
        QVERIFY(code(u"echo 0123456"_s).message().contains("mfa_process"_L1));
    }
};

QTEST_GUILESS_MAIN(TestAwsProcesses)
#include "test_aws_processes.moc"
