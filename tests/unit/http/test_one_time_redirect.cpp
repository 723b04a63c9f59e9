// SPDX-License-Identifier: Apache-2.0
// The address that leads a browser to AWS's console, over real sockets.
#include "http/one_time_redirect.h"
#include "moving_clock.h"
#include "patience.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTest>

#include <unistd.h>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray target = "https://signin.aws.amazon.com/federation?SigninToken=abc%2Bdef";

/// Sends bytes to it and gives all that comes back until it closes.
QByteArray talk(quint16 port, const QByteArray &bytes) {
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write(bytes);
    const auto closed = [&] { return socket.state() == QAbstractSocket::UnconnectedState; };
    return QTest::qWaitFor(closed, 10'000) ? socket.readAll() : QByteArray("it stays open");
}

QByteArray get(const QByteArray &path) {
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n";
}

} // namespace

class TestOneTimeRedirect : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        const auto secret = std::make_shared<Secret>(target);
        watched_ = secret;
        redirect_ = std::make_unique<http::OneTimeRedirect>(secret, clock_);
        port_ = quint16(redirect_->address().port());
        path_ = redirect_->address().path().toLatin1();
    }

    void leadsThereOnce() {
        QCOMPARE(redirect_->address().host(), u"127.0.0.1"_s);
        const QByteArray answer = talk(port_, get(path_));
        QVERIFY(answer.startsWith("HTTP/1.1 302 Found\r\n"));
        QVERIFY(answer.contains("\r\nLocation: " + target + "\r\n"));
        QVERIFY(answer.contains("\r\nCache-Control: no-store\r\n"));
        QVERIFY(answer.contains("\r\nReferrer-Policy: no-referrer\r\n"));
        QVERIFY(redirect_->isOver());
        QVERIFY(watched_.expired()); // and so it is wiped
        QCOMPARE(talk(port_, get(path_)), QByteArray());
    }

    void aBrowserThatWaitedBehindTheFirstOneGetsNothing() {
        QTcpSocket late;
        late.connectToHost(QHostAddress::LocalHost, port_);
        QVERIFY(late.waitForConnected());
        QTest::qWait(0); // so that it is accepted
        QVERIFY(talk(port_, get(path_)).startsWith("HTTP/1.1 302 "));
        late.write(get(path_));
        QTRY_COMPARE(late.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(!late.readAll().contains("Location"));
    }

    void servesNothingElse_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("the root") << get("/");
        QTest::newRow("another path") << get("/AAAAAAAAAAAAAAAAAAAAAA");
        QTest::newRow("a longer one") << get("PATH/");
        QTest::newRow("with a query") << get("PATH?x");
        QTest::newRow("its head") << QByteArray("HEAD PATH HTTP/1.1\r\n\r\n");
        QTest::newRow("something sent there") << QByteArray("POST PATH HTTP/1.1\r\n\r\n");
        QTest::newRow("as a proxy")
            << QByteArray("GET http://127.0.0.1PATH HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        QTest::newRow("no HTTP") << QByteArray("\r\n\r\n");
    }
    void servesNothingElse() {
        QFETCH(QByteArray, request);
        const QByteArray answer = talk(port_, request.replace("PATH", path_));
        QVERIFY2(answer.startsWith("HTTP/1.1 404 "), answer);
        QVERIFY(!answer.contains("signin"));
        QVERIFY(!redirect_->isOver());
        QVERIFY(talk(port_, get(path_)).startsWith("HTTP/1.1 302 "));
    }

    void aRequestMayComeInPieces() {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port_);
        QVERIFY(socket.waitForConnected());
        for (const char byte : get(path_)) {
            socket.write(&byte, 1);
            socket.flush();
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 302 "));
    }

    void endsWhatIsTooLongOrTooSlow() {
        QCOMPARE(talk(port_, "GET /" + QByteArray(40'000, 'x')), QByteArray());
        QTcpSocket slow;
        slow.connectToHost(QHostAddress::LocalHost, port_);
        slow.write("GET ");
        QVERIFY(slow.waitForConnected());
        QTRY_COMPARE(clock_.alarms(), std::size_t(2)); // its own and the whole's
        clock_.pass(5s);
        QTRY_COMPARE(slow.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(talk(port_, get(path_)).startsWith("HTTP/1.1 302 "));
    }

    void bearsManyThatSayNothing() {
        std::array<QTcpSocket, 20> silent;
        for (QTcpSocket &socket : silent)
            socket.connectToHost(QHostAddress::LocalHost, port_);
        const auto closed = [&silent] {
            return std::ranges::count(silent, QAbstractSocket::UnconnectedState,
                                      [](const QTcpSocket &socket) { return socket.state(); });
        };
        QTRY_COMPARE(closed(), 12);
        clock_.pass(5s);
        QTRY_COMPARE(closed(), 20);
        QVERIFY(talk(port_, get(path_)).startsWith("HTTP/1.1 302 "));
    }

    void isOverAfterAMinute() {
        clock_.pass(59s);
        QVERIFY(!redirect_->isOver());
        clock_.pass(1s);
        QVERIFY(redirect_->isOver());
        QVERIFY(watched_.expired());
        QCOMPARE(talk(port_, get(path_)), QByteArray());
    }

    void eachHasAnAddressOfItsOwn() {
        const http::OneTimeRedirect other(std::make_shared<Secret>(target), clock_);
        QVERIFY(other.address().path() != redirect_->address().path());
        QVERIFY(path_.size() >= 22); // 128 bits in base64
    }

    void isForOurOwnProgramsOnly_data() {
        QTest::addColumn<qint64>("owner"); ///< -1: not known
        QTest::newRow("another user") << http::ownUser() + 1;
        QTest::newRow("nobody knows who") << qint64(-1);
    }
    void isForOurOwnProgramsOnly() {
        QFETCH(qint64, owner);
        std::optional<qint64> answer = owner < 0 ? std::nullopt : std::optional(owner);
        std::vector<http::LocalConnection> asked;
        std::vector<std::optional<qint64>> told;
        redirect_ = std::make_unique<http::OneTimeRedirect>(
            std::make_shared<Secret>(target), clock_,
            [&](std::optional<qint64> user) { told.push_back(user); },
            [&](const http::LocalConnection &connection) {
                asked.push_back(connection);
                return answer;
            });
        port_ = quint16(redirect_->address().port());
        path_ = redirect_->address().path().toLatin1();
        for (int i = 0; i < 2; ++i) {
            const QByteArray refused = talk(port_, get(path_));
            QVERIFY2(refused.startsWith("HTTP/1.1 403 "), refused);
            QVERIFY(!refused.contains("signin"));
        }
        QCOMPARE(told, std::vector{answer}); // once
        QVERIFY(!redirect_->isOver());
        answer = http::ownUser();
        QVERIFY(talk(port_, get(path_)).startsWith("HTTP/1.1 302 "));
        QCOMPARE(asked.size(), 3U);
        QCOMPARE(asked[0].to, QHostAddress(QHostAddress::LocalHost));
        QCOMPARE(asked[0].toPort, port_);
    }

    void refusesAProgramOfAnotherUser() {
        const QString run = QStandardPaths::findExecutable(u"setpriv"_s);
        const QString curl = QStandardPaths::findExecutable(u"curl"_s);
        if (::geteuid() != 0 || run.isEmpty() || curl.isEmpty())
            QSKIP("To be another user takes root, setpriv and curl.");
        QProcess other;
        other.start(run, {u"--reuid=65534"_s, u"--regid=65534"_s, u"--clear-groups"_s, curl,
                          u"-si"_s, u"--noproxy"_s, u"*"_s, redirect_->address().toString()});
        QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, 60'000);
        const QByteArray answer = other.readAllStandardOutput();
        QVERIFY2(answer.startsWith("HTTP/1.1 403 "), answer + other.readAllStandardError());
        QVERIFY(!redirect_->isOver());
        QVERIFY(talk(port_, get(path_)).startsWith("HTTP/1.1 302 "));
    }

private:
    test::MovingClock clock_;
    std::weak_ptr<Secret> watched_;
    std::unique_ptr<http::OneTimeRedirect> redirect_;
    quint16 port_ = 0;
    QByteArray path_;
};

QTEST_GUILESS_MAIN(TestOneTimeRedirect)
#include "test_one_time_redirect.moc"
