// SPDX-License-Identifier: Apache-2.0
// The HTTP client against servers that misbehave: real sockets, raw bytes.
#include "core/error.h"
#include "core/scoped_task.h"
#include "core/tasks_under_way.h"
#include "http/http.h"
#include "http/proxies.h"
#include "patience.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

#include <array>
#include <atomic>
#include <sys/stat.h>

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

QByteArray answer(const QByteArray &status, const QByteArray &headers, const QByteArray &body) {
    return "HTTP/1.1 " + status + "\r\n" + headers +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// Answers over TLS, with a certificate of its own for "localhost" that openssl(1) makes.
class TlsServer {
public:
    TlsServer(const QString &names, bool hasEnded) {
        const QString key = folder_.filePath(u"key"_s), file = folder_.filePath(u"certificate"_s);
        QStringList arguments{u"req"_s,          u"-x509"_s,    u"-newkey"_s,
                              u"ec"_s,           u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                              u"-nodes"_s,       u"-keyout"_s,  key,
                              u"-out"_s,         file,          u"-subj"_s,
                              u"/CN=localhost"_s};
        if (!names.isEmpty())
            arguments << u"-addext"_s << u"subjectAltName="_s + names;
        openssl(arguments);
        if (hasEnded)
            openssl({u"x509"_s, u"-in"_s, file, u"-signkey"_s, key, u"-days"_s, u"0"_s, u"-out"_s,
                     file});
        certificate = QSslCertificate::fromPath(file).value(0);
        QFile keyFile(key);
        [&] { QVERIFY(keyFile.open(QIODevice::ReadOnly)); }();
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(certificate);
        tls.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
        server_.setSslConfiguration(tls);
        server_.listen(QHostAddress::LocalHost);
        QObject::connect(&server_, &QSslServer::pendingConnectionAvailable, [this] {
            QTcpSocket *socket = server_.nextPendingConnection();
            const auto hear = [this, socket] {
                heard += socket->readAll();
                if (heard.endsWith("\r\n\r\n"))
                    socket->write(answer("200 OK", {}, QByteArray(200'000, 'x')));
                socket->disconnectFromHost();
            };
            QObject::connect(socket, &QTcpSocket::readyRead, socket, hear);
        });
    }
    QUrl url() const { return QUrl(u"https://localhost:%1/"_s.arg(server_.serverPort())); }

    QSslCertificate certificate;
    QByteArray heard;

private:
    static void openssl(const QStringList &arguments) {
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(u"openssl"_s, arguments);
        [&] { QVERIFY(program.waitForFinished() && program.exitCode() == 0); }();
    }

    QTemporaryDir folder_;
    QSslServer server_;
};

constexpr std::array proxyVariables{"http_proxy", "https_proxy", "HTTPS_PROXY", "HTTP_PROXY",
                                    "all_proxy",  "ALL_PROXY",   "no_proxy",    "NO_PROXY"};

/// Sets variables such as `https_proxy=HOST:PORT`, one a word.
void setVariables(const QString &words) {
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts))
        qputenv(word.section(u'=', 0, 0).toLatin1().constData(),
                word.section(u'=', 1).toLatin1().replace('_', ' '));
}

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

Ended run(http::Request request, const QList<QSslCertificate> &trusted = {}) {
    http::Client client(u"Add the authority."_s);
    client.trust(trusted);
    Ended ended;
    const ScopedTask task(
        [&](std::stop_token stop) { return exchange(&client, std::move(request), &ended, stop); },
        [&ended](const Error &error) { ended.error = error; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(ended.isDone(), 60'000); }();
    return ended;
}

} // namespace

class TestHttp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        for (const char *name : proxyVariables)
            qunsetenv(name);
    }
    void cleanup() { init(); }

    void readsProxiesAsCurlDoes_data() {
        QTest::addColumn<QString>("variables"); // `_` stands for a blank
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("way"); // empty: direct
        const auto row = [](const char *variables, const char *url, const char *way) {
            QTest::addRow("%s: %s", variables, url) << variables << url << way;
        };
        const char *vouch = "https://us.vouch.example/";
        const char *p = "p.example:3128";
        row("https_proxy=http://p.example:3128", vouch, p);
        row("https_proxy=p.example:3128", vouch, p);
        row("https_proxy=p.example:3128/", vouch, p);
        row("https_proxy=http://u:w@p.example:3128/x", vouch, p);
        row("https_proxy=p.example", vouch, "p.example:1080");
        row("https_proxy=socks5h://p.example:3128", vouch, p);
        row("https_proxy=[::1]:3128", vouch, "[::1]:3128");
        row("ALL_PROXY=http://p.example:3128", vouch, p);
        row("all_proxy=http://p.example:3128", vouch, p);
        row("all_proxy=q:1 HTTPS_PROXY=p.example:3128", vouch, p);
        row("https_proxy= HTTPS_PROXY=http://p.example:3128", vouch, p);
        row("https_proxy=p.example:3128 HTTPS_PROXY=q:1", vouch, p);
        row("http_proxy=p.example:3128", vouch, "");
        row("http_proxy=p.example:3128", "http://us.vouch.example/", p);
        row("HTTP_PROXY=p.example:3128", "http://us.vouch.example/", "");
        row("https_proxy=p.example:3128 no_proxy=vouch.example", vouch, "");
        row("https_proxy=p.example:3128 no_proxy=.VOUCH.example.", vouch, "");
        row("https_proxy=p.example:3128 no_proxy=a.example,_us.vouch.example", vouch, "");
        row("https_proxy=p.example:3128 no_proxy=ouch.example", vouch, p);
        row("https_proxy=p.example:3128 no_proxy=*", vouch, "");
        row("https_proxy=p.example:3128 no_proxy=*.vouch.example", vouch, p);
        row("https_proxy=p.example:3128 no_proxy= NO_PROXY=vouch.example", vouch, "");
        row("https_proxy=p.example:3128 no_proxy=a NO_PROXY=vouch.example", vouch, p);
        row("https_proxy=p.example:3128 no_proxy=10.0.0.0/8", "https://10.1.2.3/", "");
        row("https_proxy=p.example:3128 no_proxy=10.0.0.0", "https://10.1.2.3/", p);
        row("https_proxy=p.example:3128 no_proxy=fe80::/16", "https://[fe80::1]/", "");
        row("https_proxy=p.example:3128 no_proxy=a_us.vouch.example", vouch, p);
    }
    void readsProxiesAsCurlDoes() {
        QFETCH(QString, variables);
        QFETCH(QString, url);
        QFETCH(QString, way);
        setVariables(variables);
        const http::ProxyRoute found = http::proxyRoute(QUrl(url));
        QCOMPARE(found.isDirect() ? QString() : found.name(), way);
        const auto used = http::ProxyFactory().queryProxy(QNetworkProxyQuery(QUrl(url)));
        QCOMPARE(used.size(), 1);
        QCOMPARE(used[0], found.proxy);
    }

    void takesNoProxyThatItCannotUse() {
        for (const char *value :
             {"https://p.example:443", "socks4://p.example:1", "http://", "a b"}) {
            qputenv("https_proxy", value);
            const Ended ended = run({"GET", QUrl(u"https://us.vouch.example/"_s), {}, {}});
            QVERIFY2(ended.error.has_value(), value);
            QCOMPARE(ended.error->message(),
                     u"The variable https_proxy doesn't name a proxy that Vouch can use."_s);
        }
    }

    void namesABrokenProxyAndWhereItStands_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("message"); // %1: the proxy
        const QString notThrough = u"The proxy %1 doesn't let Vouch reach us.vouch.example."_s;
        const auto row = [](const char *name, const QByteArray &answer, const QString &message) {
            QTest::newRow(name) << answer << message;
        };
        for (const char *status : {"403 Forbidden", "404 Not Found", "500 Oh", "502 Bad Gateway",
                                   "503 Service Unavailable"})
            row(status, answer(status, {}, "no"), notThrough);
        row("garbage", "220 mail.example ESMTP\r\n\r\n", notThrough);
        row("wants a password", answer("407 Who", "Proxy-Authenticate: Basic realm=\"x\"\r\n", {}),
            u"The proxy %1 requires a valid user name and password."_s);
    }
    void namesABrokenProxyAndWhereItStands() {
        QFETCH(QByteArray, answer);
        QFETCH(QString, message);
        QNetworkProxyFactory::setApplicationProxyFactory(new http::ProxyFactory);
        const auto end =
            qScopeGuard([] { QNetworkProxyFactory::setApplicationProxyFactory(nullptr); });
        RawServer server(answer);
        const QString proxy = server.url().authority();
        qputenv("HTTPS_PROXY",
                (answer.contains("407") ? "http://" : "http://nora:secret@") + proxy.toLatin1());
        const Ended ended = run({"GET", QUrl(u"https://us.vouch.example/"_s), {}, {}});
        QVERIFY(ended.error.has_value());
        QCOMPARE(ended.error->message(), message.arg(proxy));
        QVERIFY(ended.error->hint().startsWith("It comes from HTTPS_PROXY in the environment"_L1));
    }

    void namesAProxyThatIsNotThere() {
        QNetworkProxyFactory::setApplicationProxyFactory(new http::ProxyFactory);
        const auto end =
            qScopeGuard([] { QNetworkProxyFactory::setApplicationProxyFactory(nullptr); });
        const auto messageWith = [](const char *proxy) {
            qputenv("https_proxy", proxy);
            const Ended ended = run({"GET", QUrl(u"https://us.vouch.example/"_s), {}, {}});
            return ended.error ? ended.error->message() : QString();
        };
        QCOMPARE(messageWith("127.0.0.1:1"), u"The proxy 127.0.0.1:1 refused the connection."_s);
        QCOMPARE(messageWith("proxy.invalid:1"), u"Can't find the proxy proxy.invalid:1."_s);
        qputenv("https_proxy", "");
        QTcpServer closing;
        closing.listen(QHostAddress::LocalHost);
        connect(&closing, &QTcpServer::newConnection,
                [&closing] { closing.nextPendingConnection()->close(); });
        const QString closes = u"127.0.0.1:%1"_s.arg(closing.serverPort());
        qputenv("HTTPS_PROXY", closes.toLatin1());
        http::Request closed{"GET", QUrl(u"https://us.vouch.example/"_s), {}, {}};
        closed.timeout = 500ms; // Qt may wait for more of it
        const Ended cut = run(std::move(closed));
        QVERIFY(cut.error && cut.error->message().startsWith(u"The proxy %1 "_s.arg(closes)));
        QVERIFY(cut.error->hint().contains("HTTPS_PROXY"_L1));
        qunsetenv("HTTPS_PROXY");
        RawServer silent({}, false);
        qputenv("all_proxy", silent.url().authority().toLatin1());
        http::Request request{"GET", QUrl(u"https://us.vouch.example/"_s), {}, {}};
        request.timeout = 50ms;
        const Ended ended = run(std::move(request));
        QVERIFY(ended.error.has_value());
        QCOMPARE(ended.error->message(),
                 u"The proxy %1 did not connect to us.vouch.example in time."_s.arg(
                     silent.url().authority()));
        QVERIFY(ended.error->hint().contains("all_proxy"_L1));
    }

    void goesOnWhileTheSystemLooksForAProxy() {
        struct Slow final : QNetworkProxyFactory {
            QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override {
                isLate = !isFound.tryAcquire(1, 10s);
                hasAnswered = true;
                return {QNetworkProxy::NoProxy};
            }
            QSemaphore isFound;
            std::atomic<bool> hasAnswered = false, isLate = false;
        };
        auto *slow = new Slow; // Qt owns it
        QNetworkProxyFactory::setApplicationProxyFactory(slow);
        const auto end =
            qScopeGuard([] { QNetworkProxyFactory::setApplicationProxyFactory(nullptr); });
        http::Request request{"GET", QUrl(u"https://us.vouch.example/"_s), {}, {}};
        request.timeout = 50ms;
        const Ended ended = run(std::move(request));
        QVERIFY(ended.error.has_value());
        QVERIFY(!slow->hasAnswered);
        slow->isFound.release();
        QTRY_VERIFY(slow->hasAnswered);
        QVERIFY(!slow->isLate);
    }

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
        QVERIFY(!reply.serverTime()); // anybody on the way could have said it
        reply.overTls = true;
        const auto told = reply.serverTime();
        QVERIFY(told.has_value());
        QCOMPARE(told->time, Time(1'767'225'600s));
        QCOMPARE(told->roundTrip, 1999ms);
        reply.took = 2000ms;
        QVERIFY(!reply.serverTime());
        reply.took = 5ms;
        reply.headers.emplaceBack("Age", "0"); // from a cache
        QVERIFY(!reply.serverTime());
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
        QCOMPARE(ended.error->kind(), Error::Kind::NoResponse);
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

    void boundsTheHeaders_data() {
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("many") << QByteArray("X-A: b\r\n");
        QTest::newRow("one without an end") << QByteArray(4096, 'x');
        QTest::newRow("interim answers") << QByteArray("X: y\r\n\r\nHTTP/1.1 103 Early Hints\r\n");
    }
    void boundsTheHeaders() {
        QFETCH(QByteArray, part);
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        qint64 sent = 0;
        bool isClosed = false;
        QObject::connect(&server, &QTcpServer::newConnection, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            socket->write("HTTP/1.1 103 Early Hints\r\n");
            const auto flood = [&sent, part, socket] {
                while (socket->bytesToWrite() < 64 * 1024)
                    sent += socket->write(part);
            };
            QObject::connect(socket, &QTcpSocket::bytesWritten, socket, flood);
            QObject::connect(socket, &QTcpSocket::disconnected, [&isClosed] { isClosed = true; });
            flood();
        });
        const Ended ended =
            run({"GET", QUrl(u"http://127.0.0.1:%1/"_s.arg(server.serverPort())), {}, {}});
        QVERIFY(ended.error.has_value());
        QVERIFY2(ended.error->message().contains("too long"_L1),
                 qPrintable(ended.error->message()));
        QTRY_VERIFY(isClosed);
        // What the kernels of both sides hold comes on top of what was read.
        QVERIFY2(sent < 16 * 1024 * 1024, qPrintable(QString::number(sent)));
    }

    /// Neither on a fresh connection nor on one that the server kept open after an answer.
    void sendsAPostOnce() {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        int posts = 0;
        QObject::connect(&server, &QTcpServer::newConnection, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, &posts] {
                const QByteArray heard = socket->readAll();
                if (heard.startsWith("GET")) {
                    socket->write(answer("200 OK", "Connection: keep-alive\r\n", "ok"));
                    return;
                }
                posts += int(heard.count("POST "));
                if (posts % 2 == 0)
                    socket->abort();
                else
                    socket->disconnectFromHost();
            });
        });
        http::Client client;
        const auto ask = [&](const QByteArray &method) {
            const QUrl url(u"http://127.0.0.1:%1/"_s.arg(server.serverPort()));
            http::Request request{method, url, {}, method == "POST" ? "a=b" : ""};
            Ended ended;
            const ScopedTask task(
                [&](std::stop_token stop) { return exchange(&client, request, &ended, stop); },
                [&ended](const Error &error) { ended.error = error; });
            [&] { QTRY_VERIFY_WITH_TIMEOUT(ended.isDone(), 60'000); }();
            return ended;
        };
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(ask("GET").reply.has_value());
            const Ended lost = ask("POST");
            QCOMPARE(posts, i);
            QVERIFY(lost.error && lost.error->kind() == Error::Kind::Network);
            QVERIFY2(lost.error->message().contains("ended before it answered"_L1),
                     qPrintable(lost.error->message()));
        }
    }

    void readsBodiesOfEachForm_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("body"); // null: it is refused
        const QByteArray head = "HTTP/1.1 200 OK\r\n";
        QTest::newRow("until the end") << head + "\r\nabc" << QByteArray("abc");
        QTest::newRow("chunks") << head + "Transfer-Encoding: chunked\r\n\r\n"
                                          "3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nT: r\r\n\r\n"
                                << QByteArray("abcd");
        QTest::newRow("after an interim answer")
            << "HTTP/1.1 100 Continue\r\n\r\n" + head + "Content-Length: 1\r\n\r\na"
            << QByteArray("a");
        QTest::newRow("no length is no body's")
            << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << QByteArray("");
        QTest::newRow("chunks cut off") << head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
                                        << QByteArray();
        QTest::newRow("no size") << head + "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n"
                                 << QByteArray();
        QTest::newRow("an unknown coding")
            << head + "Transfer-Encoding: gzip\r\n\r\nabc" << QByteArray();
        QTest::newRow("two lengths")
            << head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab" << QByteArray();
        QTest::newRow("a header without a name") << head + ": x\r\n\r\n" << QByteArray();
        QTest::newRow("another protocol") << QByteArray("SSH-2.0-x\r\n\r\n") << QByteArray();
    }
    void readsBodiesOfEachForm() {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, body);
        RawServer server(answer);
        const Ended ended = run({"GET", server.url(), {}, {}});
        QCOMPARE(ended.reply.has_value(), !body.isNull());
        if (ended.reply)
            QCOMPARE(ended.reply->body, body);
    }

    void saysWhatIsWrongWithACertificate_data() {
        QTest::addColumn<QString>("names");
        QTest::addColumn<bool>("over");
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<QString>("message"); // empty: it is good
        QTest::addColumn<QString>("hint");
        const QString none, tell = u"If this computer's clock is right, tell your administrator."_s;
        QTest::newRow("good") << u"DNS:localhost"_s << false << true << none << none;
        QTest::newRow("the common name alone") << none << false << true << none << none;
        QTest::newRow("another name beside the common name")
            << u"DNS:other.example"_s << false << true
            << u"The certificate of localhost is for another server."_s
            << u"Check the address. On a guest network, sign in there first."_s;
        QTest::newRow("an address beside the common name")
            << u"IP:127.0.0.1"_s << false << true
            << u"The certificate of localhost is for another server."_s
            << u"Check the address. On a guest network, sign in there first."_s;
        QTest::newRow("ended") << u"DNS:localhost"_s << true << true
                               << u"The certificate of localhost expired on"_s << tell;
        QTest::newRow("ended, of nobody known")
            << u"DNS:localhost"_s << true << false << u"The certificate of localhost expired on"_s
            << tell;
        QTest::newRow("of nobody known")
            << u"DNS:localhost"_s << false << false
            << u"The certificate of localhost isn't trusted: this computer doesn't know its issuer."_s
            << u"Add the authority."_s;
    }
    void saysWhatIsWrongWithACertificate() {
        QFETCH(QString, names);
        QFETCH(bool, over);
        QFETCH(bool, trusted);
        QFETCH(QString, message);
        QFETCH(QString, hint);
        TlsServer server(names, over);
        QVERIFY(!server.certificate.isNull());
        const Ended ended = run({"GET", server.url(), {{"Authorization", "Bearer token"}}, {}},
                                trusted ? QList{server.certificate} : QList<QSslCertificate>());
        if (message.isEmpty()) {
            QVERIFY2(ended.reply, ended.error ? qPrintable(ended.error->message()) : "");
            QCOMPARE(ended.reply->body.size(), 200'000);
            QVERIFY(ended.reply->overTls);
            return;
        }
        QVERIFY(ended.error.has_value());
        QVERIFY2(ended.error->message().startsWith(message), qPrintable(ended.error->message()));
        QCOMPARE(ended.error->hint(), hint);
        QCOMPARE(server.heard, QByteArray()); // nothing was told to it
    }

    void sendsNoLineEndInAHeader() {
        RawServer server(answer("200 OK", {}, {}));
        const Ended ended = run({"GET", server.url(), {{"A", "b\r\nC: d"}}, {}});
        QVERIFY(ended.error.has_value());
        QCOMPARE(server.connections, 0);
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
        QCOMPARE(ended.error->kind(), Error::Kind::NoResponse);
    }

    void stopsWhenNobodyWaits() {
        RawServer silent({});
        http::Client client;
        Ended ended;
        {
            const ScopedTask task(
                [&](std::stop_token stop) {
                    return exchange(&client, {"GET", silent.url(), {}, {}}, &ended, stop);
                },
                [&ended](const Error &error) { ended.error = error; });
            QTRY_COMPARE(silent.connections, 1);
        }
        QTRY_COMPARE(tasksUnderWay(), 0);
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
        const QTemporaryDir folder;
        const QString pipe = folder.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY_EXCEPTION_THROWN(http::readAuthorities(pipe), Error); // and does not wait
        QVERIFY(!http::readAuthorities(u"/etc/ssl/certs/ca-certificates.crt"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "test_http.moc"
