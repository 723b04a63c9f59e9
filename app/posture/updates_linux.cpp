// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

#include <QRegularExpression>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A value from `apt-config dump`, which merges all of apt's files: NAME "VALUE";
QString aptValue(const QByteArray &dump, const QString &name) {
    QString value; // the last one wins
    const QStringList lines = QString::fromUtf8(dump).split(u'\n');
    for (const QString &line : lines)
        if (line.section(u' ', 0, 0).compare(name, Qt::CaseInsensitive) == 0)
            value = line.section(u'"', 1, 1);
    return value;
}

/// Whether an interval (days, or a number with a unit, or `always`) isn't never: 0 or empty.
bool isEverDone(const QString &value) {
    static const QRegularExpression never(uR"(\A\s*0*[smhd]?\s*\z)"_s);
    return !never.match(value).hasMatch();
}

/// apt.systemd.daily(8): both timers run one script, which follows APT::Periodic.
Report::Mechanism unattendedUpgrades(const Computer &computer) {
    if (!computer.exists(u"/usr/lib/apt/apt.systemd.daily"_s))
        return {};
    const auto dump = computer.output(u"apt-config"_s, {u"dump"_s});
    if (!dump)
        return {};
    Report::Mechanism mechanism{false, u"unattended-upgrades"_s};
    const QString enable = aptValue(*dump, u"APT::Periodic::Enable"_s);
    const bool wanted = enable != "0"_L1 &&
                        isEverDone(aptValue(*dump, u"APT::Periodic::Update-Package-Lists"_s)) &&
                        isEverDone(aptValue(*dump, u"APT::Periodic::Unattended-Upgrade"_s));
    if (!wanted || !computer.exists(u"/usr/bin/unattended-upgrade"_s))
        return mechanism;
    const auto fetches = computer.isActive(u"apt-daily.timer"_s);
    const auto installs = computer.isActive(u"apt-daily-upgrade.timer"_s);
    if (!fetches || !installs)
        return {}; // without systemd, cron may run it
    mechanism.on = *fetches && *installs;
    return mechanism;
}

/// dnf-automatic(8): the -install timer always installs updates, the plain ones only if the file
/// says so.
Report::Mechanism dnfAutomatic(const Computer &computer) {
    static const QRegularExpression applies(uR"(^\s*apply_updates\s*[=:]\s*(yes|true|1|on)\s*$)"_s,
                                            QRegularExpression::MultilineOption |
                                                QRegularExpression::CaseInsensitiveOption);
    Report::Mechanism on{true, u"dnf-automatic"_s};
    if (computer.isActive(u"dnf-automatic-install.timer"_s) == true)
        return on;
    const auto file = computer.file(u"/etc/dnf/automatic.conf"_s);
    const bool installs = file && applies.match(QString::fromUtf8(*file)).hasMatch();
    for (const QString &timer : {u"dnf-automatic.timer"_s, u"dnf5-automatic.timer"_s})
        if (installs && computer.isActive(timer) == true)
            return on;
    return {};
}

} // namespace

void readUpdates(const Computer &computer, Report *report) {
    report->autoUpdate = unattendedUpgrades(computer);
    if (!report->autoUpdate.on)
        report->autoUpdate = dnfAutomatic(computer);
}

} // namespace vouch::posture
