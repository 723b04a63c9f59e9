// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/skew.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QString>
#include <QUrl>

#include <QCoro/QCoroTask>

#include <chrono>
#include <optional>
#include <stop_token>
#include <utility>

/// One HTTP exchange over a network assumed to be hostile: redirects are never followed and cookies
/// never stored; headers, bodies and time are limited; nothing is sent twice. Uses the user's proxy
/// (http/proxies.h), and checks certificates against the system's authorities and those added by
/// trust(). See app/README.md, The network is hostile.
namespace vouch::http {

using Header = std::pair<QByteArray, QByteArray>;

struct Request {
    QByteArray method;
    QUrl url;
    QList<Header> headers;
    QByteArray body; ///< this copy is wiped after sending
    /// The maximum size of the response body in bytes.
    qint64 bodyLimit = 256 * 1024;
    std::chrono::milliseconds timeout{20'000};
    /// How much of the response to read. Doesn't wait for the body if only the headers are read.
    enum class Reading {
        All,
        Headers,
        Refusals ///< the headers of a success, but all of a response of 400 and above
    };
    Reading reading = Reading::All;
};

struct Reply {
    int status = 0; ///< 200 to 299, or 400 and above; a redirect is an Error
    QList<Header> headers;
    QByteArray body;
    std::chrono::milliseconds took{0}; ///< from the request to the response's headers
    bool overTls = false;

    /// The header with that name, case-insensitive; empty if missing.
    QByteArray header(QByteArrayView name) const;
    /// The server's clock (RFC 9110 section 6.6.1).
    std::optional<Time> date() const;
    /// The same if it's credible: sent over TLS by the server itself, not from a cache, and without
    /// much delay.
    std::optional<ServerTime> serverTime() const;
    /// How long the server asks to wait before another request (RFC 9110 section 10.2.3).
    std::optional<std::chrono::seconds> retryAfter() const;
    /// The media type without its parameters, in lower case.
    QByteArray mediaType() const;
};

/// Sends requests. GUI thread. Exchanges in progress outlive it.
class Client {
public:
    /// `authorityHint`: how the user adds an authority, for errors about an untrusted certificate.
    explicit Client(QString authorityHint = {});

    /// Additional authorities to trust, for all later exchanges.
    void trust(const QList<QSslCertificate> &authorities);

    /// Returns a Reply for any HTTP status. Sends the request at most once, on its own connection.
    /// Throws Error: Network if there's no response, Server for a redirect or a response over the
    /// limits; and Stopped.
    QCoro::Task<Reply> exchange(Request request, std::stop_token stop);

private:
    QString authorityHint_;
    QList<QSslCertificate> authorities_;
};

/// `application/x-www-form-urlencoded`, in the order given.
QByteArray formEncoded(const QList<std::pair<QByteArray, QByteArray>> &fields);

/// The certificates in a PEM file of at most 16 MB. Throws Error if it can't be read, isn't a
/// regular file, or has no certificates.
QList<QSslCertificate> readAuthorities(const QString &path);

} // namespace vouch::http
