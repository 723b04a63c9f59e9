// SPDX-License-Identifier: Apache-2.0
#include "http/http.h"

#include "core/displayed.h"
#include "core/error.h"
#include "core/log.h"
#include "core/scoped_task.h"
#include "http/exchange_error.h"
#include "http/proxies.h"
#include "http/wire.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QTimeZone>

#include <QCoro/QCoroFuture>

#include <algorithm>
#include <memory>

namespace vouch::http {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::http)
};

constexpr qint64 maxAuthorities = 16 * 1024 * 1024; // bytes; a system's file has 0.3 MB

/// A response that took longer says little about its server's clock.
constexpr auto promptly = 2s;

/// IMF-fixdate (RFC 9110 section 5.6.7), the only form that servers may send.
std::optional<Time> timeIn(const QByteArray &header) {
    auto date =
        QLocale::c().toDateTime(QString::fromLatin1(header), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeZone(QTimeZone::utc());
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
                    Strings::tr("Vouch can't send this to %1.").arg(request.url.host()),
                    Strings::tr("Check that Vouch is up to date."), u"a line end in a header"_s);
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
        throw Error(Error::Kind::Server, Strings::tr("%1 redirected the request.").arg(host),
                    Strings::tr("Vouch doesn't follow redirects. Check the server's address."),
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
                     Strings::tr("Can't read the certificates in %1: %2.").arg(path, why),
                     Strings::tr("Check the file, or run: vouch config unset ca-bundle"));
    };
    // Opening a pipe or reading a device could block forever.
    if (const QFileInfo info(path); info.exists() && !info.isFile())
        throw unreadable(Strings::tr("it isn't a file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw unreadable(withoutPeriod(file.errorString()));
    if (file.size() > maxAuthorities)
        throw unreadable(Strings::tr("it's too large"));
    auto certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        throw Error(Error::Kind::NotSetUp,
                    Strings::tr("%1 has no certificates in PEM format.").arg(path),
                    Strings::tr("Ask your administrator for the authority's .pem file."));
    return certificates;
}

} // namespace vouch::http
