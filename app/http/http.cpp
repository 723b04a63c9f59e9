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

constexpr auto qtsRefused = "Proxy connection refused"; // its own translation has it, not ours
constexpr qint64 maxAuthorities = 16 * 1024 * 1024;     // bytes of a file; a system's have 0.3 MB

/// What is wrong with a certificate. Whoever adds an authority trusts all that it says, so that is
/// advised only where an unknown one is all that is wrong.
Error certificateError(const WireEnd &end, const QString &host, const QString &authorityHint) {
    const QString detail = u"%1: %2"_s.arg(host, end.words);
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
        return error(Http::tr("The certificate of %1 ended on %2.")
                         .arg(host, QLocale().toString(old->certificate().expiryDate().date(),
                                                       QLocale::ShortFormat)),
                     Http::tr("Tell your administrator, if this computer's clock is right."));
    if (std::ranges::any_of(end.tlsErrors, isOneOf({QSslError::CertificateNotYetValid})))
        return error(Http::tr("The certificate of %1 is not valid yet.").arg(host),
                     Http::tr("Tell your administrator, if this computer's clock is right."));
    const bool isUnknown = std::ranges::all_of(
        end.tlsErrors,
        isOneOf({QSslError::UnableToGetIssuerCertificate,
                 QSslError::UnableToGetLocalIssuerCertificate, QSslError::SelfSignedCertificate,
                 QSslError::SelfSignedCertificateInChain, QSslError::UnableToVerifyFirstCertificate,
                 QSslError::CertificateUntrusted}));
    return error(Http::tr("The certificate of %1 is not trusted: %2.")
                     .arg(host, end.tlsErrors.first().errorString()),
                 isUnknown ? authorityHint : Http::tr("Tell your administrator."));
}

/// Who can mend the proxy, and where.
QString proxyHint(const Way &way) {
    if (way.variable.isEmpty())
        return Http::tr("It stands in the system's proxy settings. Check it there.");
    return Http::tr(
               "It stands in the variable %1 that Vouch was started with. Correct or unset it, "
               "then start Vouch again.")
        .arg(way.variable);
}

/// What went wrong before the proxy had let Vouch through. Whatever Qt makes of a proxy's refusal,
/// such as "connection refused" of its 503, isn't known of the host behind it.
std::optional<Error> proxyError(const WireEnd &end, const Way &way, const QString &host,
                                const QString &detail) {
    const auto error = [&](const QString &message) {
        return Error(Error::Kind::Network, message, proxyHint(way), detail);
    };
    if (way.isDirect() || end.isThrough)
        return std::nullopt;
    switch (end.error) {
    case QAbstractSocket::ProxyNotFoundError:
        return error(Http::tr("Can't find the proxy %1.").arg(way.name()));
    case QAbstractSocket::ProxyConnectionRefusedError:
        return error(Http::tr("The proxy %1 takes no connection.").arg(way.name()));
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return error(Http::tr("The proxy %1 wants a user name and a password that it knows.")
                         .arg(way.name()));
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::RemoteHostClosedError:
        return error(Http::tr("The proxy %1 closes the connection.").arg(way.name()));
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return error(Http::tr("The proxy %1 did not answer in time.").arg(way.name()));
    default:
        // Qt has a code for it, and gives its words only.
        if (end.words == QCoreApplication::translate("QHttpSocketEngine", qtsRefused))
            return error(Http::tr("The proxy %1 takes no connection.").arg(way.name()));
        return error(Http::tr("The proxy %1 does not let Vouch reach %2.").arg(way.name(), host));
    }
}

/// Why nothing was sent, as a person would say it.
Error noConnection(const WireEnd &end, const QString &host, const QString &authorityHint,
                   const Way &way) {
    const QString detail = u"%1: %2"_s.arg(host, end.words);
    const auto error = [&](const QString &message, const QString &hint) {
        return Error(Error::Kind::Network, message, hint, detail);
    };
    if (const auto atProxy = proxyError(end, way, host, detail))
        return *atProxy;
    switch (end.error) {
    case QAbstractSocket::HostNotFoundError:
        return error(Http::tr("Can't find %1.").arg(host),
                     Http::tr("Check the network. If you use a VPN, connect it."));
    case QAbstractSocket::SslHandshakeFailedError:
        if (!end.tlsErrors.isEmpty())
            return certificateError(end, host, authorityHint);
        return error(Http::tr("No secure connection to %1.").arg(host),
                     Http::tr("Something between here and there speaks no TLS. Check the proxy."));
    case QAbstractSocket::RemoteHostClosedError:
        return error(Http::tr("%1 ended the connection before anything was asked.").arg(host),
                     Http::tr("Try again. If it stays so, tell your administrator."));
    default:
        return error(Http::tr("Can't reach %1.").arg(host),
                     Http::tr("Check the network. If you use a VPN, connect it."));
    }
}

/// Throws where there is no answer that anybody could use.
void requireAnswer(const WireEnd &end, const QString &host, const QString &authorityHint,
                   const Way &way) {
    using How = WireEnd::How;
    const QString tryAgain = Http::tr("Try again. If it stays so, tell your administrator.");
    switch (end.how) {
    case How::Answered:
        return;
    case How::HeadersTooLong:
    case How::BodyTooLong:
        throw Error(Error::Kind::Server, Http::tr("%1 sent an answer that is too long.").arg(host));
    case How::TooSlow:
        if (!way.isDirect() && !end.isThrough)
            throw Error(Error::Kind::Network,
                        Http::tr("The proxy %1 did not lead to %2 in time.").arg(way.name(), host),
                        proxyHint(way));
        throw Error(Error::Kind::Network, Http::tr("%1 did not answer in time.").arg(host),
                    Http::tr("Check the network. If you use a VPN, connect it."));
    case How::Malformed:
        throw Error(Error::Kind::Network, Http::tr("%1 answered in no known form.").arg(host),
                    Http::tr("Check the address, and the proxy if there is one."));
    case How::Cut:
        throw Error(Error::Kind::Network,
                    Http::tr("%1 ended the connection before its answer was complete.").arg(host),
                    tryAgain);
    case How::NoAnswer:
        throw Error(Error::Kind::Network,
                    Http::tr("%1: the connection ended before an answer.").arg(host), tryAgain,
                    u"%1: %2"_s.arg(host, end.words));
    case How::NoConnection:
        throw noConnection(end, host, authorityHint, way);
    case How::Aborted:
        throw cancelled();
    }
}

/// An answer that took longer tells little of its sender's clock.
constexpr auto promptly = 2s;

/// IMF-fixdate (RFC 9110 section 5.6.7), the one form that may be sent.
std::optional<Time> timeIn(const QByteArray &header) {
    auto date =
        QLocale::c().toDateTime(QString::fromLatin1(header), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return Time(std::chrono::seconds(date.toSecsSinceEpoch()));
}

/// What comes from outside must not add a header of its own.
void requireCleanHeaders(const Request &request) {
    const auto breaks = [](const Header &header) {
        const auto isControl = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
        return std::ranges::any_of(header.first, isControl) ||
               std::ranges::any_of(header.second, isControl);
    };
    if (std::ranges::any_of(request.headers, breaks))
        throw Error(Error::Kind::Internal,
                    Http::tr("Vouch can't send this to %1.").arg(request.url.host()),
                    Http::tr("Check whether Vouch is up to date."), u"a line end in a header"_s);
}

} // namespace

Client::Client(QString authorityHint) : authorityHint_(std::move(authorityHint)) {}

void Client::trust(const QList<QSslCertificate> &authorities) {
    authorities_ = authorities;
}

QCoro::Task<Reply> Client::exchange(Request request, std::stop_token stop) {
    throwIfStopped(stop);
    requireCleanHeaders(request);
    wayTo(request.url);                           // throws where no proxy can be made of a variable
    const QString authorityHint = authorityHint_; // this client may go while we wait
    const QByteArray method = request.method;
    const QUrl url = request.url;
    const auto later = [](Wire *wire) { wire->deleteLater(); };
    const std::unique_ptr<Wire, decltype(later)> wire(new Wire(std::move(request), authorities_),
                                                      later);
    // Queued, so that whoever stops is never resumed from inside.
    const std::stop_callback onStop(stop, [ended = wire.get()] {
        QMetaObject::invokeMethod(ended, &Wire::abort, Qt::QueuedConnection);
    });
    const auto answered = wire->start();
    const WireEnd end = co_await answered;
    throwIfStopped(stop);

    const Reply &reply = end.reply;
    const QString host = url.host(QUrl::FullyEncoded);
    qCDebug(logNetwork) << method << host << url.path() << reply.status;
    requireAnswer(end, host, authorityHint, wayTo(url));
    if (reply.status >= 300 && reply.status < 400)
        throw Error(Error::Kind::Server, Http::tr("%1 sent us somewhere else.").arg(host),
                    Http::tr("Vouch follows no redirect. Check the server's address."),
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

std::optional<TimeTold> Reply::timeTold() const {
    const auto told = date();
    if (!told || !overTls || took >= promptly || !header("age").isEmpty())
        return std::nullopt;
    return TimeTold{*told, took};
}

std::optional<std::chrono::seconds> Reply::retryAfter() const {
    const QByteArray told = header("retry-after").trimmed();
    bool isNumber = false;
    const int seconds = told.toInt(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::max(seconds, 0));
    const auto then = timeIn(told);
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
    // The opening of a pipe, and the reading of a device, need never end.
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        throw unreadable(Http::tr("it is no file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw unreadable(file.errorString());
    if (file.size() > maxAuthorities)
        throw unreadable(Http::tr("it is too long"));
    auto certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        throw Error(Error::Kind::NotSetUp,
                    Http::tr("%1 holds no certificate in PEM form.").arg(path),
                    Http::tr("Ask your administrator for the authority's .pem file."));
    return certificates;
}

} // namespace vouch::http
