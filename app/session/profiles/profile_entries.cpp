// SPDX-License-Identifier: Apache-2.0
// Listing the profiles, and managing their stored keys.
#include "aws/credential_cache.h"
#include "aws/profile_plan.h"
#include "aws/stored_keys.h"
#include "aws/sts.h"
#include "core/nearest_names.h"
#include "core/scoped_task.h"
#include "session/profiles/mfa_sessions.h"
#include "session/profiles/new_profile.h"
#include "session/profiles/profiles.h"

#include <QRegularExpression>
#include <QtConcurrentRun>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using aws::ProfilePlan;

namespace {

constexpr qsizetype maxName = 128;

/// Whether a name is safe in the AWS files, on command lines and in the keychain.
bool isProfileName(const QString &name) {
    static const QRegularExpression printable(uR"(\A[^\p{C}\[\]"'\\]+\z)"_s);
    return name.size() <= maxName && name == name.trimmed() && !name.startsWith(u'-') &&
           printable.match(name).hasMatch();
}

/// AWS's IDs have 20 characters, such as `AKIA…`, but may get longer.
bool isAccessKeyId(const QByteArray &id) {
    constexpr qsizetype minSize = 16, maxSize = 128;
    return id.size() >= minSize && id.size() <= maxSize && std::ranges::all_of(id, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

bool isSecretAccessKey(const Secret &secret) {
    constexpr qsizetype minSize = 16, maxSize = 128;
    return secret.size() >= minSize && secret.size() <= maxSize &&
           std::ranges::all_of(secret.view(), [](char c) { return c > ' ' && c < '\x7F'; });
}

ProfileEntry::Kind kindOf(const ProfilePlan &plan) {
    if (!plan.hops.isEmpty())
        return ProfileEntry::Kind::Role;
    switch (plan.source) {
    case ProfilePlan::Source::Keychain:
        return ProfileEntry::Kind::StoredKeys;
    case ProfilePlan::Source::File:
        return ProfileEntry::Kind::KeysInFile;
    case ProfilePlan::Source::Process:
        return ProfileEntry::Kind::Process;
    case ProfilePlan::Source::Environment:
        break;
    }
    return ProfileEntry::Kind::Environment;
}

/// All profile names, those in the files first.
QStringList allNames(const aws::ProfileFiles &files, const QSet<QString> &stored) {
    QStringList all = files.names();
    all += files.misspelled(); // to report what is wrong with them
    QStringList others;
    for (const QString &name : stored)
        if (!all.contains(name))
            others.append(name);
    std::ranges::sort(others);
    return all + others;
}

/// A profile according to the files and the keychain.
struct Known {
    ProfileEntry entry;
    std::optional<ProfilePlan> plan; ///< none if the profile is broken
};

Known knownOf(const QString &profile, const aws::ProfileFiles &files, const QSet<QString> &stored) {
    Known known;
    ProfileEntry &entry = known.entry;
    entry.name = profile;
    try {
        const ProfilePlan &plan = known.plan.emplace(aws::planFor(files, profile, stored));
        entry.kind = kindOf(plan);
        entry.region = plan.region;
        entry.mfaSerial = plan.mfaSerial;
        entry.source = plan.sourceProfile;
        if (!plan.hops.isEmpty()) {
            entry.role = plan.hops.last().role.name;
            entry.account = plan.hops.last().role.account;
        }
    } catch (const Error &error) {
        entry.problem = error.message();
        entry.hint = error.hint();
    }
    return known;
}

QList<Known> allKnown(const aws::ProfileFiles &files, const QSet<QString> &stored) {
    QList<Known> all;
    for (const QString &name : allNames(files, stored))
        all.append(knownOf(name, files, stored));
    return all;
}

} // namespace

QLatin1StringView kindName(ProfileEntry::Kind kind) noexcept {
    switch (kind) {
    case ProfileEntry::Kind::StoredKeys:
        return "keychain"_L1;
    case ProfileEntry::Kind::KeysInFile:
        return "file"_L1;
    case ProfileEntry::Kind::Role:
        return "role"_L1;
    case ProfileEntry::Kind::Process:
        return "process"_L1;
    case ProfileEntry::Kind::Environment:
        return "environment"_L1;
    case ProfileEntry::Kind::Broken:
        break;
    }
    return "broken"_L1;
}

QCoro::Task<QStringList> Profiles::names(std::stop_token stop) {
    const QSet<QString> stored = co_await stored_->profiles(stop);
    throwIfStopped(stop);
    co_return co_await withFileNames(stored, stop);
}

QCoro::Task<QStringList> Profiles::knownNames(std::stop_token stop) {
    const QSet<QString> stored = co_await stored_->peek(stop);
    throwIfStopped(stop);
    co_return co_await withFileNames(stored, stop);
}

QCoro::Task<QStringList> Profiles::withFileNames(QSet<QString> stored, std::stop_token stop) {
    const Files files = co_await this->files(stop);
    throwIfStopped(stop);
    co_return allNames(*files, stored);
}

QCoro::Task<QList<ProfileEntry>> Profiles::list(std::stop_token stop) {
    const QSet<QString> stored = co_await stored_->profiles(stop);
    throwIfStopped(stop);
    co_return co_await described(stored, stop);
}

QCoro::Task<QList<ProfileEntry>> Profiles::knownList(std::stop_token stop) {
    const QSet<QString> stored = co_await stored_->peek(stop);
    throwIfStopped(stop);
    co_return co_await described(stored, stop);
}

QCoro::Task<QList<ProfileEntry>> Profiles::described(QSet<QString> stored, std::stop_token stop) {
    const Files files = co_await this->files(stop);
    throwIfStopped(stop);
    const auto look = [=] { return allKnown(*files, stored); };
    const QList<Known> all = co_await QtConcurrent::run(look);
    throwIfStopped(stop);
    QList<ProfileEntry> entries;
    for (const Known &known : all) {
        entries.append(known.entry);
        if (known.plan)
            entries.last().cachedUntil = cachedUntil(*known.plan);
    }
    co_return entries;
}

QCoro::Task<QString> Profiles::add(QString profile, AccessKeys keys, std::stop_token stop) {
    const QString arn = co_await verifyAndStore(profile, QString(), keys, stop);
    throwIfStopped(stop);
    forget();
    co_return QString(arn);
}

QCoro::Task<QString> Profiles::addInRegion(QString profile, QString region, AccessKeys keys,
                                           std::stop_token stop) {
    const QString arn = co_await verifyAndStore(profile, region, keys, stop);
    throwIfStopped(stop);
    std::optional<Error> failure;
    try {
        co_await QtConcurrent::run(addProfileToConfig, configFile_, profile, region);
    } catch (const Error &error) {
        failure = error;
    }
    throwIfStopped(stop);
    forget();
    if (failure)
        throw *failure;
    co_return QString(arn);
}

/// Checks the keys at the STS endpoint that the files give the profile, otherwise at the one of
/// `region`, otherwise at the main one. Then stores them.
QCoro::Task<QString> Profiles::verifyAndStore(QString profile, QString region, AccessKeys keys,
                                              std::stop_token stop) {
    if (!isProfileName(profile))
        throw Error(Error::Kind::Malformed,
                    tr("“%1” isn't a valid profile name.").arg(profile.left(40)),
                    tr("Use letters, digits, - and _."));
    if (!isAccessKeyId(keys.id))
        throw Error(Error::Kind::Malformed, tr("That isn't an access key ID."),
                    tr("An access key ID looks like AKIAIOSFODNN7EXAMPLE."));
    if (!isSecretAccessKey(*keys.secret))
        throw Error(Error::Kind::Malformed, tr("That isn't a secret access key."),
                    tr("It has 40 characters and no spaces."));
    ProfilePlan plan;
    try {
        const QSet<QString> withIt = {profile};
        plan = co_await planWith(profile, withIt, stop);
    } catch (const Error &) {
        throwIfStopped(stop);
        plan.profile = profile; // it is new, or the files have some other error
    }
    if (plan.region.isEmpty())
        plan.region = region;
    const aws::Credentials credentials{keys.id, keys.secret, nullptr, Time{}};
    const aws::StsEndpoint place = plan.endpoint();
    const aws::StsCaller caller{credentials, profile};
    const auto sts = stsFor(plan);
    const auto identity = co_await sts->getCallerIdentity(place, caller, stop);
    throwIfStopped(stop);
    co_await stored_->write(profile, credentials, stop);
    throwIfStopped(stop);
    co_return QString(identity.arn);
}

QCoro::Task<> Profiles::remove(QString profile, std::stop_token stop) {
    const QSet<QString> stored = co_await stored_->reachableProfiles(stop);
    throwIfStopped(stop);
    if (!stored.contains(profile))
        throw Error(Error::Kind::NotFound,
                    tr("There are no stored keys for the AWS profile “%1”.").arg(profile),
                    stored.isEmpty()
                        ? tr("To see your profiles: vouch aws list")
                        : tr("The nearest are: %1.")
                              .arg(nearestNames(profile, QStringList(stored.begin(), stored.end()))
                                       .join(u", "_s)));
    co_await stored_->remove(profile, stop);
    throwIfStopped(stop);
    forget();
}

QCoro::Task<QStringList> Profiles::storedNames(std::stop_token stop) {
    const QSet<QString> stored = co_await stored_->reachableProfiles(stop);
    throwIfStopped(stop);
    QStringList names(stored.begin(), stored.end());
    std::ranges::sort(names);
    co_return names;
}

QCoro::Task<> Profiles::removeAll(std::stop_token stop) {
    const QSet<QString> stored = co_await stored_->reachableProfiles(stop);
    throwIfStopped(stop);
    for (const QString &profile : stored) {
        co_await stored_->remove(profile, stop);
        throwIfStopped(stop);
    }
    forget();
}

Time Profiles::cachedUntil(const ProfilePlan &plan) const {
    if (const auto cached = cache_->find({plan, {}}))
        return cached->expiresAt;
    return plan.mfaSerial.isEmpty()
               ? Time{}
               : mfa_->until({plan.mfaSerial, plan.sourceProfile, userSessionLife});
}

} // namespace vouch
