// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <utility>

namespace vouch::test {

struct ScriptedAnswer {
    int status;
    QJsonObject body;
};

/// Listens on the world's port and answers each request as the script says, by its path and body.
class ScriptedServer {
public:
    using Script = std::function<ScriptedAnswer(const QByteArray &path, const QByteArray &body)>;

    ScriptedServer(QTcpServer &server, Script script) : script_(std::move(script)) {
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this, &server] {
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket,
                             [this, socket] { read(socket); });
        });
    }

private:
    void read(QTcpSocket *socket) {
        const QByteArray all = socket->property("got").toByteArray() + socket->readAll();
        const auto end = all.indexOf("\r\n\r\n");
        const auto length = all.toLower().indexOf("content-length: ");
        if (end < 0 || length < 0 ||
            all.size() <
                end + 4 + all.mid(length + 16, all.indexOf('\r', length) - length - 16).toInt()) {
            socket->setProperty("got", all);
            return;
        }
        socket->setProperty("got", QByteArray());
        const ScriptedAnswer answer = script_(all.split(' ').value(1), all.sliced(end + 4));
        const QByteArray body = QJsonDocument(answer.body).toJson();
        socket->write("HTTP/1.1 " + QByteArray::number(answer.status) +
                      " X\r\nContent-Type: application/json\r\nContent-Length: " +
                      QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    Script script_;
};

} // namespace vouch::test
