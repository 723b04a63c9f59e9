// SPDX-License-Identifier: Apache-2.0
// The polling interval and the outcomes of an enrollment, against a scripted server.
#include "patience.h"
#include "scripted_server.h"
#include "session/keys/enrollment.h"
#include "world.h"

#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Kind = Enrollment::CeremonyState::Kind;

namespace {

using Answer = test::ScriptedAnswer;

Answer refused(const QString &error) {
    return {400, {{u"error"_s, error}}};
}

const Answer pending = refused(u"authorization_pending"_s);
const Answer approved{200,
                      {{u"access_token"_s, u"the-token"_s},
                       {u"token_type"_s, u"DPoP"_s},
                       {u"expires_in"_s, 28800},
                       {u"email"_s, u"nora.\u202Ewinter@\u2028example.com"_s}}};

/// Registers, issues a code, and replies to each poll with the next answer.
class EnrollingServer {
public:
    explicit EnrollingServer(QTcpServer &server)
        : server_(server, [this](const QByteArray &path, const QByteArray &form) {
              return answerTo(path, form);
          }) {}

    QList<Answer> answers; ///< to polls; the rest are pending
    int polls = 0;
    QByteArray assertion; ///< of the last poll
    bool sameAssertion = false;

private:
    Answer answerTo(const QByteArray &path, const QByteArray &form) {
        if (path == "/oauth/register")
            return {201, {{u"client_id"_s, u"client"_s}}};
        if (path == "/oauth/device")
            return {200,
                    {{u"device_code"_s, u"device"_s},
                     {u"user_code"_s, u"WDJB-MJHT"_s},
                     {u"verification_uri"_s, u"https://us.vouch.example/device"_s},
                     {u"expires_in"_s, 600},
                     {u"interval"_s, 5}}};
        ++polls;
        const auto at = form.indexOf("client_assertion=");
        const QByteArray now = form.mid(at, form.indexOf('&', at) - at);
        sameAssertion = sameAssertion || now == std::exchange(assertion, now);
        return answers.isEmpty() ? pending : answers.takeFirst();
    }

    test::ScriptedServer server_;
};

/// For a key that is never inserted.
QCoro::Task<> noRunner(KeyCeremony &, std::stop_token) {
    throw canceled();
    co_return;
}

} // namespace

class TestEnrollment : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        world_ = std::make_unique<test::World>();
        server_ = std::make_unique<EnrollingServer>(world_->server);
        opened_.clear();
        QObject::connect(&enrollment(), &Enrollment::browserWanted,
                         [this](const QUrl &url) { opened_.append(url); });
    }
    void cleanup() {
        run_.reset();
        world_.reset();
    }

    void aPollIsNeverFasterThanTheServerWants() {
        begin();
        QCOMPARE(opened_, QList<QUrl>{QUrl(u"https://us.vouch.example/device"_s)});
        QCOMPARE(state().code, u"WDJB-MJHT"_s);
        QCOMPARE(server_->polls, 0);
        server_->answers = {pending, refused(u"slow_down"_s), pending};
        passAndStay(5s, 0); // the clock has whole seconds: five can be a little more than four
        passToPoll(1s, 1);
        passAndStay(5s, 1);
        passToPoll(1s, 2);
        QTRY_COMPARE(state().slowedDown, 1);
        passAndStay(10s, 2);
        passToPoll(1s, 3);
        passAndStay(10s, 3);
        QVERIFY(!server_->sameAssertion);
        QCOMPARE(opened_.size(), 1);
    }

    void itBeginsTheSession() {
        begin();
        server_->answers = {approved};
        QList<Kind> seen;
        connect(&enrollment(), &Enrollment::stateChanged, this, [&] { seen.append(state().kind); });
        passToPoll(6s, 1);
        QTRY_COMPARE(state().kind, Kind::Done);
        QCOMPARE(seen, (QList<Kind>{Kind::Approved, Kind::Done}));
        QVERIFY(run_->done().isFinished());
        QVERIFY(world_->session.isActive());
        QCOMPARE(world_->session.email(), u"nora.winter@example.com"_s);
        QVERIFY(!enrollment().isUnderWay());
    }

    void whoIsDeniedHearsIt_data() {
        QTest::addColumn<QString>("error");
        QTest::addColumn<int>("kind");
        QTest::newRow("denied") << u"access_denied"_s << int(Kind::Denied);
        QTest::newRow("expired") << u"expired_token"_s << int(Kind::Expired);
        QTest::newRow("spent") << u"invalid_grant"_s << int(Kind::Failed);
        QTest::newRow("unknown client") << u"invalid_client"_s << int(Kind::Failed);
    }
    void whoIsDeniedHearsIt() {
        QFETCH(QString, error);
        QFETCH(int, kind);
        begin();
        server_->answers = {refused(error)};
        passToPoll(6s, 1);
        QTRY_COMPARE(int(state().kind), kind);
        QVERIFY(enrollment().problem().has_value());
        QVERIFY(!enrollment().problem()->hint().isEmpty());
        QVERIFY_EXCEPTION_THROWN(run_->done().waitForFinished(), Error);
        QVERIFY(!world_->session.isActive());
        QTRY_COMPARE(world_->clock.alarms(), std::size_t(0));
        begin(); // try again
        QVERIFY(!enrollment().problem());
    }

    void aServerThatIsDownIsAskedEverMoreSeldom() {
        begin();
        const Answer down{502, {}};
        server_->answers = {down, down, down, pending, approved};
        passToPoll(6s, 1);
        QTRY_VERIFY(!state().reachable);
        passAndStay(10s, 1);
        passToPoll(1s, 2);
        passAndStay(20s, 2);
        passToPoll(1s, 3);
        passAndStay(30s, 3);
        passToPoll(1s, 4);
        QTRY_VERIFY(state().reachable);
        passToPoll(6s, 5);
        QTRY_COMPARE(state().kind, Kind::Done);
    }

    void aComputerThatSleptTooLongHearsItAtOnce() {
        begin();
        world_->clock.pass(2h);
        QTRY_COMPARE(state().kind, Kind::Expired);
        QCOMPARE(server_->polls, 0);
    }

    void aComputerThatSleptAsksAtOnce() {
        begin();
        passToPoll(9min, 1);
        QCOMPARE(state().kind, Kind::Waiting);
    }

    void aClockThatIsSetChangesOnlyWhatIsShown() {
        begin();
        const Time until = state().until;
        world_->clock.jumpTo(world_->clock.now() + 24h);
        QCOMPARE(state().until, until + 24h);
        QTRY_VERIFY(waits());
        world_->clock.jumpTo(world_->clock.now() - 48h);
        QCOMPARE(state().until, until - 24h);
        QTest::qWait(0); // lets the enrollment read the clock again
        QTRY_VERIFY(waits());
        passAndStay(5s, 0);
        passToPoll(1s, 1);
        QCOMPARE(state().kind, Kind::Waiting);
    }

    void whoCancelsIsNotWaitedFor() {
        begin();
        QVERIFY_EXCEPTION_THROWN(enrollment().begin(noRunner), Error);
        run_.reset();
        QCOMPARE(state().kind, Kind::Idle);
        QTRY_COMPARE(world_->clock.alarms(), std::size_t(0));
        begin();
        enrollment().cancel();
        QVERIFY_EXCEPTION_THROWN(run_->done().waitForFinished(), Error);
        begin(); // destroying the first run leaves this one alone
        QVERIFY(enrollment().isUnderWay());
    }

    void anotherServerEndsIt() {
        begin();
        world_->configuration.forget();
        QTRY_COMPARE(state().kind, Kind::Idle);
    }

private:
    Enrollment &enrollment() { return world_->enrollment; }
    const Enrollment::CeremonyState &state() { return enrollment().state(); }

    void begin() {
        run_ = enrollment().begin(noRunner);
        QCOMPARE(state().kind, Kind::Asking);
        QTRY_COMPARE(state().kind, Kind::Waiting);
    }
    /// One alarm is set while the enrollment waits for its next poll, none during a poll.
    bool waits() { return world_->clock.alarms() == 1; }
    /// Lets the time pass, then waits until the poll with that number has its answer.
    void passToPoll(std::chrono::seconds time, int polls) {
        world_->clock.pass(time);
        QTRY_COMPARE(server_->polls, polls);
        QTRY_VERIFY(waits() || !enrollment().isUnderWay());
    }
    void passAndStay(std::chrono::seconds time, int polls) {
        world_->clock.pass(time);
        QVERIFY(waits()); // a due alarm would have fired
        QCOMPARE(server_->polls, polls);
    }

    std::unique_ptr<test::World> world_;
    std::unique_ptr<EnrollingServer> server_;
    std::unique_ptr<Enrollment::Run> run_;
    QList<QUrl> opened_;
};

QTEST_GUILESS_MAIN(TestEnrollment)
#include "test_enrollment.moc"
