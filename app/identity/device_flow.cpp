// SPDX-License-Identifier: Apache-2.0
#include "identity/device_flow.h"

#include "core/log.h"
#include "core/scoped_task.h"
#include "identity/answer.h"
#include "identity/server.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonDocument>

#include <algorithm>

namespace vouch::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::identity)
};

constexpr qsizetype maxDeviceCode = 2048;
constexpr qsizetype maxUserCode = 32;
constexpr qsizetype maxAddress = 2048;
/// RFC 8628 section 3.2: the default interval.
constexpr double defaultInterval = 5;
constexpr double defaultLifetime = 600;
constexpr double maxLifetime = 60 * 60;
constexpr double maxInterval = 60;

bool isPrintableAscii(const QString &text) {
    return std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c <= u'~'; });
}

/// Whether the address is safe to open in a browser: a web page, over https unless it's on
/// loopback.
bool isFitForBrowser(const QUrl &url) {
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return false;
    const QString host = url.host();
    const bool loopback = host == "localhost"_L1 || QHostAddress(host).isLoopback();
    return url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && loopback);
}

[[noreturn]] void throwUnfit(const QString &serverName, QLatin1StringView member) {
    throw Error(
        Error::Kind::Server,
        Strings::tr("%1 sent a response that Vouch doesn't trust.").arg(serverName),
        Strings::tr("No browser was opened. Check the server's address with your organization."),
        u"%1 is not acceptable"_s.arg(member));
}

QUrl addressIn(const QJsonObject &answer, QLatin1StringView member, const QString &serverName) {
    const QString text = answer[member].toString();
    QUrl url(text, QUrl::StrictMode);
    if (text.size() > maxAddress || !isPrintableAscii(text) || !isFitForBrowser(url))
        throwUnfit(serverName, member);
    return url;
}

std::chrono::seconds secondsIn(const QJsonObject &answer, QLatin1StringView member,
                               double defaultValue, double max) {
    return std::chrono::seconds(
        qint64(std::clamp(answer[member].toDouble(defaultValue), 1.0, max)));
}

} // namespace

DeviceAuthorization deviceAuthorization(const QJsonObject &answer, const QString &serverName,
                                        Time now) {
    DeviceAuthorization device;
    QString code = requireText(answer, "device_code"_L1, serverName);
    if (code.size() > maxDeviceCode || !isPrintableAscii(code))
        throwUnfit(serverName, "device_code"_L1);
    device.deviceCode = std::make_shared<Secret>(Secret::take(std::move(code)));
    device.userCode = requireText(answer, "user_code"_L1, serverName).trimmed();
    if (device.userCode.isEmpty() || device.userCode.size() > maxUserCode ||
        !isPrintableAscii(device.userCode))
        throwUnfit(serverName, "user_code"_L1);
    requireText(answer, "verification_uri"_L1, serverName);
    device.address = addressIn(answer, "verification_uri"_L1, serverName);
    if (!answer["verification_uri_complete"_L1].toString().isEmpty())
        device.completeAddress = addressIn(answer, "verification_uri_complete"_L1, serverName);
    device.lifetime = secondsIn(answer, "expires_in"_L1, defaultLifetime, maxLifetime);
    device.interval = secondsIn(answer, "interval"_L1, defaultInterval, maxInterval);
    device.expiresAt = now + device.lifetime;
    return device;
}

QCoro::Task<DeviceAuthorization> Server::beginEnrollment(std::stop_token stop) {
    const QList<http::Header> form{{"scope", "openid email"}};
    const QJsonObject answer = co_await post(u"/oauth/device"_s, form, stop);
    throwIfStopped(stop);
    const Skew &skew = connection_.skew();
    co_return deviceAuthorization(answer, name(), skew.toLocal(skew.now()));
}

QCoro::Task<DevicePoll> Server::pollEnrollment(SharedSecret deviceCode, Login *login,
                                               std::stop_token stop) {
    // Don't register again if the server forgot this client: the code belongs to the old
    // registration.
    const auto known = co_await registration_.client(stop);
    throwIfStopped(stop);
    const QList<http::Header> form{{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                                   {"device_code", deviceCode->view().toByteArray()}};
    http::Reply reply;
    try {
        reply = co_await connection_.postForm(connection_.at(u"/oauth/token"_s), form, known, stop,
                                              Connection::Repeat::OnlyForProofs);
    } catch (const Error &error) {
        throwIfStopped(stop);
        const bool elsewhere = error.kind() == Error::Kind::Server; // a redirect
        if (!error.isNetwork() && !elsewhere)
            throw;
        qCInfo(logNetwork) << "nobody answered the poll:" << error.detail();
        co_return DevicePoll::Unreachable;
    }
    throwIfStopped(stop);
    if (reply.status >= 500 || reply.status == 429)
        co_return DevicePoll::Unreachable;
    if (reply.status >= 400) {
        const Refused refused = refusal(reply, name());
        if (refused.code() == "authorization_pending"_L1)
            co_return DevicePoll::Pending;
        if (refused.code() == "slow_down"_L1)
            co_return DevicePoll::SlowDown;
        if (refused.code() == "access_denied"_L1)
            co_return DevicePoll::Denied;
        if (refused.code() == "expired_token"_L1)
            co_return DevicePoll::Expired;
        if (refused.code().isEmpty()) // not a Vouch server's response
            co_return DevicePoll::Unreachable;
        if (refused.code() == "invalid_grant"_L1)
            throw Error(Error::Kind::Server,
                        Strings::tr("%1 no longer knows this request.").arg(name()),
                        Strings::tr("Try again with a new code."), refused.detail());
        throw Refused(refused);
    }
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    if (!document.isObject())
        co_return DevicePoll::Unreachable;
    *login = loginFrom(document.object(), Binding::AsIssued);
    co_return DevicePoll::Approved;
}

} // namespace vouch::identity
