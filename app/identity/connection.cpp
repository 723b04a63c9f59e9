// SPDX-License-Identifier: Apache-2.0
#include "identity/connection.h"

#include "core/log.h"
#include "core/scoped_task.h"
#include "identity/message_signature.h"
#include "identity/proofs.h"

#include <QCoro/QCoroTimer>

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>

namespace vouch::identity {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Not enforced by the server, but lets its log match our requests to a user's report.
QList<http::Header> interactionHeaders(bool userPresent) {
    return {{"x-fapi-interaction-id", QUuid::createUuid().toByteArray(QUuid::WithoutBraces)},
            {"x-fapi-end-user-present", userPresent ? "true" : "false"},
            {"Accept", "application/json"}};
}

/// A nonce goes into a quoted string, so only NQCHAR (RFC 9449 section 8.1) is accepted.
QByteArray nonceIn(const http::Reply &reply, QByteArrayView header) {
    const QByteArray nonce = reply.header(header);
    const bool clean = nonce.size() <= 512 && std::ranges::all_of(nonce, [](char c) {
                           return c > 0x20 && c < 0x7F && c != '"' && c != '\\';
                       });
    return clean ? nonce : QByteArray();
}

bool saysUseDpopNonce(const http::Reply &reply) {
    constexpr QByteArrayView error = "use_dpop_nonce";
    return (reply.status == 400 && reply.body.contains(error)) ||
           (reply.status == 401 && reply.header("www-authenticate").contains(error)) ||
           (reply.status == 401 && reply.body.contains(error));
}

/// Whether a refusal may be about the time in our proofs: the client's assertion, the DPoP proof or
/// the message signature.
bool mayBeAboutTime(const http::Reply &reply) {
    if ((reply.status != 400 && reply.status != 401) || saysUseDpopNonce(reply))
        return false;
    if (reply.status == 401 && reply.mediaType() == "text/plain")
        return true;
    const QJsonObject object = QJsonDocument::fromJson(reply.body).object();
    const QString code = object["error"_L1].toString(object["code"_L1].toString());
    return code == "invalid_client"_L1 || code == "invalid_dpop_proof"_L1 ||
           (reply.status == 401 &&
            (code == "invalid_token"_L1 ||
             reply.header("www-authenticate").contains("invalid_dpop_proof")));
}

/// Whether the response credibly shows that the server's time differs from the time sent.
bool isOfAnotherTime(const http::Reply &reply, Time sent) {
    const auto date = reply.date();
    return date && reply.overTls && reply.header("age").isEmpty() &&
           abs(*date - sent) > Skew::retryThreshold + reply.took;
}

/// git is waiting in the meantime without showing why. A longer wait is reported to the user
/// instead.
constexpr auto longestPause = 5s;

/// Pauses of about 0.5, 1 and 2 seconds, with jitter.
std::chrono::milliseconds backoff(int attempt) {
    const int base = 500 << attempt;
    return std::chrono::milliseconds(base / 2 + QRandomGenerator::global()->bounded(base));
}

} // namespace

QString hostName(const QUrl &url) {
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    return url.port() < 0 ? host : host + u':' + QString::number(url.port());
}

QUrl Connection::at(const QString &path) const {
    QUrl url = base_;
    url.setPath(path);
    return url;
}

QCoro::Task<http::Reply> Connection::get(QUrl url, std::stop_token stop) {
    const auto build = [url] { return http::Request{"GET", url, interactionHeaders(false), {}}; };
    return send(build, stop, Repeat::Unsigned);
}

QCoro::Task<http::Reply> Connection::postJson(QUrl url, QByteArray json, std::stop_token stop) {
    const auto build = [url, json] {
        return http::Request{"POST", url,
                             interactionHeaders(true) +
                                 QList<http::Header>{{"Content-Type", "application/json"}},
                             json};
    };
    return send(build, stop, Repeat::Unsigned);
}

QCoro::Task<http::Reply> Connection::postForm(QUrl url, QList<http::Header> fields,
                                              std::shared_ptr<const Client> client,
                                              std::stop_token stop, Repeat repeat) {
    const auto build = [this, url, fields, client] {
        auto form = fields;
        form.emplaceBack("client_assertion_type",
                         "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.emplaceBack("client_assertion",
                         clientAssertion(client->key, client->id, issuer(), skew_.now()));
        http::Request request{"POST", url, interactionHeaders(true), http::formEncoded(form)};
        request.headers.emplaceBack("Content-Type", "application/x-www-form-urlencoded");
        request.headers.emplaceBack("DPoP",
                                    dpopProof(client->key, "POST", url, skew_.now(), dpopNonce_));
        return request;
    };
    return send(build, stop, repeat);
}

QCoro::Task<http::Reply> Connection::resource(QByteArray method, QUrl url, QByteArray json,
                                              std::shared_ptr<const Client> client,
                                              SharedSecret accessToken, std::stop_token stop,
                                              Repeat repeat) {
    const auto build = [this, method, url, json, client, accessToken] {
        http::Request request{method, url, interactionHeaders(false), json};
        if (!json.isEmpty())
            request.headers.emplaceBack("Content-Type", "application/json");
        const bool bound = unbound_.lock() != accessToken;
        request.headers.emplaceBack("Authorization", (bound ? "DPoP " : "Bearer ") +
                                                         accessToken->view().toByteArray());
        if (bound)
            request.headers.emplaceBack("DPoP", dpopProof(client->key, method, url, skew_.now(),
                                                          dpopNonce_, accessToken->view()));
        signMessage(request, client->key, form_, skew_.now(), std::exchange(signatureNonce_, {}));
        return request;
    };
    return send(build, stop, repeat);
}

QCoro::Task<http::Reply> Connection::bearer(QByteArray method, QUrl url, SharedSecret token,
                                            std::stop_token stop) {
    const auto build = [method, url, token] {
        http::Request request{method, url, interactionHeaders(false), {}};
        request.headers.emplaceBack("Authorization", "Bearer " + token->view().toByteArray());
        return request;
    };
    return send(build, stop, Repeat::Unsigned);
}

QCoro::Task<http::Reply> Connection::send(std::function<http::Request()> build,
                                          std::stop_token stop, Repeat repeat) {
    Budget budget;
    if (repeat == Repeat::OnlyForProofs)
        budget = {1, 0, 1, 0, 0};
    if (repeat == Repeat::NotForTime)
        budget.clock = 0;
    while (true) {
        const Stamp stamp{skew_.now(), skew_.offset()};
        http::Reply reply = co_await http_.exchange(build(), stop);
        throwIfStopped(stop);
        learn(reply);
        if (repeat != Repeat::Unsigned && repeatsForTime(reply, stamp, budget))
            continue;
        const auto pause = repeatAfter(reply, budget);
        if (!pause)
            co_return reply;
        co_await QCoro::sleepFor(*pause);
        throwIfStopped(stop);
    }
}

void Connection::learn(const http::Reply &reply) {
    if (const auto time = reply.serverTime())
        skew_.learn(*time);
    if (const auto nonce = nonceIn(reply, "dpop-nonce"); !nonce.isEmpty())
        dpopNonce_ = nonce;
    if (const auto nonce = nonceIn(reply, "signature-nonce"); !nonce.isEmpty())
        signatureNonce_ = nonce;
}

bool Connection::repeatsForTime(const http::Reply &reply, Stamp stamp, Budget &budget) {
    if (!mayBeAboutTime(reply))
        return false;
    const QString host = base_.host();
    if (skew_.isTooLarge())
        throw clockTooFarOff(host, skew_.offset());
    const bool isCorrected = Skew::isSignificant(stamp.offset, skew_.offset());
    if (isCorrected && budget.clock > 0) {
        --budget.clock;
        return true;
    }
    if (isOfAnotherTime(reply, stamp.time))
        throw refusedForTime(host, *reply.date() - stamp.time, isCorrected);
    return false;
}

std::optional<Connection::Pause> Connection::repeatAfter(const http::Reply &reply, Budget &budget) {
    const auto takeOne = [](int &left) { return left > 0 && left-- > 0; };
    const QByteArray signatureNonce = nonceIn(reply, "signature-nonce");
    if (reply.status < 400)
        return std::nullopt;

    if (saysUseDpopNonce(reply))
        return takeOne(budget.dpopNonce) ? std::optional(0ms) : std::nullopt;
    if (reply.status == 401 && reply.mediaType() == "text/plain") { // a refused signature
        if (!signatureNonce.isEmpty() && takeOne(budget.signatureNonce))
            return 0ms;
        if (reply.body.contains("signature verification failed")) {
            // Switch to the other form, or back if that one was refused as well.
            form_ = form_ == ClientKey::Form::Raw ? ClientKey::Form::Der : ClientKey::Form::Raw;
            qCInfo(logNetwork) << "the server refused our form of message signatures";
            if (takeOne(budget.derForm))
                return 0ms;
        }
        return std::nullopt;
    }
    const bool throttled = reply.status == 429;
    if ((throttled || reply.status >= 500) && budget.server > 0) {
        const int attempt = 3 - budget.server--;
        const auto retryAfter = reply.retryAfter();
        if (retryAfter && *retryAfter > longestPause)
            return std::nullopt;
        if (retryAfter || throttled)
            return retryAfter.value_or(2s);
        return backoff(attempt);
    }
    return std::nullopt;
}

} // namespace vouch::identity
