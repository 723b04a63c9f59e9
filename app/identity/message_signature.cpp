// SPDX-License-Identifier: Apache-2.0
#include "identity/message_signature.h"

#include <QCryptographicHash>

namespace vouch::identity {
namespace {

QByteArray headerValue(const http::Request &request, QByteArrayView name) {
    for (const auto &[field, value] : request.headers)
        if (field.compare(name, Qt::CaseInsensitive) == 0)
            return value.trimmed();
    return {};
}

/// RFC 9421 section 2.2.3: lower case, without the scheme's default port.
QByteArray authority(const QUrl &url) {
    const int standard = url.scheme() == QLatin1StringView("http") ? 80 : 443;
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1().toLower();
    const int port = url.port(standard);
    return port == standard ? host : host + ':' + QByteArray::number(port);
}

/// The value of a covered component (RFC 9421 section 2).
QByteArray component(const http::Request &request, QByteArrayView name) {
    const QUrl &url = request.url;
    if (name == "@method")
        return request.method;
    if (name == "@authority")
        return authority(url);
    if (name == "@path")
        return url.path(QUrl::FullyEncoded).toLatin1();
    if (name == "@query") // a URL without a query has "?" here
        return '?' + url.query(QUrl::FullyEncoded).toLatin1();
    return headerValue(request, name);
}

} // namespace

void signMessage(http::Request &request, const ClientKey &clientKey, ClientKey::Form form, Time now,
                 const QByteArray &nonce) {
    QList<QByteArray> covered{"@method", "@authority", "@path", "@query", "authorization", "dpop"};
    if (headerValue(request, "dpop").isEmpty()) // an access token that isn't bound to a key
        covered.removeLast();
    if (!request.body.isEmpty()) {
        const auto digest = QCryptographicHash::hash(request.body, QCryptographicHash::Sha256);
        request.headers.append({"Content-Digest", "sha-256=:" + digest.toBase64() + ':'});
        covered << "content-type"
                << "content-digest";
    }

    // RFC 9421 section 2.5: one line per component, then the parameters.
    QByteArray base;
    QByteArray parameters = "(";
    for (const QByteArray &name : covered) {
        base += '"' + name + "\": " + component(request, name) + '\n';
        parameters += (parameters.size() > 1 ? " \"" : "\"") + name + '"';
    }
    parameters += ");alg=\"ecdsa-p256-sha256\";created=" +
                  QByteArray::number(qint64(now.time_since_epoch().count())) + ";keyid=\"" +
                  clientKey.thumbprint() + '"';
    if (!nonce.isEmpty())
        parameters += ";nonce=\"" + nonce + '"';
    base += "\"@signature-params\": " + parameters;

    request.headers.append({"Signature-Input", "sig1=" + parameters});
    request.headers.append({"Signature", "sig1=:" + clientKey.sign(base, form).toBase64() + ':'});
}

} // namespace vouch::identity
