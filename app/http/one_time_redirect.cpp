// SPDX-License-Identifier: Apache-2.0
#include "http/one_time_redirect.h"

#include "core/error.h"
#include "core/log.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTcpSocket>

#include <array>
#include <utility>

namespace vouch::http {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto life = 60s;
constexpr auto requestTime = 5s;
/// Leaves room for cookies: a browser sends those of this host, whatever their port.
constexpr qint64 maxBytes = 32 * 1024;
constexpr qsizetype maxSockets = 8;

/// 128 random bits from the system.
QByteArray randomPath() {
    std::array<quint32, 4> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), qsizetype(bits.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(bits.data()), sizeof bits);
    return '/' + bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// In English: any program of any user may receive it.
constexpr auto refusal =
    "HTTP/1.1 403 Forbidden\r\n"
    "Content-Type: text/plain\r\nCache-Control: no-store\r\n"
    "Connection: close\r\n\r\n"
    "Vouch only gives this address to programs of the user who requested it.\n";

void answerAndClose(QTcpSocket *socket, const QByteArray &answer) {
    socket->write(answer);
    socket->disconnectFromHost(); // sends pending data first
}

} // namespace

OneTimeRedirect::OneTimeRedirect(SharedSecret target, Clock &clock, Refused refused,
                                 ReadOwner readOwner)
    : clock_(clock), refused_(std::move(refused)), readOwner_(std::move(readOwner)),
      path_(randomPath()), target_(std::move(target)) {
    if (!server_.listen(QHostAddress::LocalHost))
        throw Error(
            Error::Kind::Internal,
            QCoreApplication::translate("vouch::Http", "No port is available on this computer."),
            QCoreApplication::translate("vouch::Http", "Try again."), server_.errorString());
    QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] { accept(); });
    limit_ = clock_.at(clock_.now() + life, [this] { end(); });
}

QUrl OneTimeRedirect::address() const {
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(QString::number(server_.serverPort()),
                                               QLatin1StringView(path_)));
}

void OneTimeRedirect::accept() {
    while (QTcpSocket *socket = server_.nextPendingConnection()) {
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (pending_.size() >= maxSockets) {
            socket->abort();
            continue;
        }
        socket->setReadBufferSize(maxBytes + 1);
        if (!isOurs(*socket)) {
            answerAndClose(socket, refusal);
            continue;
        }
        pending_.insert(socket,
                        clock_.at(clock_.now() + requestTime, [socket] { socket->abort(); }));
        QObject::connect(socket, &QObject::destroyed, &server_,
                         [this, socket] { pending_.remove(socket); });
        QObject::connect(socket, &QTcpSocket::readyRead, &server_,
                         [this, socket] { read(socket); });
    }
}

bool OneTimeRedirect::isOurs(const QTcpSocket &socket) {
    const auto owner = readOwner_(
        {socket.peerAddress(), socket.peerPort(), socket.localAddress(), socket.localPort()});
    if (owner == ownUser())
        return true;
    qCWarning(logNetwork) << "refused a one-time address to user" << owner.value_or(-1);
    if (const Refused tell = std::exchange(refused_, {}))
        tell(owner);
    return false;
}

void OneTimeRedirect::read(QTcpSocket *socket) {
    if (!pending_.contains(socket)) { // already answered
        socket->skip(socket->bytesAvailable());
        return;
    }
    const QByteArray request = socket->peek(maxBytes + 1);
    if (!request.contains("\r\n\r\n")) {
        if (request.size() > maxBytes)
            socket->abort();
        return;
    }
    pending_.remove(socket);
    socket->skip(socket->bytesAvailable());
    const QByteArray line = request.first(request.indexOf("\r\n"));
    QByteArray answer = "HTTP/1.1 404 Not Found\r\n";
    if (target_ && line == "GET " + path_ + " HTTP/1.1") {
        answer.reserve(target_->size() + 300); // growing would leave copies behind
        answer = "HTTP/1.1 302 Found\r\nLocation: ";
        answer += target_->view();
        answer += "\r\n";
        end();
    }
    answer += "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Length: 0\r\n"
              "Connection: close\r\n\r\n";
    answerAndClose(socket, answer);
    wipe(answer);
}

void OneTimeRedirect::end() {
    server_.close();
    target_.reset();
    limit_.reset();
}

} // namespace vouch::http
