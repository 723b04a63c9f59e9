// SPDX-License-Identifier: Apache-2.0
#include "http/exchange_error.h"

#include "core/error.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSslError>

#include <algorithm>

namespace vouch::http {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::http)
};

constexpr auto qtsRefused = "Proxy connection refused"; // in Qt's own translations, not ours

Error noResponse(const QString &message, const QString &detail) {
    return Error(Error::Kind::NoResponse, message,
                 Strings::tr("Check the network. If you use a VPN, connect it."), detail);
}

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
        return error(Strings::tr("The certificate of %1 is for another server.").arg(host),
                     Strings::tr("Check the address. On a guest network, sign in there first."));
    const auto old = std::ranges::find_if(end.tlsErrors, isOneOf({QSslError::CertificateExpired}));
    if (old != end.tlsErrors.end())
        return error(Strings::tr("The certificate of %1 expired on %2.")
                         .arg(host, QLocale().toString(old->certificate().expiryDate().date(),
                                                       QLocale::ShortFormat)),
                     Strings::tr("If this computer's clock is right, tell your administrator."));
    if (std::ranges::any_of(end.tlsErrors, isOneOf({QSslError::CertificateNotYetValid})))
        return error(Strings::tr("The certificate of %1 is not valid yet.").arg(host),
                     Strings::tr("If this computer's clock is right, tell your administrator."));
    const bool isUnknown = std::ranges::all_of(
        end.tlsErrors,
        isOneOf({QSslError::UnableToGetIssuerCertificate,
                 QSslError::UnableToGetLocalIssuerCertificate, QSslError::SelfSignedCertificate,
                 QSslError::SelfSignedCertificateInChain, QSslError::UnableToVerifyFirstCertificate,
                 QSslError::CertificateUntrusted}));
    if (isUnknown)
        return error(
            Strings::tr(
                "The certificate of %1 isn't trusted: this computer doesn't know its issuer.")
                .arg(host),
            authorityHint);
    return error(Strings::tr("The certificate of %1 isn't trusted.").arg(host),
                 Strings::tr("Tell your administrator."));
}

/// Where to fix the proxy's settings.
QString proxyHint(const ProxyRoute &route) {
    if (route.variable.isEmpty())
        return Strings::tr("It comes from the system's proxy settings. Check it there.");
    return Strings::tr("It comes from %1 in the environment Vouch was started in. Fix or unset it, "
                       "then restart Vouch.")
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
        return error(Strings::tr("Can't find the proxy %1.").arg(route.name()));
    case QAbstractSocket::ProxyConnectionRefusedError:
        return error(Strings::tr("The proxy %1 refused the connection.").arg(route.name()));
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return error(
            Strings::tr("The proxy %1 requires a valid user name and password.").arg(route.name()));
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::RemoteHostClosedError:
        return error(Strings::tr("The proxy %1 closed the connection.").arg(route.name()));
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return error(Strings::tr("The proxy %1 did not answer in time.").arg(route.name()));
    default:
        // Qt doesn't report its code for this error, only the text.
        if (end.errorText == QCoreApplication::translate("QHttpSocketEngine", qtsRefused))
            return error(Strings::tr("The proxy %1 refused the connection.").arg(route.name()));
        return error(
            Strings::tr("The proxy %1 doesn't let Vouch reach %2.").arg(route.name(), host));
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
        return error(Strings::tr("Can't find %1.").arg(host),
                     Strings::tr("Check the network. If you use a VPN, connect it."));
    case QAbstractSocket::SslHandshakeFailedError:
        if (!end.tlsErrors.isEmpty())
            return certificateError(end, host, authorityHint);
        return error(Strings::tr("Can't make a secure connection to %1.").arg(host),
                     Strings::tr("Something between this computer and the server doesn't use TLS. "
                                 "Check the proxy."));
    case QAbstractSocket::RemoteHostClosedError:
        return error(
            Strings::tr("%1 closed the connection before Vouch could send its request.").arg(host),
            Strings::tr("Try again. If this keeps happening, tell your administrator."));
    default:
        return noResponse(Strings::tr("Can't reach %1.").arg(host), detail);
    }
}

} // namespace

void requireAnswer(const WireEnd &end, const QString &host, const QString &authorityHint,
                   const ProxyRoute &route) {
    using How = WireEnd::How;
    const QString tryAgain =
        Strings::tr("Try again. If this keeps happening, tell your administrator.");
    switch (end.how) {
    case How::Answered:
        return;
    case How::HeadersTooLong:
    case How::BodyTooLong:
        throw Error(Error::Kind::Server,
                    Strings::tr("%1 sent a response that's too long.").arg(host));
    case How::TooSlow:
        if (!route.isDirect() && !end.isPastProxy)
            throw Error(
                Error::Kind::Network,
                Strings::tr("The proxy %1 did not connect to %2 in time.").arg(route.name(), host),
                proxyHint(route));
        throw noResponse(Strings::tr("%1 did not answer in time.").arg(host), {});
    case How::Malformed:
        throw Error(Error::Kind::Network,
                    Strings::tr("%1 sent a response that Vouch doesn't understand.").arg(host),
                    Strings::tr("Check the address and, if there's one, the proxy."));
    case How::Cut:
        throw Error(
            Error::Kind::Network,
            Strings::tr("The connection to %1 ended before its response was complete.").arg(host),
            tryAgain);
    case How::NoAnswer:
        throw Error(Error::Kind::Network,
                    Strings::tr("The connection to %1 ended before it answered.").arg(host),
                    tryAgain, u"%1: %2"_s.arg(host, end.errorText));
    case How::NoConnection:
        throw noConnection(end, host, authorityHint, route);
    case How::Aborted:
        throw canceled();
    }
}

} // namespace vouch::http
