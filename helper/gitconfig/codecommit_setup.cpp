// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/codecommit_setup.h"

#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

QString sectionOf(const QString &pattern) {
    return u"credential."_s + pattern;
}

/// The variable of a key in one of our sections, in lower case; empty for any other key. A variable
/// holds no dot, unlike the rest of a longer host name.
QString variableIn(const QString &section, const QString &key) {
    const bool inside = key.startsWith(section + u'.') && key.indexOf(u'.', section.size() + 1) < 0;
    return inside ? key.sliced(section.size() + 1).toLower() : QString();
}

/// As git lists them, whatever the case they were written in.
bool sameEntries(const QList<GitFile::Entry> &a, const QList<GitFile::Entry> &b) {
    return std::ranges::equal(a, b, [](const GitFile::Entry &x, const GitFile::Entry &y) {
        return x.value == y.value && x.key.compare(y.key, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

const QStringList &CodeCommitSetup::patterns() {
    static const QStringList all{
        u"https://git-codecommit.*.amazonaws.com"_s,
        u"https://git-codecommit-fips.*.amazonaws.com"_s,
        u"https://*.git-codecommit.*.vpce.amazonaws.com"_s,
        u"https://*.git-codecommit-fips.*.vpce.amazonaws.com"_s,
        u"https://git-codecommit.*.amazonaws.com.cn"_s,
        u"https://git-codecommit.*.amazonaws.eu"_s,
    };
    return all;
}

QString CodeCommitSetup::helperFor(const QString &folder) {
    const QString program = u"git-credential-vouch"_s;
    if (!QStandardPaths::findExecutable(program).isEmpty())
        return u"vouch"_s;
    static const QRegularExpression plain(uR"(\A[\w./+-]+\z)"_s);
    QString path = folder + u'/' + program;
    if (plain.match(path).hasMatch())
        return path;
    return u"!'"_s + QString(path).replace(u'\'', "'\\''"_L1) + u'\'';
}

QList<GitFile::Entry> CodeCommitSetup::wanted(const QList<GitFile::Entry> &now) const {
    QList<GitFile::Entry> wanted;
    for (const QString &pattern : patterns()) {
        const QString section = sectionOf(pattern);
        wanted.append({section + u".helper"_s, QString()});
        wanted.append({section + u".helper"_s, helper_});
        wanted.append({section + u".useHttpPath"_s, u"true"_s});
        for (const auto &[key, value] : now) {
            const QString variable = variableIn(section, key);
            if (!variable.isEmpty() && variable != "helper"_L1 && variable != "usehttppath"_L1)
                wanted.append({key, value});
        }
    }
    return wanted;
}

bool CodeCommitSetup::isDone() const {
    const auto now = file_.entries();
    const auto target = wanted(now);
    return now.size() >= target.size() && sameEntries(now.last(target.size()), target);
}

void CodeCommitSetup::apply() const {
    const auto now = file_.entries();
    QList<QStringList> commands;
    for (const QString &pattern : patterns()) {
        const QString section = sectionOf(pattern);
        const bool stands = std::ranges::any_of(now, [&section](const GitFile::Entry &entry) {
            return !variableIn(section, entry.key).isEmpty();
        });
        if (stands)
            commands.append({u"--remove-section"_s, section});
    }
    for (const auto &[key, value] : wanted(now))
        commands.append({u"--add"_s, key, value});
    file_.change(commands);
}

} // namespace vouch
