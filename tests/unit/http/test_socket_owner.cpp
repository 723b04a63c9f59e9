// SPDX-License-Identifier: Apache-2.0
// What the system says of a real connection within this computer.
#include "http/socket_owner.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace vouch;

class TestSocketOwner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theKernelTellsWhoseAConnectionIs() {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, server.serverPort());
        QVERIFY(socket.waitForConnected());
        const http::LocalConnection connection{socket.localAddress(), socket.localPort(),
                                               socket.peerAddress(), socket.peerPort()};
        QCOMPARE(http::kernelOwner(connection), std::optional(http::ownUser()));
        // Nobody connected so: the kernel would name the server, which listens there.
        const http::LocalConnection none{connection.to, connection.toPort, connection.from, 1};
        QCOMPARE(http::kernelOwner(none), std::nullopt);
        socket.abort();
        QCOMPARE(http::kernelOwner(connection), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestSocketOwner)
#include "test_socket_owner.moc"
