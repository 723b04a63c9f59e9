// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/answer_reader.h"
#include "http/http.h"

#include <QAbstractSocket>
#include <QElapsedTimer>
#include <QFuture>
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

/// How an exchange came to its end, and what is known of the answer then.
struct WireEnd {
    enum class How {
        Answered, ///< as far as was wanted
        HeadersTooLong,
        BodyTooLong,
        Malformed,
        Cut,          ///< in the middle of the answer
        NoAnswer,     ///< the request was sent, the connection ended
        NoConnection, ///< nothing of the request was sent; `error` says why
        TooSlow,
        Aborted
    };
    How how = How::Aborted;
    Reply reply;
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;
    bool isThrough = false; ///< a proxy, where there is one, led to the server
    QString words;          ///< Qt's for the error, for the log
    QList<QSslError> tlsErrors;
};

/// One request on a connection of its own, which ends with the answer: no request is ever sent a
/// second time, and none goes over a connection that the other side may be closing just then.
/// Everything that is received is bounded. GUI thread.
class Wire final : public QObject {
public:
    /// `authorities`: trusted beside the system's.
    Wire(Request request, const QList<QSslCertificate> &authorities);
    ~Wire() override;

    /// To be called once. The future always finishes, from the event loop.
    QFuture<WireEnd> start();
    void abort() { finish(WireEnd::How::Aborted); }

private:
    /// How long one address is waited for before the next is tried beside it (RFC 8305 section 5).
    static constexpr std::chrono::milliseconds nextAddressAfter{300};

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
    QString host_; ///< as it is looked up and stands in certificates
    quint16 port_;
    QSslConfiguration tls_;
    QNetworkProxy proxy_{QNetworkProxy::NoProxy};
    QList<QHostAddress> addresses_; ///< that were not tried yet
    QList<QSslSocket *> trying_;
    QSslSocket *socket_ = nullptr;
    QTimer nextAddress_, limit_;
    QElapsedTimer since_;
    bool isSent_ = false;
    AnswerReader reader_;
    WireEnd end_;
    QPromise<WireEnd> promise_;
};

/// Whether the certificate is for that host: by its subject alternative names alone where it has
/// any, as RFC 9525 section 6 wants it.
bool isFor(const QSslCertificate &certificate, const QString &host);

} // namespace vouch::http
