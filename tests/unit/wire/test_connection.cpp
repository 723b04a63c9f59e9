// SPDX-License-Identifier: Apache-2.0
// The client against misbehaving servers.
#include "wire/connection.h"
#include "wire/process.h"
#include "wire/request.h"
#include "wire/stand_in_server.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace vouch::wire;
using namespace std::chrono_literals;

namespace {

using Client = StandInServer::Client;

Deadline in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

} // namespace

class TestConnection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        paths_ = testPaths(folder_->path().toStdString());
        makeDirectory(paths_);
    }

    void findsNobody() { QVERIFY(!Connection::open(paths_).has_value()); }

    void findsADeadServersSocket() {
        {
            const StandInServer server(paths_, [](Client) {});
            Connection::open(paths_);
        }
        QVERIFY(!Connection::open(paths_).has_value());
    }

    void talks() {
        std::string heard;
        {
            const StandInServer server(paths_, [&heard](Client client) {
                heard = client.hear();
                for (const char byte :
                     std::string_view("event=waiting\n\nstatus=ok\nkey=value\n\n"))
                    client.say({&byte, 1});
            });
            auto connection = Connection::open(paths_);
            QVERIFY(connection.has_value());
            connection->send(request("status").finish(), in(5s));
            QCOMPARE(connection->receive(in(5s)).value("event"), std::string_view("waiting"));
            QCOMPARE(connection->receive(in(5s)).value("key"), std::string_view("value"));
        }
        QCOMPARE(heard, std::string("vouch/1 status\nclient=" VOUCH_VERSION "\n\n"));
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
        const StandInServer server(paths_, [&answer](Client client) {
            client.say({answer.constData(), std::size_t(answer.size())});
        });
        auto connection = Connection::open(paths_);
        try {
            connection->receive(in(5s));
            QFAIL("an answer was read");
        } catch (const ConnectionError &lost) {
            QVERIFY2(QByteArray(lost.what()).contains(part), lost.what());
        }
    }

    void boundsAllEventsTogether() {
        const StandInServer server(paths_, [](Client client) {
            const std::string event = "event=" + std::string(60'000, 'a') + "\n\n";
            for (int i = 0; i < 40; ++i)
                client.say(event);
        });
        auto connection = Connection::open(paths_);
        const auto readAll = [&connection] {
            while (true)
                connection->receive(in(5s));
        };
        QVERIFY_EXCEPTION_THROWN(readAll(), ConnectionError);
    }

    void waitsNoLongerThanItsDeadline() {
        const StandInServer server(paths_, [](Client client) { client.hear(); });
        auto connection = Connection::open(paths_);
        try {
            connection->receive(in(50ms));
            QFAIL("an answer was read");
        } catch (const ConnectionError &lost) {
            QVERIFY2(QByteArray(lost.what()).contains("in time"), lost.what());
        }
    }

    void readsTheProcessTable() {
        const auto pid = QCoreApplication::applicationPid();
        const auto chain = withAncestors(pid);
        QVERIFY(!chain.empty());
        QCOMPARE(chain.front().pid, pid);
        QCOMPARE(programName(chain.front().executable), std::string_view("test_connection"));
        QVERIFY(!chain.front().arguments.empty());
        QCOMPARE(programName(chain.front().arguments[0]), std::string_view("test_connection"));
        QCOMPARE(QDir::fromNativeSeparators(QString::fromStdString(chain.front().directory)),
                 QDir::currentPath());
        QCOMPARE(startOf(pid), chain.front().started);
        QVERIFY(chain.size() < 2 || chain[1].started <= chain[0].started);
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
    RuntimePaths paths_;
};

QTEST_APPLESS_MAIN(TestConnection)
#include "test_connection.moc"
