// SPDX-License-Identifier: Apache-2.0
// The devices of the root file system come from mountinfo, proc(5), and what they're built on from
// the links in /sys/class/block/NAME/slaves, down to the disks. Devices made by cryptsetup have a
// device mapper UUID, dm/uuid, such as CRYPT-LUKS2-...
#include "posture/readers.h"

#include <QList>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int deepest = 16; ///< levels of stacked devices; guards against loops

struct Mount {
    QString device; ///< MAJOR:MINOR; major 0 isn't a real device
    QString type;   ///< of file system
    QString source;
};

/// The mount at /; if there are several, the last one, which hides the others.
std::optional<Mount> rootMount(const Computer &computer) {
    std::optional<Mount> root;
    const auto text = computer.file(u"/proc/self/mountinfo"_s);
    const QStringList lines = QString::fromUtf8(text.value_or(QByteArray())).split(u'\n');
    for (const QString &line : lines) {
        const QStringList place = line.section(u" - "_s, 0, 0).split(u' ');
        const QStringList what = line.section(u" - "_s, 1).split(u' ');
        if (place.size() >= 6 && what.size() >= 2 && place[4] == "/"_L1)
            root = Mount{place[2], what[0], what[1]};
    }
    return root;
}

/// The devices, by their names in /sys/class/block; empty if they can't be determined.
QStringList devicesUnder(const Mount &mount, const Computer &computer) {
    if (!mount.device.startsWith("0:"_L1)) {
        const QString name = computer.realName(u"/sys/dev/block/"_s + mount.device);
        return name.isEmpty() ? QStringList() : QStringList{name};
    }
    if (mount.type != "btrfs"_L1 || !mount.source.startsWith("/dev/"_L1))
        return {};
    // btrfs has its own device number, names one of its devices, and may span several.
    const QString name = computer.realName(mount.source);
    const QStringList systems = computer.names(u"/sys/fs/btrfs"_s);
    for (const QString &system : systems) {
        QStringList devices = computer.names(u"/sys/fs/btrfs/%1/devices"_s.arg(system));
        if (devices.contains(name))
            return devices;
    }
    return {};
}

/// Whether everything written to a device is encrypted before it reaches the disks.
Report::Mechanism encryptionOf(const QString &device, const Computer &computer, int depth = 0) {
    const QString folder = u"/sys/class/block/"_s + device;
    const QString uuid = computer.line(folder + u"/dm/uuid"_s).value_or(QString());
    if (uuid.startsWith("CRYPT-LUKS1-"_L1) || uuid.startsWith("CRYPT-LUKS2-"_L1))
        return {true, u"luks"_s};
    if (uuid.startsWith("CRYPT-PLAIN-"_L1))
        return {true, u"dm-crypt"_s};
    if (!computer.exists(folder) || depth >= deepest)
        return {};
    const QStringList parts = computer.names(folder + u"/slaves"_s);
    Report::Mechanism all;
    for (const QString &part : parts) {
        auto one = encryptionOf(part, computer, depth + 1);
        if (one.on != true)
            return one;
        all = one;
    }
    // These may have other storage below them, or be remote, so the result would be unknown.
    const bool isDisk = !device.startsWith("loop"_L1) && !device.startsWith("nbd"_L1) &&
                        !device.startsWith("dm-"_L1) && !device.startsWith("md"_L1) &&
                        !device.startsWith("bcache"_L1);
    if (parts.isEmpty() && isDisk)
        all.on = false;
    return all;
}

} // namespace

void readDiskEncryption(const Computer &computer, Report *report) {
    const auto mount = rootMount(computer);
    if (!mount)
        return;
    Report::Mechanism all;
    const QStringList devices = devicesUnder(*mount, computer);
    for (const QString &device : devices) {
        all = encryptionOf(device, computer);
        if (all.on != true)
            break;
    }
    report->diskEncryption = all;
}

} // namespace vouch::posture
