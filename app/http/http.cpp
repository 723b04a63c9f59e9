// SPDX-License-Identifier: Apache-2.0
#include "http/http.h"

#include "core/error.h"
#include "core/log.h"
#include "core/secret.h"
#include "core/story.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLocale>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>

#include <QCoro/QCoroNetworkReply>

#include <algorithm>
#include <memory>

namespace vouch::http {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Http {
    Q_DECLARE_TR_FUNCTIONS(vouch::http)
};

/// What is sent. Wiped when the reply, which owns it, is gone and not before: one that was aborted
/// may still read.
class SentBody final : public QBuffer {
public:
    ~SentBody() override {
        close();
        QByteArray sent = data();
        setData(QByteArray());
        wipe(sent);
    }
};

QNetworkRequest prepared(const Request &request, const QList<QSslCertificate> &authorities) {
    QNetworkRequest prepared(request.url);
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value);
    prepared.setHeader(QNetworkRequest::UserAgentHeader,
                       u"Vouch/"_s + QCoreApplication::applicationVersion());
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                          QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                          QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    if (!authorities.isEmpty()) {
        QSslConfiguration tls = prepared.sslConfiguration();
        tls.addCaCertificates(authorities);
        prepared.setSslConfiguration(tls);
    }
    return prepared;
}

/// Why there was no answer, as a person would say it.
Error networkError(const QNetworkReply &reply, const QList<QSslError> &tlsErrors,
                   const QString &authorityHint) {
    const QString host = reply.url().host();
    const QString detail = u"%1: %2"_s.arg(host, reply.errorString());
    const auto error = [&](const QString &message, const QString &hint) {
        return Error(Error::Kind::Network, message, hint, detail);
    };
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return error(Http::tr("Can't find %1.").arg(host),
                     Http::tr("Check the network. If you use a VPN, connect it."));
    case QNetworkReply::SslHandshakeFailedError:
        if (!tlsErrors.isEmpty())
            return error(Http::tr("The certificate of %1 is not trusted: %2.")
                             .arg(host, tlsErrors.first().errorString()),
                         authorityHint);
        return error(Http::tr("No secure connection to %1.").arg(host),
                     Http::tr("Something between here and there speaks no TLS. Check the proxy."));
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return error(Http::tr("The proxy does not let Vouch reach %1.").arg(host),
                     Http::tr("Check the system's proxy settings."));
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return error(Http::tr("%1 ended the connection before its answer was complete.").arg(host),
                     Http::tr("Try again. If it stays so, tell your administrator."));
    default:
        return error(Http::tr("Can't reach %1.").arg(host),
                     Http::tr("Check the network. If you use a VPN, connect it."));
    }
}

/// An answer that took longer tells little of its sender's clock.
constexpr auto promptly = 2s;

/// How an exchange came to its end.
enum class Ending { Whole, HeadersOnly, TooLong, TooSlow };

/// The connection failed; an HTTP status of 400 and above is no such failure.
bool isBroken(const QNetworkReply &reply) {
    const auto error = reply.error();
    return (error != QNetworkReply::NoError && error <= QNetworkReply::UnknownProxyError) ||
           error == QNetworkReply::ProtocolFailure;
}

/// IMF-fixdate (RFC 9110 section 5.6.7), the one form that may be sent.
std::optional<Time> timeIn(const QByteArray &header) {
    auto date =
        QLocale::c().toDateTime(QString::fromLatin1(header), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return Time(std::chrono::seconds(date.toSecsSinceEpoch()));
}

Reply readReply(QNetworkReply &network, bool withBody) {
    Reply reply;
    reply.status = network.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : network.rawHeaderPairs())
        reply.headers.append({name, value});
    if (withBody)
        reply.body = network.readAll();
    return reply;
}

/// One that was refused is about to end by itself; Qt warns of a second error.
void abortUnlessFailed(QNetworkReply *reply) {
    if (reply->error() == QNetworkReply::NoError)
        reply->abort();
}

} // namespace

Client::Client(QString authorityHint) : authorityHint_(std::move(authorityHint)) {}

/// Its exchanges keep it alive. The last one ends inside a signal of its reply, which it owns.
std::shared_ptr<QNetworkAccessManager> Client::newNetwork() {
    return {new QNetworkAccessManager,
            [](QNetworkAccessManager *network) { network->deleteLater(); }};
}

void Client::trust(const QList<QSslCertificate> &authorities) {
    authorities_ = authorities;
}

void Client::forget() {
    // Not clearConnectionCache(): it strands the requests that are under way.
    network_ = newNetwork();
}

QCoro::Task<Reply> Client::exchange(Request request, std::stop_token stop) {
    throwIfStopped(stop);
    const auto network = network_; // and the hint: this client may go while we wait
    const QString authorityHint = authorityHint_;
    // The reply reads the body from our buffer, so that we can wipe it; a QByteArray it would copy.
    auto *body = new SentBody;
    request.body.detach(); // whoever made the request may keep the bytes for another try
    body->setData(request.body);
    request.body.clear(); // the buffer holds the only reference now
    body->open(QIODevice::ReadOnly);
    QElapsedTimer sent;
    sent.start();
    std::optional<std::chrono::milliseconds> took;
    const auto later = [](QNetworkReply *reply) {
        reply->disconnect(); // a dying reply tells nobody
        abortUnlessFailed(reply);
        reply->deleteLater();
    };
    const std::unique_ptr<QNetworkReply, decltype(later)> reply(
        network->sendCustomRequest(prepared(request, authorities_), request.method, body), later);
    body->setParent(reply.get());

    // Queued, so that whoever stops or aborts is never resumed from inside.
    const auto abort = [network = reply.get()] {
        const auto now = [network] { abortUnlessFailed(network); };
        QMetaObject::invokeMethod(network, now, Qt::QueuedConnection);
    };
    const std::stop_callback onStop(stop, abort);
    Ending ending = Ending::Whole;
    QList<QSslError> tlsErrors;
    QObject::connect(reply.get(), &QNetworkReply::sslErrors,
                     [&tlsErrors](const QList<QSslError> &errors) { tlsErrors = errors; });
    QObject::connect(reply.get(), &QNetworkReply::downloadProgress, [&](qint64 received) {
        if (received > request.bodyLimit) {
            ending = Ending::TooLong;
            abort();
        }
    });
    QObject::connect(reply.get(), &QNetworkReply::metaDataChanged, [&] {
        if (!took)
            took = std::chrono::milliseconds(sent.elapsed());
        const auto status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool enough = request.reading == Request::Reading::Headers ||
                            (request.reading == Request::Reading::Refusals && status < 400);
        if (enough) {
            ending = Ending::HeadersOnly;
            abort();
        }
    });
    QTimer limit; // of the frame, so that it cannot fire once the frame is gone
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, [&] {
        ending = Ending::TooSlow;
        abort();
    });
    limit.start(request.timeout);
    co_await reply.get();
    throwIfStopped(stop);

    Reply result = readReply(*reply, ending == Ending::Whole);
    result.took = took.value_or(std::chrono::milliseconds(sent.elapsed()));
    result.overTls = request.url.scheme() == "https"_L1;
    const QString host = request.url.host();
    qCDebug(logNetwork) << request.method << host << request.url.path() << result.status;
    if (ending == Ending::TooLong)
        throw Error(Error::Kind::Server, Http::tr("%1 sent an answer that is too long.").arg(host));
    if (ending == Ending::TooSlow)
        throw Error(Error::Kind::Network, Http::tr("%1 did not answer in time.").arg(host),
                    Http::tr("Check the network. If you use a VPN, connect it."));
    if (result.status == 0 || (ending == Ending::Whole && isBroken(*reply)))
        throw networkError(*reply, tlsErrors, authorityHint);
    if (result.status < 200 || (result.status >= 300 && result.status < 400))
        throw Error(Error::Kind::Server, Http::tr("%1 sent us somewhere else.").arg(host),
                    Http::tr("Vouch follows no redirect. Check the server's address."),
                    u"status %1"_s.arg(result.status));
    co_return result;
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
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(
            Error::Kind::NotSetUp,
            Http::tr("Can't read the certificates in %1: %2.").arg(path, file.errorString()),
            Http::tr("Check the file, or run: vouch config unset ca-bundle"));
    auto certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        throw Error(Error::Kind::NotSetUp,
                    Http::tr("%1 holds no certificate in PEM form.").arg(path),
                    Http::tr("Ask your administrator for the authority's .pem file."));
    return certificates;
}

} // namespace vouch::http
