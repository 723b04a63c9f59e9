// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"
#include "core/skew.h"
#include "http/http.h"
#include "identity/client_store.h"

#include <QUrl>

#include <QCoro/QCoroTask>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace vouch::identity {

/// A server's host, with the port if there is one: its name for the user and in the keychain.
QString hostName(const QUrl &url);

/// A connection to one Vouch server. Tracks its nonces and clock, and repeats a request as
/// described in README.md, section 1, each time with new proofs:
///
/// - once for a new DPoP nonce, once for a new signature nonce;
/// - once if the response shows that our clock is off and that this explains the refusal;
/// - once with a DER message signature, for older servers, and from then on;
/// - after 429 and 5xx, after `Retry-After` if that's at most 5 s, or with short pauses.
///
/// Returns responses of any status. Throws Error if there's no response, and of kind Clock if the
/// time explains a refusal and nothing more can be done about it here. GUI thread.
class Connection {
public:
    Connection(QUrl base, http::Client &http, const Clock &clock)
        : base_(std::move(base)), http_(http), skew_(clock) {}

    /// The issuer as the server writes it: the base URL without a trailing slash.
    QString issuer() const { return base_.toString(QUrl::FullyEncoded); }
    const QUrl &base() const noexcept { return base_; }
    /// The server's name for the user: see hostName().
    QString name() const { return hostName(base_); }
    QUrl at(const QString &path) const;
    const Skew &skew() const noexcept { return skew_; }

    /// GETs a public resource, without any proof.
    QCoro::Task<http::Reply> get(QUrl url, std::stop_token stop);
    /// POSTs JSON without any proof: the registration (RFC 7591).
    QCoro::Task<http::Reply> postJson(QUrl url, QByteArray json, std::stop_token stop);
    /// After which refusals to repeat a request.
    enum class Repeat {
        Usual,         ///< all of those listed above
        OnlyForProofs, ///< for a poll, which has its own pace: only nonces and time
        NotForTime,    ///< for requests that use up a touch
        Unsigned,      ///< carries no proof, so no time of ours
    };
    /// POSTs a form with the client's assertion and a DPoP proof (RFC 9449 section 5).
    QCoro::Task<http::Reply> postForm(QUrl url, QList<http::Header> fields,
                                      std::shared_ptr<const Client> client, std::stop_token stop,
                                      Repeat repeat = Repeat::Usual);
    /// Sends the access token: DPoP with `ath`, and a message signature (README.md, section 4).
    /// `json`: the body; empty for none.
    QCoro::Task<http::Reply> resource(QByteArray method, QUrl url, QByteArray json,
                                      std::shared_ptr<const Client> client,
                                      SharedSecret accessToken, std::stop_token stop,
                                      Repeat repeat = Repeat::Usual);
    /// Marks an access token as not bound to the client's key, as its server said: `resource` sends
    /// it without a proof (RFC 6750 section 2.1).
    void takeAsUnbound(const SharedSecret &accessToken) { unbound_ = accessToken; }
    /// Sends a bearer token, for managing the registration (RFC 7592).
    QCoro::Task<http::Reply> bearer(QByteArray method, QUrl url, SharedSecret token,
                                    std::stop_token stop);

private:
    /// How often a request may still be repeated, per reason: after an idle hour both nonces have
    /// expired, and each costs one refusal.
    struct Budget {
        int dpopNonce = 1, signatureNonce = 1, clock = 1, derForm = 1, server = 3;
    };
    using Pause = std::chrono::milliseconds;

    /// The time that a request carried.
    struct Stamp {
        Time time;
        std::chrono::seconds offset;
    };

    QCoro::Task<http::Reply> send(std::function<http::Request()> build, std::stop_token stop,
                                  Repeat repeat);
    /// Learns the server's clock and nonces from a response.
    void learn(const http::Reply &reply);
    /// How long to wait before repeating the request; nullopt not to repeat it.
    std::optional<Pause> repeatAfter(const http::Reply &reply, Budget &budget);
    /// Whether to repeat the request with the server's time. Throws if time explains the refusal,
    /// and repeating isn't allowed or wouldn't help.
    bool repeatsForTime(const http::Reply &reply, Stamp stamp, Budget &budget);

    QUrl base_;
    http::Client &http_;
    Skew skew_;
    QByteArray dpopNonce_, signatureNonce_;
    ClientKey::Form form_ = ClientKey::Form::Raw;
    std::weak_ptr<const Secret> unbound_;
};

} // namespace vouch::identity
