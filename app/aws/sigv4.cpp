// SPDX-License-Identifier: Apache-2.0
#include "aws/sigv4.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

namespace vouch::aws {
namespace {

constexpr QByteArrayView algorithm = "AWS4-HMAC-SHA256";
constexpr QByteArrayView terminator = "aws4_request";

/// A derived key. Wiped, because it can sign requests for the rest of the day.
class Mac {
public:
    Mac(QByteArrayView key, QByteArrayView message) {
        unsigned size = 0;
        const auto *data = reinterpret_cast<const unsigned char *>(message.data());
        if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data,
                 static_cast<std::size_t>(message.size()), bytes_.data(), &size) == nullptr)
            throw std::runtime_error("OpenSSL failed");
    }
    Mac(const Mac &) = delete;
    Mac &operator=(const Mac &) = delete;
    ~Mac() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

    QByteArrayView view() const {
        return {reinterpret_cast<const char *>(bytes_.data()), qsizetype(bytes_.size())};
    }

private:
    std::array<unsigned char, 32> bytes_{};
};

QByteArray hexHash(QByteArrayView text) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(text);
    return hash.result().toHex();
}

QByteArray scopeText(const QByteArray &date, const Scope &scope) {
    return date + '/' + scope.region + '/' + scope.service + '/' + terminator.toByteArray();
}

} // namespace

QByteArray timestamp(Time now) {
    const auto utc = QDateTime::fromSecsSinceEpoch(now.time_since_epoch().count()).toUTC();
    return utc.toString(QStringLiteral("yyyyMMdd'T'HHmmss")).toLatin1();
}

QByteArray signature(const QByteArray &canonicalRequest, const QByteArray &stamp,
                     const Scope &scope, const Secret &secretAccessKey) {
    const QByteArray date = stamp.left(8);
    const QByteArray toSign = algorithm.toByteArray() + '\n' + stamp + '\n' +
                              scopeText(date, scope) + '\n' + hexHash(canonicalRequest);
    QByteArray first = "AWS4" + secretAccessKey.view().toByteArray();
    const Mac dateKey(first, date);
    wipe(first);
    const Mac regionKey(dateKey.view(), scope.region);
    const Mac serviceKey(regionKey.view(), scope.service);
    const Mac signingKey(serviceKey.view(), terminator);
    return Mac(signingKey.view(), toSign).view().toByteArray().toHex();
}

void signRequest(http::Request &request, const Scope &scope, const Credentials &credentials,
                 Time now) {
    const QByteArray stamp = timestamp(now) + 'Z';
    const QByteArray host = request.url.authority(QUrl::FullyEncoded).toLatin1().toLower();
    QList<http::Header> covered{
        {"content-type", "application/x-www-form-urlencoded; charset=utf-8"},
        {"host", host},
        {"x-amz-date", stamp}};
    if (credentials.sessionToken)
        covered.append({"x-amz-security-token", credentials.sessionToken->view().toByteArray()});

    QByteArray names;
    QByteArray canonical = request.method + "\n/\n\n";
    for (const auto &[name, value] : covered) {
        canonical += name + ':' + value + '\n';
        names += names.isEmpty() ? name : ';' + name;
        if (name != "host") // the HTTP client adds it
            request.headers.append({name, value});
    }
    canonical += '\n' + names + '\n' + hexHash(request.body);
    request.headers.append(
        {"Authorization",
         algorithm.toByteArray() + " Credential=" + credentials.accessKeyId + '/' +
             scopeText(stamp.left(8), scope) + ", SignedHeaders=" + names +
             ", Signature=" + signature(canonical, stamp, scope, *credentials.secretAccessKey)});
    wipe(canonical);
}

} // namespace vouch::aws
