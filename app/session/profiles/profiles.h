// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"
#include "session/prompting/prompt_context.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <QCoro/QCoroTask>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

namespace vouch {

class CredentialCache;
class Keychain;
class MfaSessions;
class Prompts;
class Questions;
class StoredKeys;

namespace aws {
struct Credentials;
class ProfileFiles;
struct ProfilePlan;
class Sts;
} // namespace aws

/// What is known of an AWS profile without context anybody.
struct ProfileEntry {
    enum class Kind {
        StoredKeys,  ///< an IAM user's keys, in the keychain
        KeysInFile,  ///< the same, in AWS's credentials file
        Role,        ///< a role, by another profile's keys
        Process,     ///< what a command prints
        Environment, ///< what the environment of whoever asks holds
        Broken,      ///< it cannot be used: `problem` says why
    };

    QString name;
    Kind kind = Kind::Broken;
    QString account;    ///< of the role; empty where the files do not tell
    QString region;     ///< may be empty
    QString mfaSerial;  ///< the device whose code is asked for; empty: none
    Time cachedUntil{}; ///< the end of the credentials that are in memory; the epoch: none are
    QString problem;

    bool operator==(const ProfileEntry &) const = default;
};

/// The word that the wire has for a kind, such as `keychain`.
QLatin1StringView kindName(ProfileEntry::Kind kind) noexcept;

/// AWS profiles as sources of credentials, as the AWS CLI and aws-vault know them
/// (app/aws/README.md, Profiles): those of AWS's two files, and those whose long-lived keys are in
/// the keychain. GUI thread.
class Profiles : public QObject {
    Q_OBJECT
public:
    Profiles(Keychain &keychain, aws::Sts &sts, Questions &questions, Prompts &prompts,
             Clock &clock);
    ~Profiles() override;

    /// Where AWS's two files are; in `~/.aws` where empty. No variable counts: whoever happened to
    /// start the application would decide for everybody.
    void setFiles(const QString &config, const QString &credentials);
    const QString &configFile() const noexcept { return configFile_; }
    const QString &credentialsFile() const noexcept { return credentialsFile_; }
    /// Throws Error::Kind::NotSetUp where the asker's own programs would read other files.
    void requireSameFiles(const AwsVariables &variables) const;

    /// All of them, those of the files first. The keychain is asked once a run. Throws what
    /// aws::ProfileFiles and the keychain throw.
    QCoro::Task<QStringList> names(std::stop_token stop);
    /// The same without having a keychain opened: where it is locked, those of the files only.
    QCoro::Task<QStringList> knownNames(std::stop_token stop);
    /// What is known of each; a profile that is wrong is in it, with what is wrong.
    QCoro::Task<QList<ProfileEntry>> list(std::stop_token stop);

    /// Long-lived access keys of an IAM user.
    struct AccessKeys {
        QByteArray id;
        SharedSecret secret;
    };
    /// Asks AWS whose keys those are, keeps them in the keychain, and gives the user's ARN. Throws,
    /// with nothing kept, what AWS or the keychain says against it, and Malformed for what can be
    /// no keys or no profile's name.
    QCoro::Task<QString> add(QString profile, AccessKeys keys, std::stop_token stop);
    /// Forgets a profile's keys, and what came from them. Throws NotFound, with the nearest names.
    QCoro::Task<> remove(QString profile, std::stop_token stop);
    /// The profiles whose keys are in the keychain. Throws what the keychain throws.
    QCoro::Task<QStringList> storedNames(std::stop_token stop);
    /// Forgets those of all profiles.
    QCoro::Task<> removeAll(std::stop_token stop);

    /// Which credentials are wanted.
    struct Request {
        QString profile;
        std::chrono::seconds minLife{300};
        std::chrono::seconds duration{0}; ///< zero: as the profile says
        /// The long-lived keys themselves, where no role stands between, and no session of theirs.
        bool longLived = false;
        /// None that were given before. An MFA session goes on serving.
        bool anew = false;
    };
    /// Works out how to come by them, and does; whoever has to be asked for a code is. Throws what
    /// aws::planFor, its sources, AWS and Prompts throw.
    QCoro::Task<aws::Credentials> credentials(Request request, PromptContext context,
                                              std::stop_token stop);
    /// How, without doing it.
    QCoro::Task<aws::ProfilePlan> plan(QString profile, std::stop_token stop);

    /// AWS refused what came from this key; whether it was ours.
    bool drop(const QByteArray &accessKeyId);
    /// Whether there are any in memory that have not ended, or are asked for.
    bool holdsAny() const;
    /// When the last of them ends; the epoch where none has a known end.
    Time lastEnd() const;
    /// Forgets what is in memory: MFA sessions and role sessions. Stored keys stay. Whoever waits
    /// is told that it was cancelled.
    void forget();

Q_SIGNALS:
    /// Other credentials are in memory than before, or other keys are stored.
    void changed();

private:
    using Files = std::shared_ptr<const aws::ProfileFiles>;
    /// One reading of AWS's files, and what tells their state then from another.
    struct Reading;
    /// STS with authorities of a profile's own.
    struct Trusting;

    /// Read on another thread, once for all who want them at the same time, and again when somebody
    /// changed them; what came from them is then forgotten, too.
    QCoro::Task<Files> files(std::stop_token stop);
    QCoro::Task<aws::ProfilePlan> planWith(QString profile, QSet<QString> stored,
                                           std::stop_token stop);
    QCoro::Task<aws::Credentials> byEnvironment(aws::ProfilePlan plan, Request request,
                                                AwsVariables::Keys keys, std::stop_token stop);
    QCoro::Task<QStringList> withThoseOfFiles(QSet<QString> stored, std::stop_token stop);
    /// To be held while it is asked: another reading of the files forgets those of profiles.
    std::shared_ptr<aws::Sts> stsFor(const aws::ProfilePlan &plan);
    QCoro::Task<aws::Credentials> sourceKeys(std::shared_ptr<const aws::ProfilePlan> plan,
                                             std::stop_token stop);
    QCoro::Task<aws::Credentials> userSession(std::shared_ptr<const aws::ProfilePlan> plan,
                                              std::chrono::seconds duration, SharedSecret code,
                                              std::stop_token stop);
    QCoro::Task<aws::Credentials> carryOut(std::shared_ptr<const aws::ProfilePlan> plan,
                                           Request request, std::optional<aws::Credentials> session,
                                           std::stop_token stop);
    Time cachedUntil(const aws::ProfilePlan &plan) const;
    /// GetSessionToken's own default.
    static constexpr std::chrono::seconds userSessionLife = std::chrono::hours(12);
    static QString cacheKey(const Request &request, const aws::ProfilePlan &plan);

    aws::Sts &sts_;
    Clock &clock_;
    QString configFile_, credentialsFile_;
    std::unique_ptr<StoredKeys> stored_;
    std::unique_ptr<MfaSessions> mfa_;
    std::unique_ptr<CredentialCache> cache_;
    std::shared_ptr<Reading> reading_;                   ///< the latest; null: none yet
    quint64 forgotten_ = 0;                              ///< how often
    QHash<QString, std::shared_ptr<Trusting>> trusting_; ///< by the file of authorities
};

} // namespace vouch
