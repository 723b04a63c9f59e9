// SPDX-License-Identifier: Apache-2.0
#include "aws/profile_values.h"

#include "codecommit/host.h"

#include <QCoreApplication>

#include <array>

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::aws)
};

/// Keys that would change the result in the AWS CLI and that we don't support.
struct Unsupported {
    QLatin1StringView setting;
    QLatin1StringView only = {}; ///< only with this value; empty: with any
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

} // namespace

QString quoted(const QString &name) {
    return u"“%1”"_s.arg(name.left(maxShown));
}

QString ring(const QStringList &visited, const QString &again) {
    QStringList around = visited.sliced(visited.indexOf(again));
    around.append(again);
    for (QString &name : around)
        name.truncate(maxShown);
    return around.join(u" → "_s).left(4 * maxShown);
}

Error cycle(const QStringList &visited, const QString &again) {
    return {Error::Kind::NotSetUp,
            Strings::tr("These AWS profiles form a cycle: %1.").arg(ring(visited, again)),
            Strings::tr("Change source_profile or include_profile of one of them to break it.")};
}

ProfileValues::ProfileValues(const ProfileFiles &files, const QSet<QString> &stored)
    : files_(files) {
    for (const QString &name : stored)
        if (files.find(name) == nullptr)
            onlyStored_.insert(name, Profile(name));
}

QString ProfileValues::value(const QString &profile, const QString &setting) const {
    const Profile *holder = holderOf(profile, setting);
    return holder == nullptr ? QString() : holder->text(setting).value_or(QString());
}

const Profile *ProfileValues::holderOf(const QString &profile, const QString &setting) const {
    QStringList visited;
    QString name = profile;
    while (true) {
        const Profile &read =
            require(name, visited.isEmpty() ? QString() : visited.last(), u"include_profile"_s);
        if (!read.text(setting).value_or(QString()).isEmpty())
            return &read;
        visited.append(name);
        name = read.text(u"include_profile"_s).value_or(QString());
        if (name.isEmpty())
            return nullptr;
        if (visited.contains(name))
            throw cycle(visited, name);
    }
}

const Profile &ProfileValues::require(const QString &name, const QString &namedBy,
                                      const QString &setting) const {
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
                    Strings::tr("The %1 %2 of the AWS profile %3 doesn't exist.")
                        .arg(setting, quoted(name), quoted(namedBy)),
                    missing.hint());
    }
}

Error ProfileValues::wrong(const QString &profile, const QString &setting,
                           const QString &why) const {
    const QString text = value(profile, setting);
    const QString fact =
        Strings::tr("%1 of the AWS profile %2 %3").arg(setting, quoted(profile), why);
    return {Error::Kind::NotSetUp,
            text.isEmpty() ? fact + u'.' : u"%1: %2."_s.arg(fact, quoted(text)),
            whatToWrite(profile, setting, text)};
}

QString ProfileValues::whatToWrite(const QString &profile, const QString &setting,
                                   const QString &text) const {
    const Profile *holder = holderOf(profile, setting);
    const auto place = holder == nullptr ? std::nullopt : holder->place(setting);
    if (!place)
        return Strings::tr("Fix it in %1.").arg(files_.paths().config);
    const QString line = QString::number(place->line);
    if (text.contains(" #"_L1) || text.contains(" ;"_L1))
        return Strings::tr("On line %1 of %2, move the comment to its own line.")
            .arg(line, place->file);
    if (text.startsWith(u'"') || text.startsWith(u'\''))
        return Strings::tr("On line %1 of %2, remove the quotation marks.").arg(line, place->file);
    if (setting == "region"_L1 && codecommit::isRegion(text.chopped(1).toStdString()))
        return Strings::tr("That's an availability zone. On line %1 of %2, write %3.")
            .arg(line, place->file, text.chopped(1));
    return Strings::tr("Fix it on line %1 of %2.").arg(line, place->file);
}

QString ProfileValues::checked(const QString &profile, const QString &setting,
                               const std::function<bool(const QString &)> &isValid,
                               const QString &why) const {
    QString text = value(profile, setting);
    if (!text.isEmpty() && !isValid(text))
        throw wrong(profile, setting, why);
    return text;
}

void ProfileValues::refuseUnsupported(const QString &profile) const {
    for (const auto &[setting, only] : unsupported) {
        const QString text = value(profile, setting);
        if (text.isEmpty() || (!only.isEmpty() && text.compare(only, Qt::CaseInsensitive) != 0))
            continue;
        throw Error(
            Error::Kind::Unsupported,
            Strings::tr("The AWS profile %2 uses %1, which Vouch doesn't support yet.")
                .arg(setting, quoted(profile)),
            setting == "parent_profile"_L1
                ? writeInstead(profile, setting, u"include_profile"_s)
                : Strings::tr("Use another profile, or the tool that this one is meant for."));
    }
}

QString ProfileValues::writeInstead(const QString &profile, const QString &setting,
                                    const QString &right) const {
    const auto place = holderOf(profile, setting)->place(setting);
    return Strings::tr("On line %1 of %2, write %3.")
        .arg(QString::number(place->line), place->file, right);
}

} // namespace vouch::aws
