// SPDX-License-Identifier: Apache-2.0
// A setting counts only if the desktop that uses it is running, as its name on the session bus
// shows.
#include "posture/readers.h"

#include <QStandardPaths>

#include <algorithm>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<bool> parsedFlag(const QString &text) {
    if (text == "true"_L1 || text == "false"_L1)
        return text == "true"_L1;
    return std::nullopt;
}

std::optional<int> parsedCount(const QString &text) {
    bool isNumber = false;
    const int count = text.toInt(&isNumber);
    return isNumber && count >= 0 ? std::optional(count) : std::nullopt;
}

/// The value without the type that gsettings prints, as in `uint32 300`.
QString gnomeValue(const Computer &computer, const QString &schema, const QString &key) {
    const auto output =
        computer.output(u"gsettings"_s, {u"get"_s, u"org.gnome.desktop."_s + schema, key});
    return QString::fromUtf8(output.value_or(QByteArray())).trimmed().section(u' ', -1);
}

/// GNOME locks `lock-delay` seconds after being idle for `idle-delay` seconds; 0 means never.
void readGnome(const Computer &computer, Report *report) {
    const auto enabled = parsedFlag(gnomeValue(computer, u"screensaver"_s, u"lock-enabled"_s));
    const auto forbidden =
        parsedFlag(gnomeValue(computer, u"lockdown"_s, u"disable-lock-screen"_s));
    const auto idle = parsedCount(gnomeValue(computer, u"session"_s, u"idle-delay"_s));
    const auto delay = parsedCount(gnomeValue(computer, u"screensaver"_s, u"lock-delay"_s));
    if (!enabled || !forbidden || !idle || !delay)
        return;
    report->screenLock = *enabled && !*forbidden && *idle > 0;
    if (*report->screenLock)
        report->screenLockAfter = std::chrono::seconds(*idle) + std::chrono::seconds(*delay);
}

/// A key in [Daemon] of one of Plasma's files; null if it's missing.
QString daemonValue(const QString &file, const QString &key) {
    bool inDaemon = false;
    QString value;
    const QStringList lines = file.split(u'\n');
    for (const QString &line : lines) {
        const QString trimmed = line.trimmed();
        if (trimmed.startsWith(u'['))
            inDaemon = trimmed == "[Daemon]"_L1;
        else if (inDaemon && trimmed.section(u'=', 0, 0).trimmed() == key)
            value = trimmed.section(u'=', 1).trimmed();
    }
    return value;
}

/// Plasma locks after `Timeout` minutes and requires the password `LockGrace` seconds later.
/// Defaults are those of its kscreensaversettings.kcfg.
void readPlasma(const Computer &computer, Report *report) {
    QStringList files; // the user's own first, which wins
    const QStringList folders =
        QStandardPaths::standardLocations(QStandardPaths::GenericConfigLocation);
    for (const QString &folder : folders) {
        const QString path = folder + u"/kscreenlockerrc"_s;
        const auto file = computer.file(path);
        if (!file && computer.exists(path))
            return;
        files.append(QString::fromUtf8(file.value_or(QByteArray())));
    }
    // Markers such as [$i] let an administrator's file win over the user's.
    if (std::ranges::any_of(files, [](const QString &file) { return file.contains("[$"_L1); }))
        return;
    const auto value = [&files](const QString &key, const QString &otherwise) {
        for (const QString &file : std::as_const(files))
            if (QString found = daemonValue(file, key); !found.isNull())
                return found;
        return otherwise;
    };
    const auto enabled = parsedFlag(value(u"Autolock"_s, u"true"_s).toLower());
    const auto minutes = parsedCount(value(u"Timeout"_s, u"5"_s));
    const auto grace = parsedCount(value(u"LockGrace"_s, u"5"_s));
    if (!enabled || !minutes || !grace || (*enabled && *minutes == 0))
        return;
    report->screenLock = *enabled;
    if (*enabled)
        report->screenLockAfter = std::chrono::minutes(*minutes) + std::chrono::seconds(*grace);
}

} // namespace

void readScreenLock(const Computer &computer, Report *report) {
    if (computer.isOnBus(Computer::Bus::Session, u"org.gnome.ScreenSaver"_s) == true)
        readGnome(computer, report);
    else if (computer.isOnBus(Computer::Bus::Session, u"org.kde.screensaver"_s) == true)
        readPlasma(computer, report);
}

} // namespace vouch::posture
