// SPDX-License-Identifier: Apache-2.0
// The HTTP client against servers that misbehave: real sockets, raw bytes.
#include "core/error.h"
#include "core/story.h"
#include "http/http.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Answers every connection with the same bytes, and remembers what it heard.
class RawServer {
public:
    explicit RawServer(QByteArray answer, bool closes = true) {
        server_.listen(QHostAddress::LocalHost);
        QObject::connect(&server_, &QTcpServer::newConnection, [this, answer, closes] {
            QTcpSocket *socket = server_.nextPendingConnection();
            ++connections;
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [=, this] {
                heard += socket->readAll();
                if (!heard.contains("\r\n\r\n") || answer.isEmpty())
                    return;
                socket->write(answer);
                if (closes)
                    socket->disconnectFromHost();
            });
        });
    }
    QUrl url(const QString &path = u"/x"_s) const {
        return QUrl(u"http://127.0.0.1:%1%2"_s.arg(server_.serverPort()).arg(path));
    }

    int connections = 0;
    QByteArray heard;

private:
    QTcpServer server_;
};

/// How an exchange ended.
struct Ended {
    std::optional<http::Reply> reply;
    std::optional<Error> error;
    bool isDone() const { return reply || error; }
};

QCoro::Task<> exchange(http::Client *client, http::Request request, Ended *ended,
                       std::stop_token stop) {
    const http::Reply reply = co_await client->exchange(std::move(request), stop);
    throwIfStopped(stop);
    ended->reply = reply;
}

Ended run(http::Request request) {
    http::Client client;
    Ended ended;
    const Story story(
        [&](std::stop_token stop) { return exchange(&client, std::move(request), &ended, stop); },
        [&ended](const Error &error) { ended.error = error; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(ended.isDone(), 10'000); }();
    return ended;
}

QByteArray answer(const QByteArray &status, const QByteArray &headers, const QByteArray &body) {
    return "HTTP/1.1 " + status + "\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

class TestHttp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void exchanges() {
        RawServer server(answer("201 Created",
                                "Content-Type: Application/JSON; charset=utf-8\r\n"
                                "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\nX-Nonce: abc\r\n",
                                "{\"a\":1}"));
        const Ended ended =
            run({"POST", server.url(), {{"Content-Type", "text/plain"}}, "the body"});
        QVERIFY(ended.reply.has_value());
        QCOMPARE(ended.reply->status, 201);
        QCOMPARE(ended.reply->body, QByteArray("{\"a\":1}"));
        QCOMPARE(ended.reply->header("x-nonce"), QByteArray("abc"));
        QCOMPARE(ended.reply->mediaType(), QByteArray("application/json"));
        QCOMPARE(ended.reply->date(), std::optional(Time(1'767'225'600s)));
        QVERIFY(server.heard.startsWith("POST /x HTTP/1.1\r\n"));
        QVERIFY(server.heard.endsWith("\r\n\r\nthe body"));
        QVERIFY(!server.heard.toLower().contains("cookie"));
    }

    void leavesTheCallersCopyAlone() {
        RawServer server(answer("503 Unavailable", {}, {}));
        const QByteArray body = QByteArray("for a ") + "second try"; // shared, as a repeat does
        QVERIFY(run({"POST", server.url(), {}, body}).reply.has_value());
        QCOMPARE(body, QByteArray("for a second try"));
    }

    void givesErrorsBackAsReplies() {
        RawServer server(
            answer("503 Unavailable", "Retry-After: 3\r\nContent-Type: text/plain\r\n", "wait"));
        http::Request request{"GET", server.url(), {}, {}};
        request.reading = http::Request::Reading::Refusals;
        const Ended ended = run(std::move(request));
        QVERIFY(ended.reply.has_value());
        QCOMPARE(ended.reply->status, 503);
        QCOMPARE(ended.reply->body, QByteArray("wait"));
        QCOMPARE(ended.reply->mediaType(), QByteArray("text/plain"));
        QCOMPARE(ended.reply->retryAfter(), std::optional(3s));
    }

    void readsHowLongToWait() {
        const auto wait = [](const QByteArray &told) {
            return http::Reply{
                503, {{"Date", "Thu, 01 Jan 2026 00:00:00 GMT"}, {"Retry-After", told}}, {}}
                .retryAfter();
        };
        QCOMPARE(wait("3600"), std::optional(3600s));
        QCOMPARE(wait("-3"), std::optional(0s));
        QCOMPARE(wait("Thu, 01 Jan 2026 00:10:00 GMT"), std::optional(600s));
        QCOMPARE(wait("Wed, 31 Dec 2025 00:10:00 GMT"), std::optional(0s));
        QCOMPARE(wait("soon"), std::optional<std::chrono::seconds>());
    }

    void believesTheTimeOfAnAnswerThatIsFresh() {
        http::Reply reply{200, {{"Date", "Thu, 01 Jan 2026 00:00:00 GMT"}}, {}};
        reply.took = 1999ms;
        QVERIFY(!reply.timeTold()); // anybody on the way could have said it
        reply.overTls = true;
        const auto told = reply.timeTold();
        QVERIFY(told.has_value());
        QCOMPARE(told->time, Time(1'767'225'600s));
        QCOMPARE(told->roundTrip, 1999ms);
        reply.took = 2000ms;
        QVERIFY(!reply.timeTold());
        reply.took = 5ms;
        reply.headers.emplaceBack("Age", "0"); // from a cache
        QVERIFY(!reply.timeTold());
    }

    void followsNoRedirect_data() {
        QTest::addColumn<QByteArray>("status");
        for (const char *status :
             {"301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect",
              "308 Permanent Redirect", "304 Not Modified"})
            QTest::newRow(status) << QByteArray(status);
    }
    void followsNoRedirect() {
        QFETCH(QByteArray, status);
        RawServer elsewhere(answer("200 OK", {}, "gotcha"));
        RawServer server(answer(status, "Location: " + elsewhere.url().toEncoded() + "\r\n", {}));
        const Ended ended =
            run({"POST", server.url(), {{"Authorization", "Bearer token"}}, "secret=1"});
        QVERIFY(ended.error.has_value());
        QCOMPARE(ended.error->kind(), Error::Kind::Server);
        QTest::qWait(50);
        QCOMPARE(elsewhere.connections, 0);
    }

    void boundsTheBody() {
        RawServer server(answer("200 OK", {}, QByteArray(64 * 1024, 'x')));
        http::Request request{"GET", server.url(), {}, {}};
        request.bodyLimit = 1024;
        const Ended ended = run(request);
        QVERIFY(ended.error.has_value());
        QVERIFY2(ended.error->message().contains("too long"_L1),
                 qPrintable(ended.error->message()));
    }

    void boundsTheTime() {
        RawServer silent({});
        http::Request request{"GET", silent.url(), {}, {}};
        request.timeout = 100ms;
        const Ended ended = run(request);
        QVERIFY(ended.error.has_value());
        QCOMPARE(ended.error->kind(), Error::Kind::Network);
        QVERIFY(ended.error->message().contains("in time"_L1));
    }

    void boundsTheTimeOfADrip() {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        QTimer drip;
        QObject::connect(&server, &QTcpServer::newConnection, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            QObject::connect(&drip, &QTimer::timeout, socket, [socket] { socket->write("x"); });
            drip.start(10ms);
        });
        http::Request request{
            "GET", QUrl(u"http://127.0.0.1:%1/"_s.arg(server.serverPort())), {}, {}};
        request.timeout = 200ms;
        QVERIFY(run(request).error.has_value());
    }

    void readsOnlyHeadersWhereThatIsEnough_data() {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<http::Request::Reading>("reading");
        QTest::newRow("of a refusal")
            << QByteArray("403 Forbidden") << http::Request::Reading::Headers;
        QTest::newRow("of a success") << QByteArray("200 OK") << http::Request::Reading::Refusals;
    }
    void readsOnlyHeadersWhereThatIsEnough() {
        QFETCH(QByteArray, status);
        QFETCH(http::Request::Reading, reading);
        RawServer server("HTTP/1.1 " + status + "\r\nContent-Length: 1000000\r\n\r\nFor", false);
        http::Request request{"GET", server.url(), {}, {}};
        request.reading = reading;
        const Ended ended = run(request);
        QVERIFY(ended.reply.has_value());
        QCOMPARE(ended.reply->status, status.left(3).toInt());
        QVERIFY(ended.reply->body.isEmpty());
    }

    void aRefusalWarnsOfNothing_data() {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::newRow("403") << QByteArray("403 Forbidden") << QByteArray();
        QTest::newRow("401") << QByteArray("401 Unauthorized") << QByteArray();
        QTest::newRow("Basic") << QByteArray("401 Unauthorized")
                               << QByteArray("WWW-Authenticate: Basic realm=\"x\"\r\n");
        QTest::newRow("DPoP") << QByteArray("401 Unauthorized")
                              << QByteArray("WWW-Authenticate: DPoP error=\"use_dpop_nonce\"\r\n");
    }
    void aRefusalWarnsOfNothing() {
        QFETCH(const QByteArray, status);
        QFETCH(const QByteArray, headers);
        using Reading = http::Request::Reading;
        QTest::failOnWarning(QRegularExpression(u"."_s));
        for (int i = 0; i < 40; ++i) {
            RawServer server(answer(status, headers, QByteArray(i % 2 ? 100 : 100'000, 'x')));
            http::Request request{"GET", server.url(), {}, {}};
            request.reading = i % 4 < 2 ? Reading::Headers : Reading::All;
            const Ended ended = run(std::move(request));
            QVERIFY(ended.reply.has_value());
            QCOMPARE(ended.reply->status, status.first(3).toInt());
        }
    }

    void saysWhatIsWrongWithTheNetwork_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("garbage") << QByteArray("\x16\x03\x01nonsense\r\n\r\n");
        QTest::newRow("closed at once") << QByteArray("\0", 1);
        QTest::newRow("truncated")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":");
    }
    void saysWhatIsWrongWithTheNetwork() {
        QFETCH(QByteArray, answer);
        RawServer server(answer);
        const Ended ended = run({"GET", server.url(), {}, {}});
        QVERIFY(ended.error.has_value());
        QCOMPARE(ended.error->kind(), Error::Kind::Network);
        QVERIFY(!ended.error->hint().isEmpty());
    }

    void saysThatNobodyListens() {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        const QUrl url(u"http://127.0.0.1:%1/"_s.arg(server.serverPort()));
        server.close();
        const Ended ended = run({"GET", url, {}, {}});
        QVERIFY(ended.error.has_value());
        QVERIFY(ended.error->message().contains("Can't reach 127.0.0.1"_L1));
    }

    void stopsWhenNobodyWaits() {
        RawServer silent({});
        http::Client client;
        Ended ended;
        {
            const Story story(
                [&](std::stop_token stop) {
                    return exchange(&client, {"GET", silent.url(), {}, {}}, &ended, stop);
                },
                [&ended](const Error &error) { ended.error = error; });
            QTRY_COMPARE(silent.connections, 1);
        }
        QTest::qWait(50);
        QVERIFY(!ended.isDone());
    }

    void encodesForms() {
        QCOMPARE(http::formEncoded({{"a", "b c&d=e/+~é"}, {"x", "arn:aws:iam"}}),
                 QByteArray("a=b%20c%26d%3De%2F%2B~%C3%A9&x=arn%3Aaws%3Aiam"));
    }

    void readsCertificates() {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("no certificate");
        file.close();
        QVERIFY_EXCEPTION_THROWN(http::readAuthorities(file.fileName()), Error);
        QVERIFY_EXCEPTION_THROWN(http::readAuthorities(u"/no/such/file"_s), Error);
        QVERIFY(!http::readAuthorities(u"/etc/ssl/certs/ca-certificates.crt"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "test_http.moc"
