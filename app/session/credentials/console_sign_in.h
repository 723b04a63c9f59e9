// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/credentials/program_credentials.h"

#include <QObject>
#include <QUrl>

#include <QCoro/QCoroTask>

#include <chrono>
#include <list>
#include <optional>
#include <stop_token>

namespace vouch {

class Activity;

namespace aws {
class Sts;
}
namespace http {
class Client;
class OneTimeRedirect;
} // namespace http

/// Signs a browser in to AWS's console with the credentials of a role or profile (AWS's IAM user
/// guide, "Enable custom identity broker access to the AWS console"). The session there ends with
/// those credentials. GUI thread.
class ConsoleSignIn : public QObject {
    Q_OBJECT
public:
    struct Request {
        QString name;                     ///< a role or profile; empty: the settings' choice
        std::chrono::seconds duration{0}; ///< zero: as the role or profile says, or an hour
    };

    /// All of it outlives this.
    ConsoleSignIn(ProgramCredentials &programs, aws::Sts &sts, http::Client &http,
                  Activity &activity, Clock &clock);
    ~ConsoleSignIn() override;

    /// An address of this computer that a browser of this user's may be sent to, once and within a
    /// minute. Throws Error: what ProgramCredentials throws, and what AWS has against it.
    QCoro::Task<QUrl> address(Request request, PromptContext context, std::stop_token stop);

    /// Ends the addresses that wait for a browser: the person signed out.
    void forget();

Q_SIGNALS:
    /// Somebody else asked for such an address, and got nothing: for a notification.
    void misused(const QString &title, const QString &text);

private:
    void tellMisuse(Requester who, std::optional<qint64> user);

    ProgramCredentials &programs_;
    aws::Sts &sts_;
    http::Client &http_;
    Activity &activity_;
    Clock &clock_;
    quint64 forgotten_ = 0;                      ///< how often
    std::list<http::OneTimeRedirect> redirects_; ///< those over go when the next one comes
};

} // namespace vouch
