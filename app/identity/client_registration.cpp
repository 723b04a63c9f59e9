// SPDX-License-Identifier: Apache-2.0
#include "identity/client_registration.h"

#include "core/deferred.h"
#include "core/log.h"
#include "core/scoped_task.h"
#include "identity/answer.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <QCoro/QCoroFuture>

#include <optional>

namespace vouch::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject registrationRequest(const ClientKey &clientKey) {
    return {{u"token_endpoint_auth_method"_s, u"private_key_jwt"_s},
            {u"grant_types"_s, QJsonArray{u"urn:ietf:params:oauth:grant-type:device_code"_s,
                                          u"urn:ietf:params:oauth:grant-type:fido2-assertion"_s,
                                          u"urn:ietf:params:oauth:grant-type:token-exchange"_s}},
            {u"response_types"_s, QJsonArray{}},
            {u"dpop_bound_access_tokens"_s, true},
            {u"jwks"_s, QJsonObject{{u"keys"_s, QJsonArray{clientKey.publicJwk()}}}},
            {u"client_name"_s, u"Vouch for the desktop"_s},
            {u"software_id"_s, u"vouch-desktop"_s},
            {u"software_version"_s, QCoreApplication::applicationVersion()}};
}

} // namespace

QCoro::Task<> ClientRegistration::forget(std::stop_token stop) {
    std::shared_ptr<const Client> known;
    std::optional<Error> unreachable;
    try {
        known = co_await store_.load(stop);
    } catch (const Error &error) {
        // A damaged registration can still be removed. If the keychain is locked, removing fails
        // with the same error.
        qCInfo(logApp) << "the registration can't be read:" << error.message();
    }
    throwIfStopped(stop);
    if (known && known->managementToken) {
        try {
            const http::Reply reply = co_await connection_.bearer("DELETE", known->managementUrl,
                                                                  known->managementToken, stop);
            throwIfStopped(stop);
            if (reply.status >= 400 && reply.status != 401 && reply.status != 404) // already gone
                unreachable = refusal(reply, connection_.name());
        } catch (const Error &error) {
            throwIfStopped(stop);
            unreachable = error;
        }
    }
    co_await store_.remove(stop);
    if (unreachable)
        throw *unreachable;
}

QCoro::Task<std::shared_ptr<const Client>>
ClientRegistration::client(std::stop_token stop, std::shared_ptr<const Client> refused) {
    while (true) {
        const auto stored = co_await store_.load(stop);
        throwIfStopped(stop);
        if (stored && !(refused && stored->id == refused->id))
            co_return stored;
        const QFuture<bool> other = registering_;
        if (other.isFinished())
            break;
        try {
            co_await other;
        } catch (const Error &error) {
            throwIfStopped(stop);
            if (error.kind() != Error::Kind::Canceled) // stopped: then it's our turn
                throw;
        }
        throwIfStopped(stop);
    }
    Deferred<bool> ended;
    registering_ = ended.future();
    try {
        auto made = co_await registerClient(stop);
        throwIfStopped(stop);
        co_return made;
    } catch (const Error &error) {
        throwIfStopped(stop);
        ended.fail(error);
        throw;
    }
}

QCoro::Task<std::shared_ptr<const Client>>
ClientRegistration::registerClient(std::stop_token stop) {
    ClientKey clientKey = ClientKey::generate();
    const QByteArray json =
        QJsonDocument(registrationRequest(clientKey)).toJson(QJsonDocument::Compact);
    const http::Reply reply =
        co_await connection_.postJson(connection_.at(u"/oauth/register"_s), json, stop);
    throwIfStopped(stop);
    const QJsonObject answer = answerOf(reply, connection_.name());
    QString token = answer["registration_access_token"_L1].toString();
    const QUrl url(answer["registration_client_uri"_L1].toString());
    // Send the management token only to this server, whatever address it names.
    const bool manageable = !token.isEmpty() && hostName(url) == connection_.name() &&
                            url.scheme() == connection_.base().scheme();
    auto client = std::make_shared<const Client>(
        Client{std::move(clientKey), requireText(answer, "client_id"_L1, connection_.name()),
               manageable ? std::make_shared<Secret>(Secret::take(std::move(token))) : nullptr,
               manageable ? url : QUrl()});
    co_await store_.save(client, stop);
    throwIfStopped(stop);
    co_return client;
}

} // namespace vouch::identity
