// SPDX-License-Identifier: Apache-2.0
#include "http/wire.h"

#include "core/secret.h"

#include <QCoreApplication>
#include <QHostInfo>
#include <QSslCertificate>
#include <QSslSocket>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace vouch::http {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Buffer space for received data beyond the body limit.
constexpr qint64 alsoBuffered = 2 * AnswerReader::maxHeaders;

/// RFC 9112 section 3.2: with a port only if the address has one.
QByteArray hostHeader(const QUrl &url) {
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

QByteArray headOf(const Request &request) {
    QByteArray path = request.url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        path = "/";
    if (request.url.hasQuery())
        path += '?' + request.url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray head = request.method + ' ' + path +
                      " HTTP/1.1\r\nHost: " + hostHeader(request.url) +
                      "\r\nConnection: close\r\nAccept-Encoding: identity\r\nUser-Agent: Vouch/" +
                      QCoreApplication::applicationVersion().toLatin1() + "\r\n";
    for (const auto &[name, value] : request.headers)
        head += name + ": " + value + "\r\n";
    if (!request.body.isEmpty() || (request.method != "GET" && request.method != "HEAD"))
        head += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    return head + "\r\n";
}

QNetworkProxy proxyFor(const QUrl &url) {
    const auto proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url));
    for (const QNetworkProxy &proxy : proxies)
        if (proxy.type() == QNetworkProxy::NoProxy ||
            proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability))
            return proxy;
    return QNetworkProxy::NoProxy;
}

/// RFC 9525 section 6.3: a `*` matches exactly one label, the first.
bool isNameFor(const QString &name, const QString &host) {
    if (name.compare(host, Qt::CaseInsensitive) == 0)
        return true;
    return name.startsWith("*."_L1) && name.count(u'.') >= 2 && host.contains(u'.') &&
           name.sliced(2).compare(host.section(u'.', 1), Qt::CaseInsensitive) == 0;
}

} // namespace

bool isFor(const QSslCertificate &certificate, const QString &host) {
    const auto names = certificate.subjectAlternativeNames();
    const QHostAddress address(host);
    if (!address.isNull()) {
        const auto addresses = names.values(QSsl::IpAddressEntry);
        return std::ranges::any_of(
            addresses, [&address](const QString &each) { return QHostAddress(each) == address; });
    }
    const auto all = names.isEmpty() ? certificate.subjectInfo(QSslCertificate::CommonName)
                                     : names.values(QSsl::DnsEntry);
    return std::ranges::any_of(all, [&host](const QString &name) { return isNameFor(name, host); });
}

Wire::Wire(Request request, const QList<QSslCertificate> &authorities)
    : request_(std::move(request)), host_(request_.url.host(QUrl::FullyEncoded)),
      port_(quint16(request_.url.port(request_.url.scheme() == "http"_L1 ? 80 : 443))),
      tls_(QSslConfiguration::defaultConfiguration()),
      reader_(request_.reading, request_.bodyLimit) {
    request_.body.detach(); // the caller may keep the bytes for another attempt
    if (!authorities.isEmpty())
        tls_.addCaCertificates(authorities);
    nextAddress_.setSingleShot(true);
    limit_.setSingleShot(true);
    connect(&nextAddress_, &QTimer::timeout, this, &Wire::tryNext);
    connect(&limit_, &QTimer::timeout, this, [this] { finish(WireEnd::How::TooSlow); });
}

Wire::~Wire() {
    wipe(request_.body);
    for (QSslSocket *socket : std::exchange(trying_, {}))
        drop(socket);
    if (socket_ != nullptr)
        drop(socket_);
}

QFuture<WireEnd> Wire::start() {
    promise_.start();
    since_.start();
    limit_.start(request_.timeout);
    // The system may run a script to find the proxy, or search the network for one. Qt has it do
    // that for one connection at a time, so more threads would only wait.
    static QThreadPool lookingUp;
    lookingUp.setMaxThreadCount(1);
    connect(&route_, &QFutureWatcher<QNetworkProxy>::finished, this, [this] {
        proxy_ = route_.result();
        open();
    });
    route_.setFuture(QtConcurrent::run(&lookingUp, proxyFor, request_.url));
    return promise_.future();
}

void Wire::open() {
    const QHostAddress literal(host_);
    if (proxy_.type() != QNetworkProxy::NoProxy) {
        QSslSocket *socket = newSocket();
        socket->connectToHost(host_, port_);
    } else if (!literal.isNull()) {
        addresses_ = {literal};
        tryNext();
    } else {
        QHostInfo::lookupHost(host_, this, [this](const QHostInfo &info) { takeAddresses(info); });
    }
}

/// Alternates address families, so that an unreachable one costs little time.
void Wire::takeAddresses(const QHostInfo &info) {
    QList<QHostAddress> first, second;
    const auto all = info.addresses();
    for (const QHostAddress &address : all)
        (address.protocol() == all.first().protocol() ? first : second).append(address);
    for (qsizetype i = 0; i < std::max(first.size(), second.size()); ++i) {
        addresses_ += first.mid(i, 1);
        addresses_ += second.mid(i, 1);
    }
    if (addresses_.isEmpty()) {
        end_.error = QAbstractSocket::HostNotFoundError;
        end_.errorText = info.errorString();
        finish(WireEnd::How::NoConnection);
        return;
    }
    tryNext();
}

void Wire::tryNext() {
    if (addresses_.isEmpty())
        return;
    const QHostAddress address = addresses_.takeFirst();
    if (!addresses_.isEmpty())
        nextAddress_.start(nextAddressAfter);
    newSocket()->connectToHost(address, port_);
}

QSslSocket *Wire::newSocket() {
    auto *socket = new QSslSocket(this);
    trying_.append(socket);
    socket->setProxy(proxy_);
    socket->setReadBufferSize(request_.bodyLimit + alsoBuffered);
    connect(socket, &QSslSocket::connected, this, [this, socket] { connected(socket); });
    connect(socket, &QSslSocket::errorOccurred, this, [this, socket] { failed(socket); });
    return socket;
}

void Wire::failed(QSslSocket *socket) {
    end_.error = socket->error();
    end_.errorText = socket->errorString();
    if (socket != socket_) {
        trying_.removeOne(socket);
        drop(socket);
        if (!addresses_.isEmpty())
            tryNext();
        else if (trying_.isEmpty())
            finish(WireEnd::How::NoConnection);
    } else if (isSent_) {
        closed();
    } else {
        finish(WireEnd::How::NoConnection);
    }
}

void Wire::connected(QSslSocket *socket) {
    end_.isPastProxy = true;
    nextAddress_.stop();
    addresses_.clear();
    trying_.removeOne(socket);
    for (QSslSocket *other : std::exchange(trying_, {}))
        drop(other);
    socket_ = socket;
    connect(socket, &QSslSocket::readyRead, this, &Wire::receive);
    connect(socket, &QSslSocket::disconnected, this, [this] {
        if (isSent_)
            closed();
    });
    if (request_.url.scheme() == "http"_L1) {
        send();
        return;
    }
    connect(socket, &QSslSocket::sslErrors, this,
            [this](const QList<QSslError> &errors) { end_.tlsErrors = errors; });
    connect(socket, &QSslSocket::encrypted, this, &Wire::checkName);
    socket->setSslConfiguration(tls_);
    socket->setPeerVerifyName(host_);
    socket->startClientEncryption();
}

/// Qt also accepts the common name when there are alternative names.
void Wire::checkName() {
    const QSslCertificate certificate = socket_->peerCertificate();
    if (isFor(certificate, host_)) {
        send();
        return;
    }
    end_.tlsErrors = {QSslError(QSslError::HostNameMismatch, certificate)};
    end_.error = QAbstractSocket::SslHandshakeFailedError;
    finish(WireEnd::How::NoConnection);
}

void Wire::send() {
    isSent_ = true;
    QByteArray head = headOf(request_);
    // Write copies: a QByteArray would be shared until it's sent, and wiping would clear it.
    socket_->write(head.constData(), head.size());
    socket_->write(request_.body.constData(), request_.body.size());
    wipe(head);
    wipe(request_.body);
}

void Wire::receive() {
    if (!isSent_) { // data before our request
        finish(WireEnd::How::Malformed);
        return;
    }
    while (socket_ != nullptr && socket_->bytesAvailable() > 0) {
        const bool knew = reader_.hasHeaders();
        const auto state = reader_.feed(socket_->readAll());
        if (!knew && reader_.hasHeaders())
            end_.reply.took = std::chrono::milliseconds(since_.elapsed());
        using State = AnswerReader::State;
        if (state == State::Whole || state == State::HeadersOnly)
            return finish(WireEnd::How::Answered);
        if (state == State::HeadersTooLong)
            return finish(WireEnd::How::HeadersTooLong);
        if (state == State::BodyTooLong)
            return finish(WireEnd::How::BodyTooLong);
        if (state == State::Malformed)
            return finish(WireEnd::How::Malformed);
    }
}

void Wire::closed() {
    receive();
    const bool whole = reader_.close() == AnswerReader::State::Whole;
    finish(whole                  ? WireEnd::How::Answered
           : reader_.hasHeaders() ? WireEnd::How::Cut
                                  : WireEnd::How::NoAnswer);
}

void Wire::drop(QSslSocket *socket) {
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void Wire::finish(WireEnd::How how) {
    if (promise_.future().isFinished())
        return;
    route_.disconnect();
    route_.cancel(); // if it hasn't begun, it never does
    limit_.stop();
    nextAddress_.stop();
    addresses_.clear();
    for (QSslSocket *socket : std::exchange(trying_, {}))
        drop(socket);
    if (QSslSocket *socket = std::exchange(socket_, nullptr))
        drop(socket);
    const auto took = end_.reply.took;
    end_.how = how;
    end_.reply = reader_.reply();
    end_.reply.took = took;
    end_.reply.overTls = request_.url.scheme() != "http"_L1;
    promise_.addResult(std::move(end_));
    promise_.finish();
}

} // namespace vouch::http
