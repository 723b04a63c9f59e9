// SPDX-License-Identifier: Apache-2.0
#include "aws/profile_plan.h"

#include "aws/command_words.h"
#include "aws/profile_settings.h"
#include "aws/profile_values.h"
#include "core/error.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

/// The profile whose keys a command requests from Vouch itself; nullopt for other commands.
std::optional<QString> profileRequestedFromVouch(const QString &command) {
    const QStringList words = commandWords(command).value_or(QStringList());
    if (words.isEmpty() || programName(words.first()) != "vouch"_L1)
        return std::nullopt;
    const bool asks = words.value(1) == "exec"_L1 ||
                      (words.value(1) == "credential"_L1 && words.value(2) == "aws"_L1);
    for (qsizetype i = 2; asks && i < words.size() && words[i] != "--"_L1; ++i) {
        if (words[i] == "--profile"_L1 && i + 1 < words.size())
            return words[i + 1];
        if (words[i].startsWith("--profile="_L1))
            return words[i].section(u'=', 1);
    }
    return std::nullopt;
}

class Resolver {
public:
    Resolver(const ProfileFiles &files, const QSet<QString> &stored, QStringList callers = {})
        : files_(files), stored_(stored), callers_(std::move(callers)), values_(files, stored) {}

    ProfilePlan plan(const QString &name) {
        plan_.profile = name;
        follow(name);
        std::ranges::reverse(plan_.hops);
        limitChain();
        findMfa();
        // As in the AWS CLI, the requested profile's settings apply to the whole chain.
        plan_.region = regionOf(values_, name);
        plan_.caBundle = homeExpanded(values_.value(name, u"ca_bundle"_s));
        plan_.sts = stsSettingsOf(values_, files_, name);
        return std::move(plan_);
    }

private:
    bool hasKeys(const Profile &profile) const {
        return stored_.contains(profile.name()) || profile.keysInCredentials() ||
               profile.keysInConfig();
    }

    /// Follows a profile to the source of its credentials.
    void follow(QString name) {
        while (true) {
            const bool isFirst = visited_.isEmpty();
            const Profile &profile =
                values_.require(name, isFirst ? QString() : visited_.last(), u"source_profile"_s);
            visited_.append(name);
            values_.refuseUnsupported(name);
            const bool ownKeys = hasKeys(profile);
            const QString role = values_.value(name, u"role_arn"_s);
            const bool hasRole = !role.isEmpty() && (isFirst || !ownKeys);
            if (hasRole)
                plan_.hops.append(roleHopOf(values_, name));
            else if (ownKeys || !values_.value(name, u"credential_process"_s).isEmpty())
                return takeOwn(profile);

            const QString source = values_.value(name, u"source_profile"_s);
            const QString credentialSource = values_.value(name, u"credential_source"_s);
            if (!source.isEmpty() && !credentialSource.isEmpty())
                throw values_.wrong(name, u"credential_source"_s,
                                    Strings::tr("conflicts with its source_profile"));
            if (!credentialSource.isEmpty())
                return takeFrom(name, credentialSource);
            if (ownKeys && (source.isEmpty() || source == name))
                return takeOwn(profile);
            if (source.isEmpty())
                throw noSource(name, hasRole);
            if (visited_.contains(source))
                throw cycle(visited_, source);
            name = source;
        }
    }

    static Error noSource(const QString &profile, bool hasRole) {
        if (hasRole)
            return {
                Error::Kind::NotSetUp,
                Strings::tr("The AWS profile %1 doesn't say whose keys to assume its role with.")
                    .arg(quoted(profile)),
                Strings::tr("Add a source_profile, or add keys: vouch aws add %1")
                    .arg(profile.left(maxShown))};
        return {Error::Kind::NotSetUp,
                Strings::tr("The AWS profile %1 has no keys.").arg(quoted(profile)),
                Strings::tr("Add them: vouch aws add %1").arg(profile.left(maxShown))};
    }

    /// The AWS CLI's order: keys in the credentials file, a program, keys in the config file.
    void takeOwn(const Profile &profile) {
        plan_.sourceProfile = profile.name();
        const QString process = values_.value(profile.name(), u"credential_process"_s);
        if (stored_.contains(profile.name())) {
            plan_.source = ProfilePlan::Source::Keychain;
        } else if (auto keys = profile.keysInCredentials()) {
            plan_.source = ProfilePlan::Source::File;
            takeKeys(profile, *std::move(keys), files_.paths().credentials);
        } else if (!process.isEmpty()) {
            followVouch(profile.name(), process);
            plan_.source = ProfilePlan::Source::Process;
            plan_.process = process;
        } else if (auto inConfig = profile.keysInConfig()) {
            plan_.source = ProfilePlan::Source::File;
            takeKeys(profile, *std::move(inConfig), files_.paths().config);
        }
    }

    /// A command that runs Vouch for another profile could lead back to this one, which would wait
    /// for itself forever.
    void followVouch(const QString &profile, const QString &process) const {
        const auto next = profileRequestedFromVouch(process);
        if (!next)
            return;
        const QStringList before = callers_ + visited_;
        if (!before.contains(*next)) {
            Resolver(files_, stored_, before).plan(*next);
            return;
        }
        const QString hint =
            Strings::tr("Change the credential_process of %1, or store keys: vouch aws add %2")
                .arg(quoted(profile), profile.left(maxShown));
        if (before.last() == *next)
            throw Error(Error::Kind::NotSetUp,
                        Strings::tr("The AWS profile %1 gets its keys from itself: its "
                                    "credential_process runs Vouch again.")
                            .arg(quoted(profile)),
                        hint);
        throw Error(Error::Kind::NotSetUp,
                    Strings::tr("These AWS profiles get their keys from each other: %1.")
                        .arg(ring(before, *next)),
                    hint);
    }

    /// Tools that write temporary keys to the file record their expiration under various names.
    void takeKeys(const Profile &profile, Credentials keys, const QString &file) {
        plan_.keysFile = file;
        plan_.keys = std::move(keys);
        if (!plan_.keys.sessionToken)
            return;
        for (const QString &name : {u"x_security_token_expires"_s, u"aws_session_expiration"_s,
                                    u"aws_credential_expiration"_s, u"expiration"_s}) {
            const auto end =
                QDateTime::fromString(profile.text(name).value_or(QString()), Qt::ISODate);
            if (end.isValid()) {
                plan_.keys.expiresAt = Time(std::chrono::seconds(end.toSecsSinceEpoch()));
                return;
            }
        }
    }

    void takeFrom(const QString &profile, const QString &source) {
        if (source != "Environment"_L1)
            throw Error(
                Error::Kind::Unsupported,
                Strings::tr("Vouch doesn't support the credential_source %1 of the AWS profile %2.")
                    .arg(quoted(source), quoted(profile)),
                Strings::tr("It works only on AWS's own servers. Use source_profile."));
        plan_.source = ProfilePlan::Source::Environment;
        plan_.sourceProfile = profile;
    }

    void limitChain() {
        for (qsizetype i = 1; i < plan_.hops.size(); ++i) {
            RoleHop &hop = plan_.hops[i];
            hop.duration = std::min(hop.duration, maxChained);
            if (hop.role.partition != plan_.hops.first().role.partition)
                throw values_.wrong(
                    hop.profile, u"role_arn"_s,
                    Strings::tr("belongs to a different AWS partition than that of %1")
                        .arg(quoted(plan_.hops.first().profile)));
        }
    }

    /// If there are roles, the profiles that name them determine the device.
    void findMfa() {
        QStringList profiles;
        for (const RoleHop &hop : plan_.hops)
            profiles.append(hop.profile);
        QString namedBy;
        for (const QString &profile : profiles.isEmpty() ? visited_ : profiles) {
            const QString serial = mfaSerialOf(values_, profile);
            if (serial.isEmpty() || serial == plan_.mfaSerial)
                continue;
            if (!plan_.mfaSerial.isEmpty())
                throw Error(Error::Kind::Unsupported,
                            Strings::tr("The AWS profiles %1 and %2 name different MFA devices.")
                                .arg(quoted(namedBy), quoted(profile)),
                            Strings::tr("AWS accepts a code only with the first keys of the chain. "
                                        "Name one device."));
            plan_.mfaSerial = serial;
            namedBy = profile;
        }
        const bool isTemporary = plan_.keys.sessionToken != nullptr;
        if (!plan_.mfaSerial.isEmpty() && isTemporary) {
            if (!plan_.hops.isEmpty())
                throw Error(
                    Error::Kind::NotSetUp,
                    Strings::tr("The AWS profile %1 requires an MFA code, but the keys of %2 are "
                                "temporary.")
                        .arg(quoted(namedBy), quoted(plan_.sourceProfile)),
                    Strings::tr("AWS accepts a code only with long-lived keys: vouch aws add %1")
                        .arg(plan_.sourceProfile.left(maxShown)));
            plan_.mfaSerial.clear(); // whatever issued them required it
        }
        for (const QString &profile : visited_)
            if (plan_.mfaProcess.isEmpty() && !plan_.mfaSerial.isEmpty())
                plan_.mfaProcess = values_.value(profile, u"mfa_process"_s);
    }

    const ProfileFiles &files_;
    const QSet<QString> &stored_;
    QStringList callers_; ///< the profiles whose credential_process led here
    ProfileValues values_;
    QStringList visited_; ///< along source_profile, the requested one first
    ProfilePlan plan_;
};

} // namespace

QString ProfilePlan::partition() const {
    return hops.isEmpty() ? QString(partitionOf(region)) : hops.first().role.partition;
}

QStringList ProfilePlan::identity() const {
    QStringList parts{profile,
                      QString::number(int(source)),
                      sourceProfile,
                      QString::fromLatin1(keys.accessKeyId),
                      process,
                      mfaSerial,
                      mfaProcess,
                      region,
                      sts.endpointUrl,
                      QString::number(int(sts.legacy)),
                      QString::number(int(sts.ignoreConfiguredUrls)),
                      caBundle};
    for (const RoleHop &hop : hops)
        parts +=
            {hop.role.text, hop.externalId, hop.sessionName, QString::number(hop.duration.count())};
    return parts;
}

StsEndpoint ProfilePlan::endpoint() const {
    const QString part = partition();
    return stsEndpoint(region.isEmpty() ? mainRegionOf(part) : region, part, sts);
}

ProfilePlan planFor(const ProfileFiles &files, const QString &profile,
                    const QSet<QString> &stored) {
    return Resolver(files, stored).plan(profile);
}

} // namespace vouch::aws
