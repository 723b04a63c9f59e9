// SPDX-License-Identifier: Apache-2.0
#include "identity/client_store.h"

#include "core/log.h"
#include "core/scoped_task.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace vouch::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto idMember = "client_id"_L1;
constexpr auto tokenMember = "registration_access_token"_L1;
constexpr auto urlMember = "registration_client_uri"_L1;

SharedSecret encodeRegistration(const Client &client) {
    QJsonObject object{{idMember, client.id}};
    if (client.managementToken) {
        object.insert(tokenMember, QString::fromUtf8(client.managementToken->view()));
        object.insert(urlMember, client.managementUrl.toString(QUrl::FullyEncoded));
    }
    return std::make_shared<Secret>(
        Secret::take(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

} // namespace

QCoro::Task<std::shared_ptr<const Client>> ClientStore::load(std::stop_token stop) {
    if (client_)
        co_return std::shared_ptr(client_);
    std::optional<Secret> pem;
    std::optional<Secret> registration;
    try {
        pem = co_await keychain_.read(keyEntry(), stop);
        throwIfStopped(stop);
        if (pem)
            registration = co_await keychain_.read(registrationEntry(), stop);
    } catch (const NoKeychain &) {
        co_return {};
    }
    throwIfStopped(stop);
    if (!pem || !registration)
        co_return {};

    const QByteArray json =
        QByteArray::fromRawData(registration->view().data(), registration->size());
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QString id = object[idMember].toString();
    if (id.isEmpty())
        co_return {}; // partly written: just register again
    const QString token = object[tokenMember].toString();
    isStored_ = true;
    client_ = std::make_shared<Client>(
        Client{ClientKey::fromPem(*pem), id,
               token.isEmpty() ? nullptr : std::make_shared<Secret>(token.toUtf8()),
               QUrl(object[urlMember].toString())});
    co_return std::shared_ptr(client_);
}

QCoro::Task<> ClientStore::save(std::shared_ptr<const Client> client, std::stop_token stop) {
    client_ = client;
    isStored_ = false;
    try {
        const auto pem = std::make_shared<Secret>(client->key.toPem());
        co_await keychain_.write(keyEntry(), pem, stop);
        co_await keychain_.write(registrationEntry(), encodeRegistration(*client), stop);
        throwIfStopped(stop);
        isStored_ = true;
    } catch (const NoKeychain &) {
        qCInfo(logApp) << "no keychain: the client key lives in memory";
    }
}

QCoro::Task<> ClientStore::remove(std::stop_token stop) {
    client_.reset();
    try {
        co_await keychain_.remove(registrationEntry(), stop);
        co_await keychain_.remove(keyEntry(), stop);
    } catch (const NoKeychain &none) {
        throwIfStopped(stop);
        if (none.mayHold())
            throw;
    }
}

} // namespace vouch::identity
