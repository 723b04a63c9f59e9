// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credential_cache.h"
#include "aws/credentials.h"
#include "core/clock.h"
#include "session/prompting/prompt_context.h"
#include "session/prompting/shared_questions.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <QCoro/QCoroTask>

#include <chrono>
#include <functional>
#include <stop_token>

namespace vouch {

class Prompts;

/// MFA sessions of IAM users (GetSessionToken with a code; app/aws/README.md, MFA). Concurrent
/// requests share one prompt for the code, and the session serves every profile with the same
/// device, keys and lifetime. In memory only. No code is sent twice. GUI thread.
class MfaSessions : public QObject {
    Q_OBJECT
public:
    MfaSessions(Questions &questions, Prompts &prompts, Clock &clock);

    /// Identifies an MFA session.
    struct CacheKey {
        QString serial; ///< the device's ARN, or the number on it
        QString keysOf; ///< the profile that the long-lived keys belong to
        std::chrono::seconds life{0};

        bool operator==(const CacheKey &) const = default;
        friend size_t qHash(const CacheKey &cacheKey, size_t seed) noexcept {
            return qHashMulti(seed, cacheKey.serial, cacheKey.keysOf, cacheKey.life.count());
        }
    };
    struct Request {
        CacheKey cacheKey;
        QString profile;                 ///< shown in the prompt
        QString process;                 ///< a command that prints the code; empty: prompt the user
        std::chrono::seconds minLife{0}; ///< the minimum remaining lifetime
        /// Requests the session from AWS, with the code.
        std::function<QCoro::Task<aws::Credentials>(SharedSecret, std::stop_token)> send;
    };
    /// Throws what Prompts and `send` throw. If AWS refuses a code from the prompt, prompts again.
    QCoro::Task<aws::Credentials> session(Request request, PromptContext context,
                                          std::stop_token stop);

    /// When the cached session expires; the epoch if there is none.
    Time until(const CacheKey &cacheKey) const;
    bool isEmpty() const { return cache_.isEmpty(); }
    Time lastEnd() const { return cache_.lastEnd(); }
    bool drop(const QByteArray &accessKeyId) { return cache_.drop(accessKeyId); }
    /// Forgets all sessions and cancels requests that wait for a code.
    void forget();

private:
    /// A code that was sent, as a digest: it is still a secret.
    struct Sent {
        QByteArray code;
        Time at{};
    };
    void recordSent(const QString &serial, const Secret &code);
    QByteArray digest(const QString &serial, const Secret &code) const;
    QCoro::Task<> promptAndSend(Questions::Waiter *question, Request request, std::stop_token stop);
    QCoro::Task<aws::Credentials> byProcess(Request request, std::stop_token stop);
    QCoro::Task<aws::Credentials> onTerminal(Request request, PromptContext context,
                                             std::stop_token stop);
    bool wasSent(const QString &serial, const Secret &code) const;

    Prompts &prompts_;
    Clock &clock_;
    SharedQuestions<CacheKey> questions_;
    CredentialCache<CacheKey> cache_;
    QHash<QString, Sent> sent_; ///< the last code, by serial
    SharedSecret codeKey_;      ///< for digest(), random each run
    quint64 forgotten_ = 0;     ///< counts forget()
};

} // namespace vouch
