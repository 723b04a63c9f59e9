// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/credential_sections.h"

#include "codecommit/host.h"
#include "core/error.h"
#include "core/shell_quoting.h"
#include "gitconfig/configuration.h"
#include "gitconfig/known_helper.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace vouch::codecommitlines {

using namespace Qt::Literals::StringLiterals;

namespace {

using Entries = QList<GitFile::Entry>;

QString sectionOf(const QString &pattern) {
    return u"credential."_s + pattern;
}

/// The variable of a key in this section; empty for any other key.
QString variableIn(const QString &section, const QString &key) {
    const auto parts = ConfigKey::of(key);
    return parts.section + u'.' + parts.subsection == section ? parts.variable : QString();
}

/// Compares keys as git does, ignoring case.
bool sameEntry(const GitFile::Entry &x, const GitFile::Entry &y) {
    return x.value == y.value && x.key.compare(y.key, Qt::CaseInsensitive) == 0;
}

bool contains(const Entries &entries, const GitFile::Entry &wanted) {
    return std::ranges::any_of(
        entries, [&wanted](const GitFile::Entry &entry) { return sameEntry(entry, wanted); });
}

QStringList valuesOf(const Entries &entries, const QString &section, QLatin1StringView variable) {
    QStringList values;
    for (const auto &[key, value] : entries)
        if (variableIn(section, key) == variable)
            values.append(value);
    return values;
}

bool isOurHelper(const QString &value) {
    return kindOfHelper(value) == HelperKind::Vouch;
}

/// The sections for CodeCommit's hosts that contain Vouch's helper.
QStringList ours(const Entries &now) {
    QStringList sections;
    for (const auto &[key, value] : now) {
        const auto parts = ConfigKey::of(key);
        const QString section = sectionOf(parts.subsection);
        if (parts.section == "credential"_L1 && parts.variable == "helper"_L1 &&
            isCodeCommit(parts.subsection) && isOurHelper(value) && !sections.contains(section))
            sections.append(section);
    }
    return sections;
}

/// Our sections for hosts that are no longer wanted, unless they contain another helper too.
QStringList superfluous(const QStringList &wanted, const Entries &now) {
    QStringList sections = ours(now);
    sections.removeIf([&](const QString &section) {
        const auto helpers = valuesOf(now, section, "helper"_L1);
        return wanted.contains(section) || !std::ranges::all_of(helpers, [](const QString &helper) {
                   return helper.isEmpty() || isOurHelper(helper);
               });
    });
    return sections;
}

/// A section's keys that aren't ours. A key without "=" is true.
Entries foreign(const QString &section, const Entries &now, bool userNameIsOurs) {
    Entries keys;
    for (const auto &[key, value] : now) {
        const QString variable = variableIn(section, key);
        if (!variable.isEmpty() && variable != "helper"_L1 && variable != "usehttppath"_L1 &&
            !(userNameIsOurs && variable == "username"_L1))
            keys.append({key, value.isNull() ? u"true"_s : value});
    }
    return keys;
}

/// Whether the target's entries are adjacent, with nothing after them that could add a helper.
bool standAtTheEnd(const Entries &target, const Entries &now) {
    auto end = now.size();
    while (end > 0 && !now[end - 1].key.startsWith("credential."_L1) &&
           !now[end - 1].key.startsWith("include"_L1)) // and includeIf
        --end;
    return end >= target.size() &&
           std::ranges::equal(now.sliced(end - target.size(), target.size()), target, sameEntry);
}

QStringList wantedSections(const CodeCommitOptions &options) {
    QStringList sections;
    for (const QString &pattern : patterns(options.region))
        sections.append(sectionOf(pattern));
    return sections;
}

Entries insteadOf(const QStringList &regions) {
    Entries entries;
    for (const QString &region : regions) {
        patterns(region); // validates it
        const QString key = u"url.https://%1/v1/repos/.insteadOf"_s.arg(
            QString::fromStdString(codecommit::hostIn(region.toStdString())));
        if (entries.isEmpty())
            entries.append({key, u"codecommit://"_s});
        entries.append({key, u"codecommit::%1://"_s.arg(region)});
    }
    return entries;
}

/// Escapes a value for a POSIX extended regular expression.
QString escaped(const QString &value) {
    QString text;
    for (const QChar c : value) {
        if (u"\\.[](){}*+?^$|"_s.contains(c))
            text += u'\\';
        text += c;
    }
    return text;
}

} // namespace

QStringList patterns(const QString &region) {
    const std::string name = region.toStdString();
    if (!name.empty() && !codecommit::isRegion(name))
        throw Error(Error::Kind::NotFound,
                    QCoreApplication::translate("vouch", "“%1” is not an AWS region.").arg(region),
                    QCoreApplication::translate("vouch", "It should look like us-east-1."));
    QStringList urls;
    for (const std::string &host : codecommit::hostPatterns(name))
        urls.append(u"https://"_s + QString::fromStdString(host));
    return urls;
}

QString helperFor(const QString &folder) {
    const QString program = u"git-credential-vouch"_s;
    const QString found = QStandardPaths::findExecutable(program);
    const QString own = QStandardPaths::findExecutable(program, {folder}); // with Windows' .exe
    const QString path = own.isEmpty() ? folder + u'/' + program : own;
    // The first program of that name on the PATH may not be ours.
    const QString real = QFileInfo(own).canonicalFilePath();
    if (!found.isEmpty() && (real.isEmpty() || QFileInfo(found).canonicalFilePath() == real))
        return u"vouch"_s;
    static const QRegularExpression plain(uR"(\A[\w./+-]+\z)"_s);
    return plain.match(path).hasMatch() ? path : u'!' + shellQuoted(path);
}

Entries wanted(const CodeCommitOptions &options, const Entries &now) {
    Entries wanted;
    for (const QString &section : wantedSections(options)) {
        wanted.append({section + u".helper"_s, u""_s});
        wanted.append({section + u".helper"_s, options.helper});
        wanted.append({section + u".useHttpPath"_s, u"true"_s});
        if (!options.profile.isEmpty())
            wanted.append({section + u".username"_s, options.profile});
        wanted.append(foreign(section, now, !options.profile.isEmpty()));
    }
    return wanted;
}

QList<GitFile::Entry> extras(const CodeCommitOptions &options, const Entries &now) {
    Entries extras = insteadOf(options.insteadOf);
    if (!options.profile.isEmpty())
        for (const QString &section : wantedSections(options))
            extras.append({section + u".username"_s, options.profile});
    extras.removeIf([&now](const GitFile::Entry &entry) { return contains(now, entry); });
    return extras;
}

Change toAdd(const CodeCommitOptions &options, const Entries &now) {
    const QStringList sections = wantedSections(options);
    const QStringList tooMany = superfluous(sections, now);
    const Entries target = wanted(options, now);
    const bool done = tooMany.isEmpty() && standAtTheEnd(target, now);
    Change change;
    Entries rewriting = insteadOf(options.insteadOf);
    rewriting.removeIf([&now](const GitFile::Entry &entry) { return contains(now, entry); });
    if (done) {
        for (const auto &[key, value] : rewriting)
            change.commands.append({u"--add"_s, key, value});
        return change;
    }
    change.atTheEnd = rewriting;
    // Key by key, because removing a section also removes the comments in and after it.
    change.sections = sections + tooMany;
    QStringList keys;
    for (const GitFile::Entry &entry : now)
        if (std::ranges::any_of(change.sections,
                                [&](const QString &section) {
                                    return !variableIn(section, entry.key).isEmpty();
                                }) &&
            !keys.contains(entry.key))
            keys.append(entry.key);
    for (const QString &key : keys)
        change.commands.append({u"--unset-all"_s, key});
    for (const QString &section : tooMany)
        change.atTheEnd.append(foreign(section, now, false));
    change.atTheEnd.append(target);
    return change;
}

Change toRemove(const Entries &now, const Entries &extras) {
    Change change;
    for (const QString &section : ours(now)) {
        change.sections.append(section);
        QStringList helpers = valuesOf(now, section, "helper"_L1);
        helpers.removeDuplicates();
        for (const QString &helper : helpers)
            if (helper.isEmpty() || isOurHelper(helper))
                change.commands.append(unsetValue(section + u".helper"_s, helper));
        if (valuesOf(now, section, "usehttppath"_L1).contains("true"_L1))
            change.commands.append(unsetValue(section + u".useHttpPath"_s, u"true"_s));
    }
    for (const GitFile::Entry &extra : extras)
        if (contains(now, extra)) {
            const auto key = ConfigKey::of(extra.key);
            change.sections.append(key.section + u'.' + key.subsection);
            change.commands.append(unsetValue(extra.key, extra.value));
        }
    return change;
}

bool isCodeCommit(const QString &subsection) {
    static const QRegularExpression url(
        uR"(\A(?:https?://)?(?:[^/@]*@)?([^/:@]+)(?::\d+)?(?:/.*)?\z)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto parts = url.match(subsection);
    return parts.hasMatch() && codecommit::isHostPattern(parts.captured(1).toStdString());
}

QStringList unsetValue(const QString &key, const QString &value) {
    return {u"--unset-all"_s, key, u'^' + escaped(value) + u'$'};
}

} // namespace vouch::codecommitlines
