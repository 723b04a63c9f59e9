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

/// One HTTP exchange with a network that is taken to be hostile: no redirect is ever followed, no
/// cookie kept, headers, bodies and time are bounded, nothing is sent twice, the person's proxy is
/// used (http/proxies.h), and certificates are checked against the system's authorities and those
/// that were added. app/README.md, The network is hostile.
namespace vouch::http {

using Header = std::pair<QByteArray, QByteArray>;

struct Request {
    QByteArray method;
    QUrl url;
    QList<Header> headers;
    QByteArray body; ///< this copy is wiped after it was sent
    /// What an answer may hold, in bytes.
    qint64 bodyLimit = 256 * 1024;
    std::chrono::milliseconds timeout{20'000};
    /// How much of the answer is read. What ends with its headers is not waited for.
    enum class Reading {
        All,
        Headers,
        Refusals ///< the headers of a success, and all of an answer of 400 and above
    };
    Reading reading = Reading::All;
};

struct Reply {
    int status = 0; ///< 200 to 299, or 400 and above; a redirect is an Error
    QList<Header> headers;
    QByteArray body;
    std::chrono::milliseconds took{0}; ///< from the request to the answer's headers
    bool overTls = false;

    /// The first header of that name, in any case of letters; empty when absent.
    QByteArray header(QByteArrayView name) const;
    /// The server's clock (RFC 9110 section 6.6.1).
    std::optional<Time> date() const;
    /// The same, where it can be believed: told by the server itself and just now, not by somebody
    /// on the way, and not so late that it says little.
    std::optional<TimeTold> timeTold() const;
    /// How long its sender wants to be left alone (RFC 9110 section 10.2.3).
    std::optional<std::chrono::seconds> retryAfter() const;
    /// The media type without its parameters, in lower case.
    QByteArray mediaType() const;
};

/// Sends requests. GUI thread. Exchanges that are under way when it dies go on.
class Client {
public:
    /// `authorityHint`: how a person adds an authority, for where a certificate is not trusted.
    explicit Client(QString authorityHint = {});

    /// Authorities that are trusted beside the system's, for every later exchange.
    void trust(const QList<QSslCertificate> &authorities);

    /// Any answer with an HTTP status is a Reply. The request goes out once at most, on a
    /// connection of its own. Throws Error: Network when there is no answer, Server for a redirect
    /// and for an answer over the limits; and Stopped.
    QCoro::Task<Reply> exchange(Request request, std::stop_token stop);

private:
    QString authorityHint_;
    QList<QSslCertificate> authorities_;
};

/// `application/x-www-form-urlencoded`, in the order given.
QByteArray formEncoded(const QList<std::pair<QByteArray, QByteArray>> &fields);

/// The certificates in a PEM file of at most 16 MB. Throws Error when it cannot be read, is no
/// regular file, or holds none.
QList<QSslCertificate> readAuthorities(const QString &path);

} // namespace vouch::http
