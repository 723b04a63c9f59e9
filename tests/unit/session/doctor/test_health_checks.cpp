// SPDX-License-Identifier: Apache-2.0
// A check-up that nobody waits for any more. Everything is real but the keys, of which none is
// inserted, and the server, which a socket of this test's plays.
#include "kept_keys.h"
#include "patience.h"
#include "session/doctor/health_checks.h"
#include "world.h"

#include <QTcpSocket>
#include <QTest>

using namespace vouch;
using vouch::test::World;
using namespace Qt::Literals::StringLiterals;

class TestHealthChecks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsNobodyWhoIsGone_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("while the server is silent") << QByteArray();
        QTest::newRow("while it wants us to wait")
            << QByteArray("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
    }
    void tellsNobodyWhoIsGone() {
        QFETCH(QByteArray, answer);
        World world;
        bool isAsked = false;
        connect(&world.server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = world.server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [&isAsked, answer, socket] {
                socket->write(answer);
                socket->flush();
                isAsked = true;
            });
        });
        HealthChecks checks = checksOf(world, world.authenticator);
        int told = 0;
        auto alive = std::make_shared<int>(); // as long as the check-up holds on to whom it tells
        const std::weak_ptr<int> ended = alive;
        HealthChecks::Report report = [&told, alive](const CheckResult &) { ++told; };
        alive.reset();
        {
            const ScopedTask task(
                [&](std::stop_token stop) {
                    return checks.run({}, {}, std::exchange(report, {}), std::move(stop));
                },
                {});
            QTRY_VERIFY(isAsked);
            QVERIFY(told > 0);
            told = 0;
        }
        QTRY_VERIFY(ended.expired());
        QCOMPARE(told, 0);
    }

    void aKeyThatOnlyTheSystemOpensIsThere() {
        const CheckResult result = ofSystemKeys(std::nullopt);
        QCOMPARE(result.state, CheckResult::State::Ok);
        QCOMPARE(result.message, u"Security Key NFC is plugged in. Contoso OS asks for its PIN and "
                                 "a touch in its own window."_s);
    }

    void aSystemThatCannotAskIsAProblem() {
        const fido::KeyError why(fido::KeyError::Cause::NotPermitted, Error::Kind::Unsupported,
                                 u"This system is too old."_s, u"Update it."_s, {});
        const CheckResult result = ofSystemKeys(why);
        QCOMPARE(result.state, CheckResult::State::Problem);
        QCOMPARE(result.message, u"This system is too old."_s);
        QCOMPARE(result.fix, u"Update it."_s);
    }

private:
    static HealthChecks checksOf(World &world, fido::Authenticator &authenticator) {
        return HealthChecks({world.clock, world.configuration, world.servers, world.session,
                             world.signIns, authenticator, world.sts, world.awsHttp, world.routes,
                             world.credentials, world.profiles},
                            [] { return HealthChecks::Desktop(); });
    }

    static QCoro::Task<> read(HealthChecks *checks, QList<CheckResult> *results,
                              std::stop_token stop) {
        *results = co_await checks->keys().run(stop);
    }

    /// What is said of the only key on a system that keeps it to itself.
    static CheckResult ofSystemKeys(const std::optional<fido::KeyError> &problem) {
        World world;
        fido::Authenticator authenticator(std::make_unique<test::KeptKeys>(
            std::make_shared<test::SystemUser>(),
            QList<fido::Key>{{u"kept:1"_s, u"Security Key NFC"_s}}, problem));
        HealthChecks checks = checksOf(world, authenticator);
        QList<CheckResult> results;
        const ScopedTask task(
            [&](std::stop_token stop) { return read(&checks, &results, std::move(stop)); }, {});
        [&] { QTRY_COMPARE(results.size(), 1); }();
        return results.value(0);
    }
};

QTEST_GUILESS_MAIN(TestHealthChecks)
#include "test_health_checks.moc"
