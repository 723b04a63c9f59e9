// SPDX-License-Identifier: Apache-2.0
// Whom the client talks to.
#include "wire/connection.h"
#include "wire/process.h"
#include "wire/stand_in_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace vouch::wire;

class TestPeer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysNothingInAFolderThatOthersMayEnter() {
        const QTemporaryDir folder;
        const RuntimePaths paths = testPaths(folder.path().toStdString());
        makeDirectory(paths);
        std::string heard = "x";
        {
            const StandInServer server(
                paths, [&heard](StandInServer::Client client) { heard = client.hear(); });
            ::chmod(paths.directory.c_str(), 0711);
            QVERIFY_EXCEPTION_THROWN(Connection::open(paths), ConnectionError);
        }
        QCOMPARE(heard, std::string());
    }

    void knowsItsParent() {
        const auto chain = withAncestors(::getpid());
        QVERIFY(!chain.empty());
        if (chain.size() > 1)
            QCOMPARE(chain[1].pid, ::getppid());
    }
};

QTEST_APPLESS_MAIN(TestPeer)
#include "test_peer_unix.moc"
