// SPDX-License-Identifier: Apache-2.0
// Linux in Windows (WSL), which can start Windows' programs: git there starts this Windows' helper.
#include "gitconfig/guest_system.h"

#include "core/displayed.h"
#include "core/shell_quoting.h"
#include "gitconfig/credential_sections.h"

#include <QCoreApplication>
#include <QDir>
#include <QSettings>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::GuestSystem)
};

/// The distributions that people installed; other programs have some of their own.
QStringList distributions() {
    const QSettings all(uR"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Lxss)"_s,
                        QSettings::NativeFormat);
    QStringList names;
    for (const QString &group : all.childGroups()) {
        const QString name = displayed(all.value(group + u"/DistributionName"_s).toString());
        if (!name.isEmpty() && !name.startsWith("docker-desktop"_L1) &&
            !name.startsWith("rancher-desktop"_L1))
            names.append(name);
    }
    return names;
}

} // namespace

std::optional<GuestSetup> guestSetup(const QString &folder, const QString &region) {
    const QStringList names = distributions();
    if (names.isEmpty())
        return std::nullopt;
    QStringList hosts;
    for (const QString &pattern : codecommitlines::patterns(region))
        hosts.append(shellQuoted(pattern));
    const QString program = QDir::toNativeSeparators(folder + u"/git-credential-vouch.exe"_s);
    // A helper that begins with / is a command to git, in which blanks need a backslash.
    return GuestSetup{
        Strings::tr("Git in WSL (%1) can use this Vouch, too. To set it up, run this in a terminal "
                    "of WSL:")
            .arg(names.join(u", "_s)),
        uR"(helper=$(wslpath -u %1) && )"
        uR"(helper=$(printf %s "$helper" | sed 's/[^[:alnum:]/._-]/\\&/g') && for host in %2; do )"
        uR"(key="credential.$host" && git config --global "$key.useHttpPath" true && )"
        uR"(git config --global --replace-all "$key.helper" '' && )"
        uR"(git config --global --add "$key.helper" "$helper"; done)"_s.arg(shellQuoted(program),
                                                                            hosts.join(u' '))};
}

} // namespace vouch
