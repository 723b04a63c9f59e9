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

/// Signs a browser in to the AWS console with the credentials of a role or profile (AWS's IAM user
/// guide, "Enable custom identity broker access to the AWS console"). The console session ends when
/// those credentials expire. GUI thread.
class ConsoleSignIn : public QObject {
    Q_OBJECT
public:
    /// The arguments must outlive this.
    ConsoleSignIn(ProgramCredentials &programs, aws::Sts &sts, http::Client &http,
                  Activity &activity, Clock &clock);
    ~ConsoleSignIn() override;

    /// Returns a loopback address that signs a browser of this user in. It works once, for one
    /// minute. `name`: a role or profile; empty for the default. `duration`: zero for the role's or
    /// profile's own, or an hour. Throws Error: what ProgramCredentials throws, and AWS's refusals.
    QCoro::Task<QUrl> address(QString name, std::chrono::seconds duration, PromptContext context,
                              std::stop_token stop);

    /// Invalidates all addresses that no browser has opened yet, for sign-out.
    void forget();

Q_SIGNALS:
    /// Another user's program opened such an address and was refused. For a notification.
    void misused(const QString &title, const QString &text);

private:
    void reportMisuse(Requester who, std::optional<qint64> user);

    ProgramCredentials &programs_;
    aws::Sts &sts_;
    http::Client &http_;
    Activity &activity_;
    Clock &clock_;
    quint64 forgotten_ = 0;                      ///< counts forget()
    std::list<http::OneTimeRedirect> redirects_; ///< expired ones go when the next is added
};

} // namespace vouch
