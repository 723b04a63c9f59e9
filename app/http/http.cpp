// SPDX-License-Identifier: Apache-2.0
#include "http/http.h"

#include "core/error.h"
#include "core/log.h"
#include "core/scoped_task.h"
#include "http/proxies.h"
#include "http/wire.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSslError>

#include <QCoro/QCoroFuture>

#include <algorithm>
#include <memory>

namespace vouch::http {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Http {
    Q_DECLARE_TR_FUNCTIONS(vouch::http)
};

constexpr auto qtsRefused = "Proxy connection refused"; // in Qt's own translations, not ours
constexpr qint64 maxAuthorities = 16 * 1024 * 1024;     // bytes; a system's file has 0.3 MB

/// The error for a certificate. Adding an authority means trusting everything it signs, so the hint
/// suggests that only if an unknown authority is the only problem.
Error certificateError(const WireEnd &end, const QString &host, const QString &authorityHint) {
    const QString detail = u"%1: %2"_s.arg(host, end.errorText);
    const auto error = [&](const QString &message, const QString &hint) {
        return Error(Error::Kind::Network, message, hint, detail);
    };
    const auto isOneOf = [](std::initializer_list<QSslError::SslError> kinds) {
        return [kinds = QList<QSslError::SslError>(kinds)](const QSslError &each) {
            return kinds.contains(each.error());
        };
    };
    if (std::ranges::any_of(end.tlsErrors, isOneOf({QSslError::HostNameMismatch})))
        return error(Http::tr("The certificate of %1 is for another server.").arg(host),
                     Http::tr("Check the address. On a guest network, sign in there first."));
    const auto old = std::ranges::find_if(end.tlsErrors, isOneOf({QSslError::CertificateExpired}));
    if (old != end.tlsErrors.end())
        return error(Http::tr("The certificate of %1 expired on %2.")
                         .arg(host, QLocale().toString(old->certificate().expiryDate().date(),
                                                       QLocale::ShortFormat)),
                     Http::tr("If this computer's clock is right, tell your administrator."));
    if (std::ranges::any_of(end.tlsErrors, isOneOf({QSslError::CertificateNotYetValid})))
        return error(Http::tr("The certificate of %1 is not valid yet.").arg(host),
                     Http::tr("If this computer's clock is right, tell your administrator."));
    const bool isUnknown = std::ranges::all_of(
        end.tlsErrors,
        isOneOf({QSslError::UnableToGetIssuerCertificate,
                 QSslError::UnableToGetLocalIssuerCertificate, QSslError::SelfSignedCertificate,
                 QSslError::SelfSignedCertificateInChain, QSslError::UnableToVerifyFirstCertificate,
                 QSslError::CertificateUntrusted}));
    return error(Http::tr("The certificate of %1 isn't trusted: %2.")
                     .arg(host, end.tlsErrors.first().errorString()),
                 isUnknown ? authorityHint : Http::tr("Tell your administrator."));
}

/// Where to fix the proxy's settings.
QString proxyHint(const ProxyRoute &route) {
    if (route.variable.isEmpty())
        return Http::tr("It comes from the system's proxy settings. Check it there.");
    return Http::tr("It comes from the variable %1. Fix or unset it, then restart Vouch.")
        .arg(route.variable);
}

/// The error if the proxy didn't let the connection through. Qt's error then comes from the proxy
/// (a 503 becomes "connection refused") and says nothing about the host behind it.
std::optional<Error> proxyError(const WireEnd &end, const ProxyRoute &route, const QString &host,
                                const QString &detail) {
    const auto error = [&](const QString &message) {
        return Error(Error::Kind::Network, message, proxyHint(route), detail);
    };
    if (route.isDirect() || end.isPastProxy)
        return std::nullopt;
    switch (end.error) {
    case QAbstractSocket::ProxyNotFoundError:
        return error(Http::tr("Can't find the proxy %1.").arg(route.name()));
    case QAbstractSocket::ProxyConnectionRefusedError:
        return error(Http::tr("The proxy %1 refused the connection.").arg(route.name()));
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return error(
            Http::tr("The proxy %1 requires a valid user name and password.").arg(route.name()));
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::RemoteHostClosedError:
        return error(Http::tr("The proxy %1 closed the connection.").arg(route.name()));
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return error(Http::tr("The proxy %1 did not answer in time.").arg(route.name()));
    default:
        // Qt doesn't report its code for this error, only the text.
        if (end.errorText == QCoreApplication::translate("QHttpSocketEngine", qtsRefused))
            return error(Http::tr("The proxy %1 refused the connection.").arg(route.name()));
        return error(Http::tr("The proxy %1 doesn't let Vouch reach %2.").arg(route.name(), host));
    }
}

/// The error if nothing was sent.
Error noConnection(const WireEnd &end, const QString &host, const QString &authorityHint,
                   const ProxyRoute &route) {
    const QString detail = u"%1: %2"_s.arg(host, end.errorText);
    const auto error = [&](const QString &message, const QString &hint) {
        return Error(Error::Kind::Network, message, hint, detail);
    };
    if (const auto atProxy = proxyError(end, route, host, detail))
        return *atProxy;
    switch (end.error) {
    case QAbstractSocket::HostNotFoundError:
        return error(Http::tr("Can't find %1.").arg(host),
                     Http::tr("Check the network. If you use a VPN, connect it."));
    case QAbstractSocket::SslHandshakeFailedError:
        if (!end.tlsErrors.isEmpty())
            return certificateError(end, host, authorityHint);
        return error(Http::tr("Can't make a secure connection to %1.").arg(host),
                     Http::tr("Something on the way doesn't use TLS. Check the proxy."));
    case QAbstractSocket::RemoteHostClosedError:
        return error(
            Http::tr("%1 closed the connection before Vouch could send its request.").arg(host),
            Http::tr("Try again. If this keeps happening, tell your administrator."));
    default:
        return error(Http::tr("Can't reach %1.").arg(host),
                     Http::tr("Check the network. If you use a VPN, connect it."));
    }
}

/// Throws unless there's a usable response.
void requireAnswer(const WireEnd &end, const QString &host, const QString &authorityHint,
                   const ProxyRoute &route) {
    using How = WireEnd::How;
    const QString tryAgain =
        Http::tr("Try again. If this keeps happening, tell your administrator.");
    switch (end.how) {
    case How::Answered:
        return;
    case How::HeadersTooLong:
    case How::BodyTooLong:
        throw Error(Error::Kind::Server, Http::tr("%1 sent a response that's too long.").arg(host));
    case How::TooSlow:
        if (!route.isDirect() && !end.isPastProxy)
            throw Error(
                Error::Kind::Network,
                Http::tr("The proxy %1 did not connect to %2 in time.").arg(route.name(), host),
                proxyHint(route));
        throw Error(Error::Kind::Network, Http::tr("%1 did not answer in time.").arg(host),
                    Http::tr("Check the network. If you use a VPN, connect it."));
    case How::Malformed:
        throw Error(Error::Kind::Network,
                    Http::tr("%1 sent a response that Vouch doesn't understand.").arg(host),
                    Http::tr("Check the address and, if there's one, the proxy."));
    case How::Cut:
        throw Error(
            Error::Kind::Network,
            Http::tr("%1 closed the connection before its response was complete.").arg(host),
            tryAgain);
    case How::NoAnswer:
        throw Error(Error::Kind::Network,
                    Http::tr("%1 closed the connection without responding.").arg(host), tryAgain,
                    u"%1: %2"_s.arg(host, end.errorText));
    case How::NoConnection:
        throw noConnection(end, host, authorityHint, route);
    case How::Aborted:
        throw cancelled();
    }
}

/// A response that took longer says little about its server's clock.
constexpr auto promptly = 2s;

/// IMF-fixdate (RFC 9110 section 5.6.7), the only form that servers may send.
std::optional<Time> timeIn(const QByteArray &header) {
    auto date =
        QLocale::c().toDateTime(QString::fromLatin1(header), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return Time(std::chrono::seconds(date.toSecsSinceEpoch()));
}

/// Prevents header injection by text from outside.
void requireCleanHeaders(const Request &request) {
    const auto breaks = [](const Header &header) {
        const auto isControl = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
        return std::ranges::any_of(header.first, isControl) ||
               std::ranges::any_of(header.second, isControl);
    };
    if (std::ranges::any_of(request.headers, breaks))
        throw Error(Error::Kind::Internal,
                    Http::tr("Vouch can't send this to %1.").arg(request.url.host()),
                    Http::tr("Check that Vouch is up to date."), u"a line end in a header"_s);
}

} // namespace

Client::Client(QString authorityHint) : authorityHint_(std::move(authorityHint)) {}

void Client::trust(const QList<QSslCertificate> &authorities) {
    authorities_ = authorities;
}

QCoro::Task<Reply> Client::exchange(Request request, std::stop_token stop) {
    throwIfStopped(stop);
    requireCleanHeaders(request);
    proxyRoute(request.url);                      // throws if a proxy variable isn't valid
    const QString authorityHint = authorityHint_; // this client may go while we wait
    const QByteArray method = request.method;
    const QUrl url = request.url;
    const auto later = [](Wire *wire) { wire->deleteLater(); };
    const std::unique_ptr<Wire, decltype(later)> wire(new Wire(std::move(request), authorities_),
                                                      later);
    // Queued, so that the caller that stops isn't resumed from inside its own call.
    const std::stop_callback onStop(stop, [ended = wire.get()] {
        QMetaObject::invokeMethod(ended, &Wire::abort, Qt::QueuedConnection);
    });
    const auto answered = wire->start();
    const WireEnd end = co_await answered;
    throwIfStopped(stop);

    const Reply &reply = end.reply;
    const QString host = url.host(QUrl::FullyEncoded);
    qCDebug(logNetwork) << method << host << url.path() << reply.status;
    requireAnswer(end, host, authorityHint, proxyRoute(url));
    if (reply.status >= 300 && reply.status < 400)
        throw Error(Error::Kind::Server, Http::tr("%1 redirected the request.").arg(host),
                    Http::tr("Vouch doesn't follow redirects. Check the server's address."),
                    u"status %1"_s.arg(reply.status));
    co_return Reply(reply);
}

QByteArray Reply::header(QByteArrayView name) const {
    for (const auto &[key, value] : headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    return {};
}

std::optional<Time> Reply::date() const {
    return timeIn(header("date"));
}

std::optional<ServerTime> Reply::serverTime() const {
    const auto sent = date();
    if (!sent || !overTls || took >= promptly || !header("age").isEmpty())
        return std::nullopt;
    return ServerTime{*sent, took};
}

std::optional<std::chrono::seconds> Reply::retryAfter() const {
    const QByteArray value = header("retry-after").trimmed();
    bool isNumber = false;
    const int seconds = value.toInt(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::max(seconds, 0));
    const auto then = timeIn(value);
    const auto now = date();
    if (!then || !now)
        return std::nullopt;
    return std::max(std::chrono::duration_cast<std::chrono::seconds>(*then - *now), 0s);
}

QByteArray Reply::mediaType() const {
    const QByteArray type = header("content-type");
    return type.split(';').first().trimmed().toLower();
}

QByteArray formEncoded(const QList<std::pair<QByteArray, QByteArray>> &fields) {
    QByteArray form;
    for (const auto &[name, value] : fields) {
        if (!form.isEmpty())
            form += '&';
        form += name.toPercentEncoding() + '=' + value.toPercentEncoding();
    }
    return form;
}

QList<QSslCertificate> readAuthorities(const QString &path) {
    const auto unreadable = [&path](const QString &why) {
        return Error(Error::Kind::NotSetUp,
                     Http::tr("Can't read the certificates in %1: %2.").arg(path, why),
                     Http::tr("Check the file, or run: vouch config unset ca-bundle"));
    };
    // Opening a pipe or reading a device could block forever.
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        throw unreadable(Http::tr("it isn't a file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw unreadable(file.errorString());
    if (file.size() > maxAuthorities)
        throw unreadable(Http::tr("it's too large"));
    auto certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        throw Error(Error::Kind::NotSetUp,
                    Http::tr("%1 has no certificates in PEM format.").arg(path),
                    Http::tr("Ask your administrator for the authority's .pem file."));
    return certificates;
}

} // namespace vouch::http
