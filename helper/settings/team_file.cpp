// SPDX-License-Identifier: Apache-2.0
#include "settings/team_file.h"

#include "core/displayed.h"
#include "core/error.h"
#include "gitconfig/config_text.h"
#include "settings/names.h"
#include "settings/values.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::TeamFile)
};

[[noreturn]] void refuse(const QString &message) {
    throw Error(Error::Kind::Malformed, message,
                Strings::tr("Nothing was changed. Ask the person who gave you the file."));
}

[[noreturn]] void refuseSize(const QString &name) {
    refuse(Strings::tr("%1 is too large for a team's file.").arg(name));
}

bool isKnown(const QString &key) {
    static constexpr std::array variables{"arn"_L1, "region"_L1, "via"_L1, "duration"_L1};
    const auto role = RoleKey::of(key);
    return key == ruleKey || key == "vouch.version"_L1 || key == "vouch.writer"_L1 ||
           (role && std::ranges::find(variables, role->variable) != variables.end());
}

/// Refuses what only the user or an administrator may set, and what nobody can.
void requireAllowed(const GitFile::Entry &entry, const QString &place) {
    const QString key = displayed(entry.key, 100);
    if (const Option *option = findOption(entry.key)) {
        if (option->setBy != Option::SetBy::Team)
            refuse(Strings::tr("%1: A team's file can't set %2.").arg(place, option->name));
    } else if (entry.key.startsWith("policy."_L1)) {
        refuse(Strings::tr("%1: A team's file can't set %2.").arg(place, key));
    } else if (!isKnown(entry.key)) {
        refuse(Strings::tr("%1: Vouch has no setting “%2”.").arg(place, key));
    }
    if (displayed(entry.value, std::size_t(entry.value.size()) + 1) != entry.value)
        refuse(Strings::tr("%1: The value of %2 has characters that can't be displayed.")
                   .arg(place, key));
}

/// What git lists. git's complaints name files, and an address is none.
QList<GitFile::Entry> entriesOf(const QByteArray &content, const QString &name) {
    const QString standIn = u"/team's file"_s;
    QList<GitFile::Entry> entries;
    try {
        GitFile(standIn).edited(content, {}, [&entries](const auto &listed) { entries = listed; });
    } catch (const Error &error) {
        refuse(QString(error.message()).replace(GitFile(standIn).path(), name));
    }
    return entries;
}

QString roleText(const Role &role) {
    QStringList parts{role.arn};
    if (!role.region.isEmpty())
        parts.append(Strings::tr("region %1").arg(role.region));
    if (!role.via.isEmpty())
        parts.append(Strings::tr("via %1").arg(role.via));
    if (role.duration != Role().duration)
        parts.append(Strings::tr("%1 seconds").arg(role.duration.count()));
    return parts.join(u", "_s);
}

} // namespace

QUrl TeamFile::parseAddress(const QString &text) {
    QUrl url(text.trimmed(), QUrl::StrictMode);
    const QString shown = displayed(text, 200);
    if (!url.isValid() || url.host().isEmpty() || url.scheme() != "https"_L1)
        throw Error(Error::Kind::Malformed,
                    Strings::tr("Vouch can't download a file from “%1”.").arg(shown),
                    Strings::tr("It must begin with https://"));
    if (!url.userInfo().isEmpty())
        throw Error(Error::Kind::Malformed,
                    Strings::tr("The address of a team's file can't contain a user name."),
                    Strings::tr("Remove the user name and the @."));
    if (std::ranges::any_of(text, [](QChar c) { return c.unicode() > 0x7F; }))
        throw Error(Error::Kind::Malformed,
                    Strings::tr("“%1” contains characters that may look like others. The actual "
                                "host name is %2.")
                        .arg(shown, serverName(url)),
                    Strings::tr("If that's the host you want, enter %1 instead.")
                        .arg(url.toString(QUrl::FullyEncoded)));
    return url;
}

TeamFile TeamFile::parse(const QByteArray &content, const QString &name) {
    const QString shown = displayed(name);
    if (content.size() > maxBytes)
        refuseSize(shown);
    if (!content.isValidUtf8() || content.contains('\0'))
        refuse(Strings::tr("%1 isn't a text file.").arg(shown));
    const auto entries = entriesOf(content, shown);
    const QList<int> lines = linesOfKeys(content);
    for (qsizetype i = 0; i < entries.size(); ++i)
        requireAllowed(entries[i],
                       shownPlace(shown, lines.size() == entries.size() ? lines[i] : 0));
    TeamFile file;
    file.layer_ = Layer::read(entries, shown, Option::SetBy::Team);
    if (file.layer_.isNewer())
        throw Error(Error::Kind::Unsupported,
                    Strings::tr("%1 is for a newer version of Vouch.").arg(shown),
                    Strings::tr("Update Vouch."));
    if (file.layer_.values.isEmpty() && file.layer_.roles.isEmpty() && file.layer_.rules.isEmpty())
        refuse(Strings::tr("%1 has no settings.").arg(shown));
    return file;
}

TeamFile TeamFile::read(const QString &path) {
    QFile file(path);
    const QString shown = displayed(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        throw Error(Error::Kind::NotFound, Strings::tr("Can't read %1.").arg(shown),
                    Strings::tr("Check the file name."));
    if (file.size() > maxBytes)
        refuseSize(shown);
    return parse(file.read(maxBytes + 1), QFileInfo(path).absoluteFilePath());
}

QList<TeamFile::Difference> TeamFile::differences(const Settings &inForce) const {
    QList<Difference> all;
    Settings after = inForce;
    for (const auto &[option, value] : layer_.values)
        option->read(after, value);
    for (const Option &option : options())
        if (option.text(after) != option.text(inForce))
            all.append({option.name, option.text(inForce), option.text(after)});
    for (const Role &role : layer_.roles) {
        const Role *before = inForce.findRole(role.name);
        if (before == nullptr || *before != role)
            all.append({Strings::tr("role %1").arg(role.name),
                        before == nullptr ? QString() : roleText(*before), roleText(role)});
    }
    for (const RoleRule &rule : layer_.rules)
        if (!inForce.rules.contains(rule))
            all.append({Strings::tr("rule"), {}, ruleText(rule)});
    return all;
}

} // namespace vouch
