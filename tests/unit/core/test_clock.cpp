// SPDX-License-Identifier: Apache-2.0
// The sandbox's Vouch server: with a computer whose clock is off, or is set while Vouch runs, as it
// takes nothing from more than ten seconds ahead; and with two who ask it at once.
#include "core/error.h"
#include "core/scoped_task.h"
#include "identity/server.h"
#include "keychain/keychain.h"
#include "moving_clock.h"
#include "sts_sandbox.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using vouch::test::Ended;
using vouch::test::keep;
using vouch::test::MovingClock;
using vouch::test::Sandbox;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Nobody's keychain is touched.
class OwnKeychain final : public Keychain {
public:
    QCoro::Task<std::optional<Secret>> read(QString name, std::stop_token) override {
        if (!kept_.contains(name))
            co_return std::nullopt;
        co_return std::optional<Secret>(Secret(kept_.value(name)));
    }
    QCoro::Task<> write(QString name, SharedSecret secret, std::stop_token) override {
        kept_.insert(name, secret->view().toByteArray());
        co_return;
    }
    QCoro::Task<> remove(QString name, std::stop_token) override {
        kept_.remove(name);
        co_return;
    }

private:
    QHash<QString, QByteArray> kept_;
};

} // namespace

class TestClock : public QObject {
    Q_OBJECT
private:
    /// One computer.
    struct Computer {
        explicit Computer(const QString &authority) {
            http.trust(http::readAuthorities(authority));
            set(0s);
        }
        /// Sets its clock so far ahead of the machine's.
        void set(std::chrono::seconds ahead) {
            const std::chrono::seconds real(QDateTime::currentSecsSinceEpoch());
            clock.jumpTo(Time(real + ahead));
        }

        MovingClock clock;
        OwnKeychain keychain;
        http::Client http;
        identity::Server server{QUrl(u"https://us.vouch.example"_s), http, clock, keychain};
    };

    QTemporaryDir folder_;
    Sandbox sandbox_;
    std::unique_ptr<Computer> computer_;

    ScopedTask asking(Ended<identity::Challenge> &ended) {
        return ScopedTask(
            [&](std::stop_token stop) {
                return keep<identity::Challenge>(computer_->server.challenge(std::move(stop)),
                                                 &ended);
            },
            {});
    }
    Ended<identity::Challenge> challenge() {
        Ended<identity::Challenge> ended;
        const ScopedTask task = asking(ended);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(ended.isDone(), 60'000); }();
        return ended;
    }
    /// With a signature that is none: the server looks at the proofs first.
    Ended<identity::Login> logIn(const identity::Challenge &challenge) {
        Ended<identity::Login> ended;
        const fido::Assertion assertion{"id", "data", "signature", "user", {}};
        const ScopedTask task(
            [&](std::stop_token stop) {
                return keep<identity::Login>(
                    computer_->server.logIn(challenge, assertion, {}, std::move(stop)), &ended);
            },
            {});
        [&] { QTRY_VERIFY_WITH_TIMEOUT(ended.isDone(), 60'000); }();
        return ended;
    }
    int registrations() {
        return sandbox_.ask({{u"state"_s, true}}).value("registrations"_L1).toInt();
    }
    void setServer(std::chrono::seconds ahead) { sandbox_.ask({{u"clock"_s, int(ahead.count())}}); }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(sandbox_.start(folder_.path()));
        sandbox_.takeConnections();
    }
    void init() {
        computer_ = std::make_unique<Computer>(sandbox_.world.value("ca"_L1).toString());
        sandbox_.ask({{u"reset"_s, true}});
    }
    void cleanup() {
        setServer(0s);
        computer_.reset();
    }

    void keepsNobodyOut_data() {
        QTest::addColumn<int>("ahead");
        for (const int ahead : {0, 11, 30, 60, -11, -400, 7200, -7200})
            QTest::addRow("%d s ahead", ahead) << ahead;
    }
    void keepsNobodyOut() {
        QFETCH(int, ahead);
        computer_->set(std::chrono::seconds(ahead));
        auto got = challenge();
        QVERIFY2(got.result, qPrintable(got.message()));
        const auto left = got.result->expiresAt - computer_->clock.now();
        QVERIFY(left > 3min && left < 5min); // by our clock
        // Somebody sets one of the clocks meanwhile.
        for (const int jump : {45, -90, 20, 0}) {
            computer_->set(std::chrono::seconds(ahead + jump));
            got = challenge();
            QVERIFY2(got.result, qPrintable(got.message()));
        }
        for (const auto jump : {-45s, 60s, -3600s}) {
            setServer(jump);
            got = challenge();
            QVERIFY2(got.result, qPrintable(got.message()));
        }
        QCOMPARE(registrations(), 1);
    }

    void spendsNoTouchTwice() {
        const auto got = challenge();
        QVERIFY(got.result);
        setServer(-45s);
        const auto refused = logIn(*got.result);
        QVERIFY(refused.error);
        QCOMPARE(refused.error->kind(), Error::Kind::Clock);
        QVERIFY2(refused.message().startsWith("us.vouch.example refused the request because"_L1),
                 qPrintable(refused.message()));
        QVERIFY(refused.error->hint().endsWith("Try again."_L1));
        // The next one carries the right time, and is judged by what it says.
        const auto judged = logIn(*got.result);
        QVERIFY(dynamic_cast<const identity::Refused *>(judged.error.get()) != nullptr);
        QCOMPARE(registrations(), 1);
    }

    void refusesAnotherDay() {
        QVERIFY(challenge().result);
        setServer(-72h);
        const auto refused = challenge();
        QVERIFY(refused.error);
        QCOMPARE(refused.error->kind(), Error::Kind::Clock);
        QVERIFY2(refused.message().contains("too much to correct for"_L1),
                 qPrintable(refused.message()));
        QCOMPARE(registrations(), 1);
    }

    void twoAtOnceRegisterOnce() {
        Ended<identity::Challenge> one, other;
        const auto bothAsk = [&] {
            one = {};
            other = {};
            const ScopedTask first = asking(one), second = asking(other);
            QTRY_VERIFY_WITH_TIMEOUT(one.isDone() && other.isDone(), 60'000);
            QVERIFY2(one.result, qPrintable(one.message()));
            QVERIFY2(other.result, qPrintable(other.message()));
        };
        bothAsk();
        QCOMPARE(registrations(), 1);
        sandbox_.ask({{u"expire"_s, u"registrations"_s}});
        bothAsk();
        QCOMPARE(registrations(), 2);

        // Who stops leaves it to the other.
        init(); // one that is not registered: the first one begins with it at once
        one = {};
        other = {};
        auto stopped = asking(one);
        const ScopedTask stays = asking(other);
        stopped.stop();
        QTRY_VERIFY_WITH_TIMEOUT(other.isDone(), 60'000);
        QVERIFY2(other.result, qPrintable(other.message()));
        QVERIFY(!one.result);
    }

    void whoWaitedHearsOfTheFailureAtOnce() {
        sandbox_.ask({{u"fail"_s, u"/oauth/register"_s}});
        Ended<identity::Challenge> one, other;
        const ScopedTask first = asking(one), second = asking(other);
        QTRY_VERIFY(one.isDone() && other.isDone());
        const int asked = sandbox_.ask({{u"faults_hit"_s, true}}).value("faults_hit"_L1).toInt();
        QVERIFY(one.error && other.error);
        QCOMPARE(other.message(), one.message());
        QCOMPARE(asked, 1);
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "test_clock.moc"
