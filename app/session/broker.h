// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"
#include "core/story.h"
#include "session/prompts.h"
#include "session/requester.h"
#include "session/routes.h"
#include "session/session.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>

#include <functional>
#include <memory>
#include <stop_token>

namespace vouch {

class Activity;
class Configuration;
class Quiet;
class ServerInUse;
class SignIn;

namespace aws {
struct Credentials;
struct GitCredential;
class Sts;
} // namespace aws
namespace http {
class Client;
}

/// May the person be asked, for this request?
enum class Prompting {
    Unknown, ///< git was not asked yet whether its caller wants prompts
    Yes,
    No,
};

/// git wants to reach one repository.
struct GitRequest {
    QString host;     ///< as git asked for it, a CodeCommit host
    QString region;   ///< in that host
    QString path;     ///< as git gave it, without its leading slash
    QString userName; ///< a wish for a role; may be empty
    Prompting prompting = Prompting::Unknown;
    Requester who;
};

/// What git gets.
struct GitAnswer {
    SharedSecret username, password;
    Time expiresAt{}; ///< by this computer's clock, as git compares it
    QString hint;     ///< something that the person should know; may be empty
};

/// Turns a session into one git password at a time. Role sessions' credentials are kept until five
/// minutes before their end, in memory; of several requests for the same role one asks AWS and all
/// get its answer. Forgets everything when the session ends. What came of each request is written
/// to the activity. GUI thread.
class Broker : public QObject {
    Q_OBJECT
public:
    Broker(Configuration &configuration, ServerInUse &servers, Session &session, SignIn &signIn,
           aws::Sts &sts, http::Client &awsHttp, Activity &activity, Quiet &quiet, Clock &clock);
    ~Broker() override;

    /// A display is there, so a window can ask the person.
    void setDisplay(bool present) { display_ = present; }
    bool hasDisplay() const noexcept { return display_; }

    /// Signs the person in first when nobody is: `waiting` is told before. Throws Error:
    /// PromptNeeded where nobody may or can be asked, Quiet where the person wants no question for
    /// now, TimedOut after 120 s without an answer.
    QCoro::Task<GitAnswer> gitCredential(GitRequest request, std::function<void()> waiting,
                                         std::stop_token stop);
    /// The server refused what came from this key: the credentials are dropped, at most once a
    /// minute.
    void drop(const QByteArray &accessKeyId);

    /// The role session in use last: what `status` tells.
    struct InUse {
        Role role;
        QString account;
        Time expiresAt{};
    };
    std::optional<InUse> inUse() const;

Q_SIGNALS:
    /// Other credentials are in use than before.
    void inUseChanged();
    /// This computer's clock is off by so many seconds; said once a run.
    void clockOff(qint64 seconds);

private:
    struct Held;
    struct Flight;
    /// A role's ARN and the region whose STS is asked.
    using Key = std::pair<QString, QString>;

    /// Why CodeCommit will refuse the repository; all empty where it will not.
    struct Refusal {
        QString hint;   ///< what to do about it
        QString reason; ///< in a few words
    };

    /// Answers, and sets who it is for as far as that is known.
    QCoro::Task<GitAnswer> answer(GitRequest *request, std::function<void()> waiting,
                                  std::stop_token stop);
    /// Throws where no prompt can be shown, or none is wanted.
    void requirePrompt(const GitRequest &request) const;
    /// git cannot tell the person more than "403". Asks once a session for what works.
    QCoro::Task<Refusal> explainRefusal(GitRequest request, Role role,
                                        aws::GitCredential credential, std::stop_token stop);
    QCoro::Task<aws::Credentials> credentials(Role role, QString region);
    QCoro::Task<> obtain(Key key, Role role, std::stop_token stop);
    void record(const Requester &who, const QString &refusal);
    void recordFailure(const GitRequest &request, const Error &error);
    void sayClock(std::chrono::seconds offset);
    void forget();

    Configuration &configuration_;
    ServerInUse &servers_;
    Session &session_;
    Prompts prompts_;
    aws::Sts &sts_;
    http::Client &awsHttp_;
    Activity &activity_;
    Quiet &quiet_;
    Clock &clock_;
    bool display_ = false;
    bool clockSaid_ = false;
    Time lastDrop_{};
    Session::End lastEnd_ = Session::End::Expired;
    Key lastUsed_;
    QSet<QString> readable_; ///< role and repository: known to work in this session
    QHash<Key, std::shared_ptr<Held>> held_;
    QHash<Key, std::shared_ptr<Flight>> flights_;
};

} // namespace vouch
