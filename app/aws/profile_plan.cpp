// SPDX-License-Identifier: Apache-2.0
#include "aws/profile_plan.h"

#include "aws/shell_words.h"
#include "core/error.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

constexpr qsizetype mostShown = 60; // of what stands in the file, in a message
constexpr std::chrono::seconds leastDuration{900}, mostDuration{43200};
constexpr std::chrono::seconds mostChained{3600}; // AWS gives a session no more by a session

/// What AWS knows and would change the result, and we do not.
struct Unsupported {
    QLatin1StringView key;
    QLatin1StringView only = {}; ///< with this value; empty: with any
};
constexpr std::array unsupported{Unsupported{"sso_session"_L1},
                                 Unsupported{"sso_start_url"_L1},
                                 Unsupported{"sso_account_id"_L1},
                                 Unsupported{"sso_role_name"_L1},
                                 Unsupported{"login_session"_L1},
                                 Unsupported{"web_identity_token_file"_L1},
                                 Unsupported{"web_identity_token_process"_L1},
                                 Unsupported{"session_tags"_L1},
                                 Unsupported{"transitive_session_tags"_L1},
                                 Unsupported{"source_identity"_L1},
                                 Unsupported{"parent_profile"_L1},
                                 Unsupported{"use_fips_endpoint"_L1, "true"_L1},
                                 Unsupported{"use_dualstack_endpoint"_L1, "true"_L1}};

QString quoted(const QString &name) {
    return u"“%1”"_s.arg(name.left(mostShown));
}

Error cycle(const QStringList &visited, const QString &again) {
    QStringList around = visited.sliced(visited.indexOf(again));
    around.append(again);
    for (QString &name : around)
        name.truncate(mostShown);
    return {Error::Kind::NotSetUp,
            Text::tr("These AWS profiles go round in a circle: %1.")
                .arg(around.join(u" → "_s).left(4 * mostShown)),
            Text::tr("Let source_profile or include_profile of one of them end it.")};
}

/// The profile whose keys a command asks Vouch itself for; nothing where it is another command.
std::optional<QString> askedOfVouch(const QString &command) {
    const QStringList words = shellWords(command).value_or(QStringList());
    if (words.isEmpty() || words.first().section(u'/', -1) != "vouch"_L1)
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
    Resolver(const ProfileFiles &files, const QSet<QString> &stored, QStringList askedFor = {})
        : files_(files), stored_(stored), askedFor_(std::move(askedFor)) {
        for (const QString &name : stored)
            if (files.find(name) == nullptr)
                onlyStored_.insert(name, Profile(name));
    }

    ProfilePlan plan(const QString &name) {
        plan_.profile = name;
        follow(name);
        std::ranges::reverse(plan_.hops);
        limitChain();
        findMfa();
        findStsSettings();
        return std::move(plan_);
    }

private:
    /// A profile's value, or that of the profile it includes. An empty one is none.
    QString value(const QString &profile, const QString &key) const {
        const Profile *holder = holderOf(profile, key);
        return holder == nullptr ? QString() : holder->text(key).value_or(QString());
    }

    /// The profile, of those two, that has it; null where none has.
    const Profile *holderOf(const QString &profile, const QString &key) const {
        QStringList visited;
        QString name = profile;
        while (true) {
            const Profile &read =
                require(name, visited.isEmpty() ? QString() : visited.last(), u"include_profile"_s);
            if (!read.text(key).value_or(QString()).isEmpty())
                return &read;
            visited.append(name);
            name = read.text(u"include_profile"_s).value_or(QString());
            if (name.isEmpty())
                return nullptr;
            if (visited.contains(name))
                throw cycle(visited, name);
        }
    }

    /// The profile that was asked for, or one that another one names.
    const Profile &require(const QString &name, const QString &namedBy, const QString &key) const {
        if (const auto stored = onlyStored_.constFind(name); stored != onlyStored_.constEnd())
            return *stored;
        if (namedBy.isEmpty() || files_.find(name) != nullptr)
            return files_.require(name);
        try {
            return files_.require(name);
        } catch (const Error &missing) {
            if (missing.kind() != Error::Kind::NotFound)
                throw;
            throw Error(missing.kind(),
                        Text::tr("The %1 %2 of the AWS profile %3 does not exist.")
                            .arg(key, quoted(name), quoted(namedBy)),
                        missing.hint());
        }
    }

    Error wrong(const QString &profile, const QString &key, const QString &why) const {
        const QString text = value(profile, key);
        const QString fact = Text::tr("%1 of the AWS profile %2 %3").arg(key, quoted(profile), why);
        return {Error::Kind::NotSetUp,
                text.isEmpty() ? fact + u'.' : u"%1: %2."_s.arg(fact, quoted(text)),
                whatToWrite(profile, key, text)};
    }

    QString whatToWrite(const QString &profile, const QString &key, const QString &text) const {
        const Profile *holder = holderOf(profile, key);
        const auto place = holder == nullptr ? std::nullopt : holder->place(key);
        if (!place)
            return Text::tr("Correct it in %1.").arg(files_.paths().config);
        const QString line = QString::number(place->line);
        if (text.contains(" #"_L1) || text.contains(" ;"_L1))
            return Text::tr("In line %1 of %2, give the comment a line of its own.")
                .arg(line, place->file);
        if (text.startsWith(u'"') || text.startsWith(u'\''))
            return Text::tr("In line %1 of %2, write it without quotation marks.")
                .arg(line, place->file);
        if (key == "region"_L1 && regionPattern().match(text.chopped(1)).hasMatch())
            return Text::tr("That is one of its zones. In line %1 of %2, write %3.")
                .arg(line, place->file, text.chopped(1));
        return Text::tr("Correct it in line %1 of %2.").arg(line, place->file);
    }

    static const QRegularExpression &regionPattern() {
        static const QRegularExpression pattern(uR"(\A([a-z]{2,12}-){2,4}\d{1,2}\z)"_s);
        return pattern;
    }

    QString checked(const QString &profile, const QString &key, const QRegularExpression &pattern,
                    const QString &why) const {
        QString text = value(profile, key);
        if (!text.isEmpty() && !pattern.match(text).hasMatch())
            throw wrong(profile, key, why);
        return text;
    }

    void refuseUnsupported(const QString &profile) const {
        for (const auto &[key, only] : unsupported) {
            const QString text = value(profile, key);
            if (text.isEmpty() || (!only.isEmpty() && text.compare(only, Qt::CaseInsensitive) != 0))
                continue;
            throw Error(Error::Kind::Unsupported,
                        Text::tr("Vouch does not support %1 yet, which the AWS profile %2 uses.")
                            .arg(key, quoted(profile)),
                        key == "parent_profile"_L1
                            ? writeInstead(profile, key, u"include_profile"_s)
                            : Text::tr("Use another profile, or the tool that this one is for."));
        }
    }

    QString writeInstead(const QString &profile, const QString &key, const QString &right) const {
        const auto place = holderOf(profile, key)->place(key);
        return Text::tr("In line %1 of %2, write %3.")
            .arg(QString::number(place->line), place->file, right);
    }

    bool hasKeys(const Profile &profile) const {
        return stored_.contains(profile.name()) || profile.keysInCredentials() ||
               profile.keysInConfig();
    }

    /// Goes from a profile to whatever its credentials come from.
    void follow(QString name) {
        while (true) {
            const bool isFirst = visited_.isEmpty();
            const Profile &profile =
                require(name, isFirst ? QString() : visited_.last(), u"source_profile"_s);
            visited_.append(name);
            refuseUnsupported(name);
            const bool ownKeys = hasKeys(profile);
            const QString role = value(name, u"role_arn"_s);
            const bool hasRole = !role.isEmpty() && (isFirst || !ownKeys);
            if (hasRole)
                addHop(name, role);
            else if (ownKeys || !value(name, u"credential_process"_s).isEmpty())
                return takeOwn(profile);

            const QString source = value(name, u"source_profile"_s);
            const QString elsewhere = value(name, u"credential_source"_s);
            if (!source.isEmpty() && !elsewhere.isEmpty())
                throw wrong(name, u"credential_source"_s,
                            Text::tr("contradicts its source_profile"));
            if (!elsewhere.isEmpty())
                return takeFrom(name, elsewhere);
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
            return {Error::Kind::NotSetUp,
                    Text::tr("The AWS profile %1 does not say whose keys its role is assumed with.")
                        .arg(quoted(profile)),
                    Text::tr("Give it a source_profile, or keys: vouch aws add %1")
                        .arg(profile.left(mostShown))};
        return {Error::Kind::NotSetUp,
                Text::tr("The AWS profile %1 has no keys.").arg(quoted(profile)),
                Text::tr("Add them: vouch aws add %1").arg(profile.left(mostShown))};
    }

    /// The AWS CLI's order: keys of the credentials file, a program, keys of the config file.
    void takeOwn(const Profile &profile) {
        plan_.sourceProfile = profile.name();
        const QString process = value(profile.name(), u"credential_process"_s);
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

    /// A command that is Vouch again, for another profile, may come back to this one: it would wait
    /// for itself.
    void followVouch(const QString &profile, const QString &process) const {
        const auto next = askedOfVouch(process);
        if (!next)
            return;
        const QStringList before = askedFor_ + visited_;
        if (!before.contains(*next)) {
            Resolver(files_, stored_, before).plan(*next);
            return;
        }
        QStringList around = before.sliced(before.indexOf(*next));
        const QString hint = Text::tr("Give credential_process of %1 another command, or store "
                                      "keys: vouch aws add %2")
                                 .arg(quoted(profile), profile.left(mostShown));
        if (around.size() == 1)
            throw Error(Error::Kind::NotSetUp,
                        Text::tr("The AWS profile %1 gets its keys from itself: its "
                                 "credential_process is Vouch again.")
                            .arg(quoted(profile)),
                        hint);
        around.append(*next);
        for (QString &name : around)
            name.truncate(mostShown);
        throw Error(Error::Kind::NotSetUp,
                    Text::tr("These AWS profiles get their keys from each other: %1.")
                        .arg(around.join(u" → "_s).left(4 * mostShown)),
                    hint);
    }

    /// Tools that write temporary keys there say their end in keys of their own.
    void takeKeys(const Profile &profile, Credentials keys, const QString &file) {
        plan_.keysFile = file;
        plan_.keys = std::move(keys);
        if (!plan_.keys.sessionToken)
            return;
        for (const QString &key : {u"x_security_token_expires"_s, u"aws_session_expiration"_s,
                                   u"aws_credential_expiration"_s, u"expiration"_s}) {
            const auto end =
                QDateTime::fromString(profile.text(key).value_or(QString()), Qt::ISODate);
            if (end.isValid()) {
                plan_.keys.expiresAt = Time(std::chrono::seconds(end.toSecsSinceEpoch()));
                return;
            }
        }
    }

    void takeFrom(const QString &profile, const QString &source) {
        if (source != "Environment"_L1)
            throw Error(Error::Kind::Unsupported,
                        Text::tr("Vouch does not support the credential_source %1 of the AWS "
                                 "profile %2.")
                            .arg(quoted(source), quoted(profile)),
                        Text::tr("It belongs to a server of AWS's own. Use source_profile."));
        plan_.source = ProfilePlan::Source::Environment;
        plan_.sourceProfile = profile;
    }

    void addHop(const QString &profile, const QString &text) {
        static const QRegularExpression sessionName(uR"(\A[\w+=,.@-]{2,64}\z)"_s);
        static const QRegularExpression externalId(uR"(\A[\w+=,.@:/-]{2,1224}\z)"_s);
        const auto role = parseRoleArn(text);
        if (!role)
            throw wrong(profile, u"role_arn"_s, Text::tr("is not the ARN of a role"));
        RoleHop hop{profile, *role, {}, {}};
        hop.externalId =
            checked(profile, u"external_id"_s, externalId, Text::tr("is none that AWS takes"));
        hop.sessionName = checked(profile, u"role_session_name"_s, sessionName,
                                  Text::tr("needs 2 to 64 letters, digits or any of _+=,.@-"));
        if (const QString duration = value(profile, u"duration_seconds"_s); !duration.isEmpty()) {
            bool isNumber = false;
            hop.duration = std::chrono::seconds(duration.toUInt(&isNumber));
            if (!isNumber || hop.duration < leastDuration || hop.duration > mostDuration)
                throw wrong(profile, u"duration_seconds"_s, Text::tr("is not 900 to 43200"));
        }
        plan_.hops.append(hop);
    }

    void limitChain() {
        for (qsizetype i = 1; i < plan_.hops.size(); ++i) {
            RoleHop &hop = plan_.hops[i];
            hop.duration = std::min(hop.duration, mostChained);
            if (hop.role.partition != plan_.hops.first().role.partition)
                throw wrong(hop.profile, u"role_arn"_s,
                            Text::tr("belongs to another part of AWS than that of %1")
                                .arg(quoted(plan_.hops.first().profile)));
        }
    }

    /// Where there are roles, the profiles that name them say with which device.
    void findMfa() {
        static const QRegularExpression pattern(uR"(\A[\w+=/:,.@-]{9,256}\z)"_s);
        QStringList profiles;
        for (const RoleHop &hop : plan_.hops)
            profiles.append(hop.profile);
        QString namedBy;
        for (const QString &profile : profiles.isEmpty() ? visited_ : profiles) {
            const QString serial =
                checked(profile, u"mfa_serial"_s, pattern, Text::tr("is not the name of a device"));
            if (serial.isEmpty() || serial == plan_.mfaSerial)
                continue;
            if (!plan_.mfaSerial.isEmpty())
                throw Error(Error::Kind::Unsupported,
                            Text::tr("The AWS profiles %1 and %2 name two MFA devices.")
                                .arg(quoted(namedBy), quoted(profile)),
                            Text::tr("AWS takes a code only with the keys that the chain begins "
                                     "with. Name one device."));
            plan_.mfaSerial = serial;
            namedBy = profile;
        }
        const bool isTemporary = plan_.keys.sessionToken != nullptr;
        if (!plan_.mfaSerial.isEmpty() && isTemporary) {
            if (!plan_.hops.isEmpty())
                throw Error(Error::Kind::NotSetUp,
                            Text::tr("The AWS profile %1 wants an MFA code, but the keys of %2 are "
                                     "temporary.")
                                .arg(quoted(namedBy), quoted(plan_.sourceProfile)),
                            Text::tr("AWS takes a code only with long-lived keys: vouch aws add %1")
                                .arg(plan_.sourceProfile.left(mostShown)));
            plan_.mfaSerial.clear(); // whoever made them asked for it
        }
        for (const QString &profile : visited_)
            if (plan_.mfaProcess.isEmpty() && !plan_.mfaSerial.isEmpty())
                plan_.mfaProcess = value(profile, u"mfa_process"_s);
    }

    /// As the AWS CLI does it, the profile that was asked for says where, for the whole chain.
    void findStsSettings() {
        const QString &profile = plan_.profile;
        plan_.region =
            checked(profile, u"region"_s, regionPattern(), Text::tr("is not a region of AWS"));
        plan_.caBundle = homeExpanded(value(profile, u"ca_bundle"_s));

        const QString places = value(profile, u"sts_regional_endpoints"_s);
        if (!places.isEmpty() && places != "legacy"_L1 && places != "regional"_L1)
            throw wrong(profile, u"sts_regional_endpoints"_s,
                        Text::tr("is neither legacy nor regional"));
        plan_.sts.legacy = places == "legacy"_L1;
        plan_.sts.ignoreConfiguredUrls = value(profile, u"ignore_configured_endpoint_urls"_s)
                                             .compare("true"_L1, Qt::CaseInsensitive) == 0;
        plan_.sts.endpointUrl = value(profile, u"endpoint_url"_s);
        if (const QString name = value(profile, u"services"_s); !name.isEmpty()) {
            const auto sts = files_.service(name, u"sts"_s);
            if (!sts)
                throw wrong(profile, u"services"_s,
                            Text::tr("names %1, and there is no such section").arg(quoted(name)));
            if (const QString url = sts->value(u"endpoint_url"_s); !url.isEmpty())
                plan_.sts.endpointUrl = url;
        }
    }

    const ProfileFiles &files_;
    const QSet<QString> &stored_;
    QHash<QString, Profile> onlyStored_; ///< those that no file names
    QStringList askedFor_;               ///< the profiles on whose behalf Vouch is asked again
    QStringList visited_;                ///< by source_profile, the one that was asked for first
    ProfilePlan plan_;
};

} // namespace

QString ProfilePlan::partition() const {
    return hops.isEmpty() ? QString(partitionOf(region)) : hops.first().role.partition;
}

QString ProfilePlan::identity() const {
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
    return parts.join(u'\n'); // no value of a file holds a line's end
}

StsPlace ProfilePlan::place() const {
    const QString part = partition();
    return stsPlace(region.isEmpty() ? mainRegionOf(part) : region, part, sts);
}

ProfilePlan planFor(const ProfileFiles &files, const QString &profile,
                    const QSet<QString> &stored) {
    return Resolver(files, stored).plan(profile);
}

} // namespace vouch::aws
