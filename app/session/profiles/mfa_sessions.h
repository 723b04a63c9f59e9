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

/// Sessions of IAM users that AWS was shown a code of an MFA device for (GetSessionToken;
/// app/aws/README.md, MFA). The code is asked for once, in a window, however many wait for it; the
/// session serves every profile behind the same device that wants one as long. In memory only. A
/// code is never sent twice. GUI thread.
class MfaSessions : public QObject {
    Q_OBJECT
public:
    MfaSessions(Questions &questions, Prompts &prompts, Clock &clock);

    struct Request {
        QString serial;  ///< the device's: an ARN, or the number on it
        QString keys;    ///< the profile whose long-lived keys it protects
        QString profile; ///< for which it is asked
        QString process; ///< a command that prints the code; empty: the person is asked
        std::chrono::seconds life{0}; ///< how long a session `send` asks for
        std::chrono::seconds minLife{0};
        /// Asks AWS for the session, with the code.
        std::function<QCoro::Task<aws::Credentials>(SharedSecret, std::stop_token)> send;
    };
    /// Throws what Prompts throws, and what `send` throws, but for a refused code: that is asked
    /// for once more.
    QCoro::Task<aws::Credentials> session(Request request, PromptContext context,
                                          std::stop_token stop);

    /// The end of the session of that life that is kept; the epoch where none is.
    Time until(const QString &serial, const QString &keys, std::chrono::seconds life) const;
    bool isEmpty() const { return cache_.isEmpty(); }
    Time lastEnd() const { return cache_.lastEnd(); }
    bool drop(const QByteArray &accessKeyId) { return cache_.drop(accessKeyId); }
    /// Forgets all of them. Whoever waits for a code is told that it was cancelled.
    void forget();

private:
    /// A code that was sent, as what tells it from others: it is a secret still.
    struct Sent {
        QByteArray code;
        Time at{};
    };
    void send(const QString &serial, const Secret &code);
    QByteArray marked(const QString &serial, const Secret &code) const;
    QCoro::Task<> askAndSend(Questions::Waiter *question, QString key, Request request,
                             std::stop_token stop);
    QCoro::Task<aws::Credentials> byProcess(Request request, std::stop_token stop);
    QCoro::Task<aws::Credentials> onTerminal(QString key, Request request, PromptContext context,
                                             std::stop_token stop);
    bool wasSent(const QString &serial, const Secret &code) const;

    Prompts &prompts_;
    Clock &clock_;
    SharedQuestions questions_;
    CredentialCache cache_;
    QHash<QString, Sent> sent_; ///< by serial: the last code
    SharedSecret marking_;      ///< of this run
    quint64 forgotten_ = 0;     ///< how often
};

} // namespace vouch
