// SPDX-License-Identifier: Apache-2.0
// The endpoint against clients that misbehave: raw sockets on a real QLocalServer.
#include "endpoint/endpoint.h"
#include "patience.h"
#include "wire/request.h"

#include <QFile>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

#include <QCoro/QCoroTimer>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace vouch;
using namespace vouch::endpoint;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How every answer ends.
const QByteArray versions = "version=" VOUCH_VERSION "\nspeaks=1\n\n";

QCoro::Task<> echo(Conversation &client, wire::Block request, std::stop_token) {
    client.sendEvent("waiting");
    client.succeed(
        [&request](wire::BlockWriter &block) { block.add("value", request.value("value")); });
    co_return;
}

QCoro::Task<> refuse(Conversation &, wire::Block, std::stop_token) {
    throw Error(Error::Kind::Role, u"Not\nyou.\x1b[2J"_s, u"Ask."_s, u"the log's part"_s);
    co_return;
}

QCoro::Task<> newline(Conversation &client, wire::Block, std::stop_token) {
    client.succeed([](wire::BlockWriter &block) { block.add("password", "x\nhost=evil"); });
    co_return;
}

bool stopped = false;

QCoro::Task<> forEver(Conversation &client, wire::Block, std::stop_token stop) {
    client.setWaiting(true);
    while (!stop.stop_requested())
        co_await QCoro::sleepFor(5ms);
    stopped = true;
}

SharedSecret replied;

QCoro::Task<> asking(Conversation &client, wire::Block, std::stop_token stop) {
    replied = co_await client.ask("pin");
    throwIfStopped(stop);
    client.succeed();
}

Conversation::Handler find(std::string_view command) {
    if (command == "echo")
        return echo;
    if (command == "refuse")
        return refuse;
    if (command == "newline")
        return newline;
    if (command == "for-ever")
        return forEver;
    if (command == "asking")
        return asking;
    return {};
}

} // namespace

class TestEndpoint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        const std::string directory = folder_->path().toStdString() + "/vouch";
        paths_ = {directory, directory + "/endpoint", directory + "/app.lock",
                  directory + "/start.lock"};
        endpoint_ = std::make_unique<Endpoint>(paths_, find);
        QVERIFY(endpoint_->listen());
        stopped = false;
        replied.reset();
    }
    void cleanup() { endpoint_.reset(); }

    void answers() {
        QCOMPARE(talk("vouch/1 echo\nvalue=a b\n\n"),
                 "event=waiting\n\nstatus=ok\nvalue=a b\n" + versions);
        QCOMPARE(talk("vouch/1 echo\r\nvalue=x\r\nunknown=y\r\n\r\n"),
                 "event=waiting\n\nstatus=ok\nvalue=x\n" + versions);
    }

    void answersARequestThatComesInPieces() {
        QLocalSocket socket;
        connectTo(socket);
        for (const char byte : QByteArray("vouch/1 echo\nvalue=slow\n\n")) {
            socket.write(&byte, 1);
            socket.flush();
            QTest::qWait(1);
        }
        QVERIFY(readAll(socket).endsWith("value=slow\n" + versions));
    }

    void tellsAnErrorWithoutWhatIsForTheLog() {
        QCOMPARE(talk("vouch/1 refuse\n\n"),
                 "status=error\nkind=role\nmessage=Notyou.[2J\nhint=Ask.\n" + versions);
    }

    void refusesWhatIsNoRequest_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                              << QByteArray("malformed");
        QTest::newRow("no command") << QByteArray("vouch/1\n\n") << QByteArray("malformed");
        QTest::newRow("empty") << QByteArray("\n") << QByteArray("malformed");
        QTest::newRow("NUL") << QByteArray("vouch/1 echo\nvalue=\0\n\n", 22)
                             << QByteArray("malformed");
        QTest::newRow("no UTF-8") << QByteArray("vouch/1 echo\nvalue=\xFF\n\n")
                                  << QByteArray("malformed");
        QTest::newRow("no line") << QByteArray("vouch/1 echo\nvalue\n\n")
                                 << QByteArray("malformed");
        QTest::newRow("too long") << "vouch/1 echo\nvalue=" + QByteArray(20'000, 'x') + "\n\n"
                                  << QByteArray("malformed");
        QTest::newRow("endless") << QByteArray(100'000, 'x') << QByteArray("malformed");
        QTest::newRow("unknown command")
            << QByteArray("vouch/1 dance\n\n") << QByteArray("unsupported");
        QTest::newRow("unknown version") << QByteArray("vouch/2 echo\nnew thing\xFF\n") + "\n"
                                         << QByteArray("version");
        QTest::newRow("version without more") << QByteArray("vouch/2\n") << QByteArray("version");
        QTest::newRow("other version") << QByteArray("vouch/2 echo\n\n") << QByteArray("version");
        QTest::newRow("newline in a value")
            << QByteArray("vouch/1 newline\n\n") << QByteArray("internal");
    }
    void refusesWhatIsNoRequest() {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, kind);
        const QByteArray answer = talk(request);
        QVERIFY2(answer.startsWith("status=error\nkind=" + kind + "\nmessage="),
                 answer.constData());
        QVERIFY(answer.endsWith("\n\n"));
        QVERIFY(!answer.contains("evil"));
        // It still serves the next one.
        QVERIFY(talk("vouch/1 echo\nvalue=x\n\n").contains("value=x"));
    }

    void saysWhichVersionIsRunningToOneItDoesNotUnderstand() {
        const QByteArray answer = talk("vouch/7 echo\n\n");
        QVERIFY(answer.contains("\nmessage=Vouch " VOUCH_VERSION " is running"));
        QVERIFY(answer.endsWith(versions));
    }

    void tellsANewerClientToRestartVouch() {
        const QByteArray answer = talk("vouch/1 dance\nclient=99.1.0\n\n");
        QVERIFY(answer.contains("\nmessage=Vouch " VOUCH_VERSION " is running, and doesn't know"));
        QVERIFY(answer.contains("\nhint=Quit Vouch in its tray menu"));
        QVERIFY(answer.contains("to use 99.1.0."));
    }

    void tellsOthersToUpdateVouch_data() {
        QTest::addColumn<QByteArray>("client");
        QTest::newRow("unknown") << QByteArray();
        QTest::newRow("the same") << QByteArray("client=" VOUCH_VERSION "\n");
        QTest::newRow("older") << QByteArray("client=0.0.1\n");
        QTest::newRow("not a version") << QByteArray("client=evil\n");
    }
    void tellsOthersToUpdateVouch() {
        QFETCH(QByteArray, client);
        const QByteArray answer = talk("vouch/1 dance\n" + client + "\n");
        QVERIFY(answer.contains("\nhint=Update Vouch, then restart it.\n"));
        QVERIFY(!answer.contains("evil"));
    }

    void refusesASlowRequest() {
        QLocalSocket socket;
        connectTo(socket);
        socket.write("vouch/1 ec");
        QVERIFY(readAll(socket, 7'000).startsWith("status=error\nkind=malformed\n"));
    }

    void hangingUpStopsTheStory() {
        {
            QLocalSocket socket;
            connectTo(socket);
            socket.write("vouch/1 for-ever\n\n");
            socket.flush();
            QTRY_COMPARE(endpoint_->waiting(), 1);
        }
        QTRY_VERIFY(stopped);
        QTRY_COMPARE(endpoint_->waiting(), 0);
    }

    void asksAndTakesOneReply() {
        QLocalSocket socket;
        connectTo(socket);
        socket.write("vouch/1 asking\n\n");
        QTRY_COMPARE(socket.peek(1000), QByteArray("event=ask\nid=1\nwhat=pin\n\n"));
        socket.readAll();
        socket.write("reply=1\nvalue=123456\n\n");
        QCOMPARE(readAll(socket), "status=ok\n" + versions);
        QVERIFY(replied->equals("123456"));
    }

    void takesNoReplyThatWasNotAskedFor_data() {
        QTest::addColumn<QByteArray>("more");
        QTest::newRow("wrong number") << QByteArray("reply=2\nvalue=123456\n\n");
        QTest::newRow("no value") << QByteArray("reply=1\n\n");
        QTest::newRow("another request") << QByteArray("vouch/1 echo\nvalue=x\n\n");
        QTest::newRow("too long") << "reply=1\nvalue=" + QByteArray(5000, '1') + "\n\n";
    }
    void takesNoReplyThatWasNotAskedFor() {
        QFETCH(QByteArray, more);
        QLocalSocket socket;
        connectTo(socket);
        socket.write("vouch/1 asking\n\n");
        QTRY_VERIFY(socket.bytesAvailable() > 0);
        socket.readAll();
        socket.write(more);
        QVERIFY(readAll(socket).startsWith("status=error\nkind=malformed\n"));
        QVERIFY(!replied);
    }

    void takesNothingBehindARequest() {
        QLocalSocket socket;
        connectTo(socket);
        socket.write("vouch/1 for-ever\n\n");
        QTRY_COMPARE(endpoint_->waiting(), 1);
        socket.write("reply=1\nvalue=x\n\n");
        QVERIFY(readAll(socket).startsWith("status=error\nkind=malformed\n"));
    }

    void closesStrangersWithoutAByte() {
        for (const auto &peer :
             {std::optional(Peer{1, qint64(::geteuid()) + 1}), std::optional<Peer>()}) {
            endpoint_.reset();
            endpoint_ = std::make_unique<Endpoint>(paths_, find, [peer](qintptr) { return peer; });
            QVERIFY(endpoint_->listen());
            QCOMPARE(talk("vouch/1 echo\nvalue=x\n\n"), QByteArray());
        }
    }

    void readsThePeerFromTheKernel() {
        QLocalSocket socket;
        std::optional<Peer> seen;
        endpoint_.reset();
        endpoint_ = std::make_unique<Endpoint>(paths_, find, [&seen](qintptr descriptor) {
            seen = kernelPeer(descriptor);
            return seen;
        });
        QVERIFY(endpoint_->listen());
        talk("vouch/1 echo\nvalue=x\n\n");
        QCOMPARE(seen->pid, qint64(::getpid()));
        QCOMPARE(seen->uid, qint64(::geteuid()));
        QVERIFY(mayCall(seen));
        QCOMPARE(describe(*seen).pid, qint64(::getpid()));
    }

    void isBusyBeyondItsLimit() {
        callAsManyProcesses();
        std::vector<std::unique_ptr<QLocalSocket>> sockets;
        for (int i = 0; i < Endpoint::maxConversations; ++i) {
            sockets.push_back(std::make_unique<QLocalSocket>());
            connectTo(*sockets.back());
            sockets.back()->write("vouch/1 for-ever\n\n");
        }
        QTRY_COMPARE_WITH_TIMEOUT(endpoint_->waiting(), Endpoint::maxConversations, 60'000);
        QVERIFY_EXCEPTION_THROWN(endpoint_->requireRoomToWait(), Error);
        QVERIFY(talk("vouch/1 echo\nvalue=x\n\n").startsWith("status=error\nkind=busy\n"));
        // Those that ask are told so; of those that say nothing the oldest makes room.
        for (int i = 0; i < 2 * Endpoint::maxRefusals; ++i) {
            sockets.push_back(std::make_unique<QLocalSocket>());
            connectTo(*sockets.back());
        }
        const auto &oldest = sockets[Endpoint::maxConversations];
        QTRY_COMPARE(oldest->state(), QLocalSocket::UnconnectedState);
        QVERIFY(oldest->readAll().startsWith("status=error\nkind=busy\n"));
        QVERIFY(talk("vouch/1 echo\nvalue=x\n\n").startsWith("status=error\nkind=busy\n"));
        QCOMPARE(endpoint_->waiting(), Endpoint::maxConversations);
        sockets.clear();
        QTRY_COMPARE(endpoint_->waiting(), 0);
        QVERIFY(talk("vouch/1 echo\nvalue=x\n\n").contains("status=ok"));
    }

    void idleConnectionsStarveNobody() {
        callAsManyProcesses();
        std::vector<std::unique_ptr<QLocalSocket>> idle;
        for (int i = 0; i < 400; ++i) {
            idle.push_back(std::make_unique<QLocalSocket>());
            connectTo(*idle.back());
        }
        for (int i = 0; i < 10; ++i)
            QVERIFY(talk("vouch/1 echo\nvalue=x\n\n").contains("status=ok"));
    }

    void oneProcessTakesOnlyItsShare() {
        std::vector<std::unique_ptr<QLocalSocket>> greedy;
        for (int i = 0; i < Endpoint::maxOfProcess; ++i) {
            greedy.push_back(std::make_unique<QLocalSocket>());
            connectTo(*greedy.back());
            greedy.back()->write("vouch/1 for-ever\n\n");
        }
        QTRY_COMPARE(endpoint_->waiting(), Endpoint::maxOfProcess);
        QVERIFY(talk("vouch/1 echo\nvalue=x\n\n").startsWith("status=error\nkind=busy\n"));
        greedy.front()->abort();
        QTRY_COMPARE(endpoint_->waiting(), Endpoint::maxOfProcess - 1);
        QVERIFY(talk("vouch/1 echo\nvalue=x\n\n").contains("status=ok"));
    }

    void isTheOnlyOne() {
        Endpoint second(paths_, find);
        QVERIFY(!second.listen());
        QVERIFY(talk("vouch/1 echo\nvalue=x\n\n").contains("status=ok"));
    }

    void takesADeadOnesPlace() {
        endpoint_.reset();
        QVERIFY(!QFile::exists(QString::fromStdString(paths_.endpoint)));
        // One that was killed: its socket and its lock are still there.
        const pid_t killed = ::fork();
        if (killed == 0) {
            Endpoint child(paths_, find);
            ::_exit(child.listen() ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(killed, &status, 0), killed);
        QCOMPARE(WEXITSTATUS(status), 0);
        QVERIFY(QFile::exists(QString::fromStdString(paths_.endpoint)));
        QVERIFY(QFile::exists(QString::fromStdString(paths_.appLock)));
        endpoint_ = std::make_unique<Endpoint>(paths_, find);
        QVERIFY(endpoint_->listen());
        QVERIFY(talk("vouch/1 echo\nvalue=x\n\n").contains("status=ok"));
    }

    void startsWhateverTheLockFileHolds_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty, as a full disk leaves it") << QByteArray();
        QTest::newRow("torn") << QByteArray("12");
        QTest::newRow("a process that runs") << QByteArray::number(::getppid()) + "\nx\ny\n";
    }
    void startsWhateverTheLockFileHolds() {
        QFETCH(const QByteArray, content);
        endpoint_.reset();
        QFile lock(QString::fromStdString(paths_.appLock));
        QVERIFY(lock.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(lock.write(content), content.size());
        lock.close();
        endpoint_ = std::make_unique<Endpoint>(paths_, find);
        QVERIFY(endpoint_->listen());
        Endpoint second(paths_, find);
        QVERIFY(!second.listen());
    }

    void saysWhyItCannotLock() {
        endpoint_.reset();
        const QString path = QString::fromStdString(paths_.appLock);
        QFile::remove(path);
        QVERIFY(QDir().mkpath(path));
        const auto restore = qScopeGuard([&] { QDir().rmdir(path); });
        Endpoint endpoint(paths_, find);
        try {
            endpoint.listen();
            QFAIL("locked a folder");
        } catch (const Error &error) {
            QVERIFY2(error.message().contains(path), qPrintable(error.message()));
        }
    }

    void leavesASuccessorsSocketAlone() {
        const QString path = QString::fromStdString(paths_.endpoint);
        QVERIFY(QFile::rename(path, path + u".aside"_s));
        QFile successor(path);
        QVERIFY(successor.open(QIODevice::WriteOnly));
        endpoint_.reset();
        QVERIFY(QFile::exists(path));
    }

    void isClosedToOthers() {
        struct stat info {};
        QCOMPARE(::stat(paths_.directory.c_str(), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0700U);
        QCOMPARE(::stat(paths_.endpoint.c_str(), &info), 0);
        QCOMPARE(info.st_mode & 077, 0U);
    }

    void refusesAFolderThatIsNotItsOwn() {
        endpoint_.reset();
        ::chmod(paths_.directory.c_str(), 0755);
        Endpoint open(paths_, find);
        QVERIFY_EXCEPTION_THROWN(open.listen(), Error);
    }

private:
    /// From here on each connection counts as a process of its own.
    void callAsManyProcesses() {
        endpoint_.reset();
        endpoint_ = std::make_unique<Endpoint>(paths_, find, [pid = qint64(0)](qintptr) mutable {
            return Peer{++pid, qint64(::geteuid())};
        });
        QVERIFY(endpoint_->listen());
    }
    void connectTo(QLocalSocket &socket) {
        socket.connectToServer(QString::fromStdString(paths_.endpoint));
        QVERIFY(socket.waitForConnected(2000));
        QCoreApplication::processEvents(); // the endpoint is of this thread: it accepts
    }
    /// All that comes until the endpoint closes.
    static QByteArray readAll(QLocalSocket &socket, int milliseconds = 3000) {
        QByteArray all;
        const bool closed = QTest::qWaitFor(
            [&] {
                all += socket.readAll();
                return socket.state() == QLocalSocket::UnconnectedState;
            },
            milliseconds);
        return closed ? all + socket.readAll() : QByteArray("(still open) ") + all;
    }
    QByteArray talk(const QByteArray &request) {
        QLocalSocket socket;
        connectTo(socket);
        socket.write(request);
        return readAll(socket);
    }

    std::unique_ptr<QTemporaryDir> folder_;
    wire::RuntimePaths paths_;
    std::unique_ptr<Endpoint> endpoint_;
};

QTEST_GUILESS_MAIN(TestEndpoint)
#include "test_endpoint.moc"
