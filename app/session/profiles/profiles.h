// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/secret.h"
#include "session/profiles/credentials_request.h"
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

template <typename Key>
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

/// What the files and the keychain say about an AWS profile.
struct ProfileEntry {
    enum class Kind {
        StoredKeys,  ///< an IAM user's keys, in the keychain
        KeysInFile,  ///< the same, in the AWS credentials file
        Role,        ///< a role, assumed with a profile's keys
        Process,     ///< printed by a command
        Environment, ///< from the requester's environment
        Broken,      ///< unusable; see `problem`
    };

    QString name;
    Kind kind = Kind::Broken;
    QString role;       ///< the name of the role; empty if it has none
    QString account;    ///< of the role; empty if unknown
    QString source;     ///< the profile whose keys or command it uses; may be itself
    QString region;     ///< may be empty
    QString mfaSerial;  ///< of the device whose code is needed; empty: none
    Time cachedUntil{}; ///< when the cached credentials expire; the epoch: there are none
    QString problem;    ///< why it is unusable
    QString hint;       ///< what to do about that; may name a command

    bool operator==(const ProfileEntry &) const = default;
};

/// The kind's name on the wire, such as `keychain`.
QLatin1StringView kindName(ProfileEntry::Kind kind) noexcept;

/// AWS profiles as sources of credentials, compatible with the AWS CLI and aws-vault
/// (app/aws/README.md, Profiles): those in the two AWS files, and those whose long-lived keys are
/// in the keychain. GUI thread.
class Profiles : public QObject {
    Q_OBJECT
public:
    Profiles(Keychain &keychain, aws::Sts &sts, Questions &questions, Prompts &prompts,
             Clock &clock);
    ~Profiles() override;

    /// Sets the paths of the two AWS files; empty: in `~/.aws`. Ignores environment variables, so
    /// that whatever started the application doesn't decide for all requesters.
    void setFiles(const QString &config, const QString &credentials);
    const QString &configFile() const noexcept { return configFile_; }
    const QString &credentialsFile() const noexcept { return credentialsFile_; }
    /// Throws Error::Kind::NotSetUp if the requester's environment names other files.
    void requireSameFiles(const AwsVariables &variables) const;

    /// All profiles, those in the files first. Reads the keychain once per run. Throws what
    /// aws::ProfileFiles and the keychain throw.
    QCoro::Task<QStringList> names(std::stop_token stop);
    /// The same without unlocking the keychain: if it is locked, only those in the files.
    QCoro::Task<QStringList> knownNames(std::stop_token stop);
    /// Describes each profile, including broken ones.
    QCoro::Task<QList<ProfileEntry>> list(std::stop_token stop);
    /// The same without unlocking the keychain: if it is locked, only those in the files.
    QCoro::Task<QList<ProfileEntry>> knownList(std::stop_token stop);

    /// Long-lived access keys of an IAM user.
    struct AccessKeys {
        QByteArray id;
        SharedSecret secret;
    };
    /// Verifies the keys with AWS, stores them in the keychain, and returns the user's ARN. On any
    /// error nothing is stored; throws Malformed for an invalid profile name or invalid keys.
    QCoro::Task<QString> add(QString profile, AccessKeys keys, std::stop_token stop);
    /// The same for a profile that no file has, which it adds to the config file with its region.
    /// Throws NotSetUp if that file can't be written; the keys are stored then.
    QCoro::Task<QString> addInRegion(QString profile, QString region, AccessKeys keys,
                                     std::stop_token stop);
    /// Removes a profile's stored keys and what came from them. Throws NotFound with the nearest
    /// names.
    QCoro::Task<> remove(QString profile, std::stop_token stop);
    /// The names of the profiles with stored keys. Throws what the keychain throws.
    QCoro::Task<QStringList> storedNames(std::stop_token stop);
    /// Removes the stored keys of all profiles.
    QCoro::Task<> removeAll(std::stop_token stop);

    /// Obtains credentials, and prompts for an MFA code if needed. Throws what aws::planFor(), the
    /// sources, AWS and Prompts throw.
    QCoro::Task<aws::Credentials> credentials(QString profile, CredentialsRequest request,
                                              PromptContext context, std::stop_token stop);
    /// How to obtain them, without doing it.
    QCoro::Task<aws::ProfilePlan> plan(QString profile, std::stop_token stop);

    /// Forgets the cached credentials with this key ID, which AWS refused; returns whether there
    /// were any.
    bool drop(const QByteArray &accessKeyId);
    /// Whether any credentials are cached and unexpired, or being requested.
    bool holdsAny() const;
    /// When the last of them expires; the epoch if none has a known end.
    Time lastEnd() const;
    /// Forgets all MFA sessions and role sessions, and cancels requests in progress. Stored keys
    /// stay.
    void forget();

Q_SIGNALS:
    /// The cached credentials or the stored keys have changed.
    void changed();

private:
    /// Identifies the credentials of a plan, of one kind and lifetime.
    struct CacheKey {
        QStringList plan; ///< aws::ProfilePlan::identity()
        std::chrono::seconds duration;
        bool longLived;

        CacheKey(const aws::ProfilePlan &plan, const CredentialsRequest &request);
        bool operator==(const CacheKey &) const = default;
        friend size_t qHash(const CacheKey &cacheKey, size_t seed) noexcept {
            return qHashMulti(seed, cacheKey.plan, cacheKey.duration.count(), cacheKey.longLived);
        }
    };
    using Files = std::shared_ptr<const aws::ProfileFiles>;
    /// One reading of the AWS files, and the file stamps at that time.
    struct Reading;
    /// STS with the certificate authorities of a profile.
    struct CustomSts;

    /// The AWS files, read on another thread. Concurrent requests share a reading. Files that have
    /// changed are read again, and the credentials from them are forgotten.
    QCoro::Task<Files> files(std::stop_token stop);
    QCoro::Task<aws::ProfilePlan> planWith(QString profile, QSet<QString> stored,
                                           std::stop_token stop);
    QCoro::Task<aws::Credentials> mfaSession(std::shared_ptr<const aws::ProfilePlan> plan,
                                             CredentialsRequest request,
                                             std::chrono::seconds minLife, PromptContext context,
                                             std::stop_token stop);
    QCoro::Task<aws::Credentials> byEnvironment(aws::ProfilePlan plan, CredentialsRequest request,
                                                AwsVariables::Keys keys, std::stop_token stop);
    QCoro::Task<QString> verifyAndStore(QString profile, QString region, AccessKeys keys,
                                        std::stop_token stop);
    QCoro::Task<QStringList> withFileNames(QSet<QString> stored, std::stop_token stop);
    QCoro::Task<QList<ProfileEntry>> described(QSet<QString> stored, std::stop_token stop);
    /// Hold the pointer during a call: reading the files again drops the STS of profiles.
    std::shared_ptr<aws::Sts> stsFor(const aws::ProfilePlan &plan);
    QCoro::Task<aws::Credentials> sourceKeys(std::shared_ptr<const aws::ProfilePlan> plan,
                                             std::stop_token stop);
    QCoro::Task<aws::Credentials> userSession(std::shared_ptr<const aws::ProfilePlan> plan,
                                              std::chrono::seconds duration, SharedSecret code,
                                              std::stop_token stop);
    QCoro::Task<aws::Credentials> follow(std::shared_ptr<const aws::ProfilePlan> plan,
                                         CredentialsRequest request,
                                         std::optional<aws::Credentials> session,
                                         std::stop_token stop);
    Time cachedUntil(const aws::ProfilePlan &plan) const;
    /// GetSessionToken's default.
    static constexpr std::chrono::seconds userSessionLife = std::chrono::hours(12);

    aws::Sts &sts_;
    Clock &clock_;
    QString configFile_, credentialsFile_;
    std::unique_ptr<StoredKeys> stored_;
    std::unique_ptr<MfaSessions> mfa_;
    std::unique_ptr<CredentialCache<CacheKey>> cache_;
    std::shared_ptr<Reading> reading_;                     ///< the latest; null: none yet
    quint64 forgotten_ = 0;                                ///< counts forget()
    QHash<QString, std::shared_ptr<CustomSts>> customSts_; ///< by path of the CA file
};

} // namespace vouch
