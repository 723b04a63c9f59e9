// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/answer_reader.h"
#include "http/http.h"

#include <QAbstractSocket>
#include <QElapsedTimer>
#include <QFuture>
#include <QFutureWatcher>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QObject>
#include <QPromise>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>

class QHostInfo;
class QSslSocket;

namespace vouch::http {

/// How an exchange ended, and what was received of the response.
struct WireEnd {
    enum class How {
        Answered, ///< as far as requested
        HeadersTooLong,
        BodyTooLong,
        Malformed,
        Cut,          ///< the connection closed in the middle of the response
        NoAnswer,     ///< the connection closed after the request was sent
        NoConnection, ///< nothing was sent; `error` says why
        TooSlow,
        Aborted
    };
    How how = How::Aborted;
    Reply reply;
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
    bool isPastProxy = false; ///< the connection passed the proxy, if there is one
    QString errorText;        ///< Qt's error text, for the log
    QList<QSslError> tlsErrors;
};

/// One request on its own connection, which closes after the response. Never sends a request twice,
/// or over a connection that the server may be closing. Limits everything it receives. GUI thread.
class Wire final : public QObject {
public:
    /// `authorities`: to trust in addition to the system's.
    Wire(Request request, const QList<QSslCertificate> &authorities);
    ~Wire() override;

    /// Call it once. The future always finishes, from the event loop.
    QFuture<WireEnd> start();
    void abort() { finish(WireEnd::How::Aborted); }

private:
    /// How long to wait for an address before trying the next in parallel (RFC 8305 section 5).
    static constexpr std::chrono::milliseconds nextAddressAfter{300};

    void open();
    void takeAddresses(const QHostInfo &info);
    void tryNext();
    QSslSocket *newSocket();
    void failed(QSslSocket *socket);
    void connected(QSslSocket *socket);
    void drop(QSslSocket *socket);
    void checkName();
    void send();
    void receive();
    void closed();
    void finish(WireEnd::How how);

    Request request_;
    QString host_; ///< as resolved and as expected in certificates
    quint16 port_;
    QSslConfiguration tls_;
    QFutureWatcher<QNetworkProxy> route_; ///< being looked up
    QNetworkProxy proxy_{QNetworkProxy::NoProxy};
    QList<QHostAddress> addresses_; ///< not tried yet
    QList<QSslSocket *> trying_;
    QSslSocket *socket_ = nullptr;
    QTimer nextAddress_, limit_;
    QElapsedTimer since_;
    bool isSent_ = false;
    AnswerReader reader_;
    WireEnd end_;
    QPromise<WireEnd> promise_;
};

/// Whether the certificate is for that host. If it has subject alternative names, only those count
/// (RFC 9525 section 6).
bool isFor(const QSslCertificate &certificate, const QString &host);

} // namespace vouch::http
