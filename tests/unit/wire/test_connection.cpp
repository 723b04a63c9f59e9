// SPDX-License-Identifier: Apache-2.0
// The client against misbehaving servers: plain sockets, on a thread.
#include "wire/connection.h"
#include "wire/process.h"
#include "wire/request.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

using namespace vouch::wire;
using namespace std::chrono_literals;

namespace {

/// Listens at the endpoint and passes one connection to `serve`.
class Server {
public:
    Server(const RuntimePaths &paths, std::function<void(int)> serve)
        : listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::copy(paths.endpoint.begin(), paths.endpoint.end(), address.sun_path);
        ::bind(listener_, reinterpret_cast<sockaddr *>(&address), sizeof address);
        ::listen(listener_, 1);
        thread_ = std::thread([this, serve = std::move(serve)] {
            const int client = ::accept(listener_, nullptr, nullptr);
            serve(client);
            ::close(client);
        });
    }
    ~Server() {
        thread_.join();
        ::close(listener_);
    }

private:
    int listener_;
    std::thread thread_;
};

void say(int client, std::string_view text) {
    [[maybe_unused]] const auto sent = ::send(client, text.data(), text.size(), MSG_NOSIGNAL);
}

std::string hear(int client) {
    char chunk[4096];
    const auto got = ::recv(client, chunk, sizeof chunk, 0);
    return got > 0 ? std::string(chunk, std::size_t(got)) : std::string();
}

Deadline in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

} // namespace

class TestConnection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        qputenv("XDG_RUNTIME_DIR", folder_->path().toUtf8());
        makeDirectory(runtimePaths());
    }

    void findsNobody() { QVERIFY(!Connection::open(runtimePaths()).has_value()); }

    void findsADeadServersSocket() {
        {
            const Server server(runtimePaths(), [](int) {});
            Connection::open(runtimePaths());
        }
        QVERIFY(!Connection::open(runtimePaths()).has_value());
    }

    void talks() {
        std::string heard;
        {
            const Server server(runtimePaths(), [&heard](int client) {
                heard = hear(client);
                for (const char byte :
                     std::string_view("event=waiting\n\nstatus=ok\nkey=value\n\n"))
                    say(client, {&byte, 1});
            });
            auto connection = Connection::open(runtimePaths());
            QVERIFY(connection.has_value());
            connection->send(request("status").finish(), in(5s));
            QCOMPARE(connection->receive(in(5s)).value("event"), std::string_view("waiting"));
            QCOMPARE(connection->receive(in(5s)).value("key"), std::string_view("value"));
        }
        QCOMPARE(heard, std::string("vouch/1 status\nclient=" VOUCH_VERSION "\n\n"));
    }

    void saysNothingInAFolderThatOthersMayEnter() {
        std::string heard = "x";
        {
            const Server server(runtimePaths(), [&heard](int client) { heard = hear(client); });
            ::chmod(runtimePaths().directory.c_str(), 0711);
            QVERIFY_EXCEPTION_THROWN(Connection::open(runtimePaths()), ConnectionError);
        }
        QCOMPARE(heard, std::string());
    }

    void tellsWhatWentWrong_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("it goes away") << QByteArray() << QByteArray("quit before it answered");
        QTest::newRow("it ends in the middle")
            << QByteArray("status=ok\nkey=") << QByteArray("quit before it answered");
        QTest::newRow("it is somebody else")
            << QByteArray("HTTP/1.1 400 Bad Request\r\nfoo\r\n\r\n")
            << QByteArray("unreadable answer");
        QTest::newRow("it never ends a block")
            << QByteArray("a=") + QByteArray(200 * 1024, 'a') << QByteArray("unreadable answer");
    }
    void tellsWhatWentWrong() {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, part);
        const Server server(runtimePaths(), [&answer](int client) {
            say(client, {answer.constData(), std::size_t(answer.size())});
        });
        auto connection = Connection::open(runtimePaths());
        try {
            connection->receive(in(5s));
            QFAIL("an answer was read");
        } catch (const ConnectionError &lost) {
            QVERIFY2(QByteArray(lost.what()).contains(part), lost.what());
        }
    }

    void boundsAllEventsTogether() {
        const Server server(runtimePaths(), [](int client) {
            const std::string event = "event=" + std::string(60'000, 'a') + "\n\n";
            for (int i = 0; i < 40; ++i)
                say(client, event);
        });
        auto connection = Connection::open(runtimePaths());
        const auto readAll = [&connection] {
            while (true)
                connection->receive(in(5s));
        };
        QVERIFY_EXCEPTION_THROWN(readAll(), ConnectionError);
    }

    void waitsNoLongerThanItsDeadline() {
        const Server server(runtimePaths(), [](int client) { hear(client); });
        auto connection = Connection::open(runtimePaths());
        try {
            connection->receive(in(50ms));
            QFAIL("an answer was read");
        } catch (const ConnectionError &lost) {
            QVERIFY2(QByteArray(lost.what()).contains("in time"), lost.what());
        }
    }

    void readsTheProcessTable() {
        const auto chain = withAncestors(::getpid());
        QVERIFY(!chain.empty());
        QCOMPARE(chain.front().pid, ::getpid());
        QVERIFY(chain.front().executable.ends_with("test_connection"));
        QVERIFY(!chain.front().arguments.empty());
        if (chain.size() > 1)
            QCOMPARE(chain[1].pid, ::getppid());
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_APPLESS_MAIN(TestConnection)
#include "test_connection.moc"
