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

/// Speaks with one Vouch server: keeps its nonces and its clock, and repeats a request as section 1
/// of README.md says, each time with new proofs:
///
/// - once for a new DPoP nonce, once for a new signature nonce;
/// - once where the answer tells that our clock is off, and that this explains the refusal;
/// - once with a DER message signature, for older servers, and from then on;
/// - after 429 and 5xx, as long as `Retry-After` says if that is at most 5 s, or with short pauses.
///
/// Answers of any status come back; only a missing answer is an Error, and Clock where the time
/// explains a refusal and nothing more can be done about it here. GUI thread.
class Connection {
public:
    Connection(QUrl base, http::Client &http, const Clock &clock)
        : base_(std::move(base)), http_(http), skew_(clock) {}

    /// The issuer as the server writes it: the base URL without a slash at its end.
    QString issuer() const { return base_.toString(QUrl::FullyEncoded); }
    const QUrl &base() const noexcept { return base_; }
    QUrl at(const QString &path) const;
    const Skew &skew() const noexcept { return skew_; }

    /// GETs what anybody may know, without any proof.
    QCoro::Task<http::Reply> get(QUrl url, std::stop_token stop);
    /// POSTs JSON without any proof: the registration (RFC 7591).
    QCoro::Task<http::Reply> postJson(QUrl url, QByteArray json, std::stop_token stop);
    /// Which refusals a request is repeated after.
    enum class Repeat {
        Usual,         ///< all that are listed above
        OnlyForProofs, ///< for a poll, which has a pace of its own: what its proofs lacked
        NotForTime,    ///< for what spends a person's touch
        Unsigned,      ///< carries no proof, and so no time of ours
    };
    /// POSTs a form with the client's assertion and a DPoP proof (RFC 9449 section 5).
    QCoro::Task<http::Reply> postForm(QUrl url, QList<http::Header> fields,
                                      std::shared_ptr<const Client> client, std::stop_token stop,
                                      Repeat repeat = Repeat::Usual);
    /// Uses the access token: DPoP with `ath`, and a message signature (README.md, section 4).
    /// `json`: the body; empty for none.
    QCoro::Task<http::Reply> resource(QByteArray method, QUrl url, QByteArray json,
                                      std::shared_ptr<const Client> client,
                                      SharedSecret accessToken, std::stop_token stop,
                                      Repeat repeat = Repeat::Usual);
    /// This access token is not bound to the client's key, by the word of the server that gave it:
    /// `resource` shows it without a proof (RFC 6750 section 2.1).
    void takeAsUnbound(const SharedSecret &accessToken) { unbound_ = accessToken; }
    /// Uses a bearer token, for managing the registration (RFC 7592).
    QCoro::Task<http::Reply> bearer(QByteArray method, QUrl url, SharedSecret token,
                                    std::stop_token stop);

private:
    /// How often one request may still be repeated, for each reason apart: after an idle hour both
    /// nonces have expired, and each costs one refusal.
    struct Budget {
        int dpopNonce = 1, signatureNonce = 1, clock = 1, derForm = 1, server = 3;
    };
    using Pause = std::chrono::milliseconds;

    /// Which time a request carried.
    struct Stamp {
        Time time;
        std::chrono::seconds offset;
    };

    QCoro::Task<http::Reply> send(std::function<http::Request()> build, std::stop_token stop,
                                  Repeat repeat);
    /// The server's clock and its nonces, as an answer tells them.
    void learn(const http::Reply &reply);
    /// Whether to send again, and after how long.
    std::optional<Pause> repeatAfter(const http::Reply &reply, Budget &budget);
    /// Whether to send again with the server's time. Throws where time explains the refusal, and
    /// sending again is not allowed or would not help.
    bool repeatsForTime(const http::Reply &reply, Stamp stamp, Budget &budget);

    QUrl base_;
    http::Client &http_;
    Skew skew_;
    QByteArray dpopNonce_, signatureNonce_;
    ClientKey::Form form_ = ClientKey::Form::Raw;
    std::weak_ptr<const Secret> unbound_;
};

} // namespace vouch::identity
