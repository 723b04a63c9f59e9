// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/finding.h"

#include "core/shell_quoting.h"
#include "gitconfig/global_file.h"
#include "gitconfig/known_helper.h"

#include <QCoreApplication>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::Finding)
};

QString whereStored(HelperKind kind) {
    switch (kind) {
    case HelperKind::Store:
        return Strings::tr("An old CodeCommit password is stored in a file");
    case HelperKind::Cache:
        return Strings::tr("An old CodeCommit password is cached in memory");
    default:
        return Strings::tr("An old CodeCommit password is stored in your keychain");
    }
}

} // namespace

QString shellCommandOf(const FileEdit &edit) {
    QStringList commands;
    for (const QStringList &arguments : edit.commands) {
        QStringList words{u"git"_s, u"config"_s};
        if (edit.file == globalGitConfig())
            words.append(u"--global"_s);
        else
            words += {u"--file"_s, shellQuoted(edit.file)};
        for (const QString &argument : arguments)
            words.append(shellQuoted(argument));
        commands.append(words.join(u' '));
    }
    return commands.join(u" && "_s);
}

CheckResult resultOf(const Finding &finding, const QString &fix) {
    // git works without the path, too: Vouch reads it from git's command line.
    const bool breaks = finding.weight == Finding::Weight::Breaks && finding.name != "no-path"_L1;
    return {finding.name, breaks ? CheckResult::State::Problem : CheckResult::State::Warning,
            (finding.fact + u". "_s + finding.detail).trimmed(), fix};
}

Finding findingOf(const StoredPassword &password) {
    Finding finding;
    finding.name = u"stored-password"_s;
    finding.fact = password.expires
                       ? whereStored(kindOfHelper(password.helper))
                       : Strings::tr("A permanent CodeCommit password is stored on this computer");
    finding.detail =
        Strings::tr("Saved by %1 for %2.").arg(nameOfHelper(password.helper), password.host);
    finding.fix = Strings::tr("Remove the password");
    finding.command = uR"(printf 'protocol=https\nhost=%1\n\n' | %2 erase)"_s.arg(
        password.host, shellCommandOf(password.helper));
    finding.repair = password;
    finding.weight = password.expires ? Finding::Weight::Breaks : Finding::Weight::Clutter;
    finding.suggested = password.expires; // a permanent one works, without Vouch
    return finding;
}

} // namespace vouch
