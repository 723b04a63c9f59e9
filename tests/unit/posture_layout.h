// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "posture/collector.h"
#include "posture/readers.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace vouch::test {

using namespace Qt::Literals::StringLiterals;

using On = std::optional<bool>;

inline const QString secureBootVariable =
    u"/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"_s;

/// Another computer, in a folder.
class Layout {
public:
    QString root() const { return folder_.path(); }
    void write(const QString &path, const QByteArray &text, bool readable = true) const {
        QDir().mkpath(QFileInfo(root() + path).path());
        QFile file(root() + path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        if (!readable)
            file.setPermissions({});
    }
    void link(const QString &path, const QString &target) const {
        QDir().mkpath(QFileInfo(root() + path).path());
        QVERIFY(QFile::link(target, root() + path));
    }
    void folder(const QString &path) const { QDir().mkpath(root() + path); }
    void mountRoot(const QByteArray &device, const QByteArray &type,
                   const QByteArray &source) const {
        write(u"/proc/self/mountinfo"_s, "22 28 0:21 / /proc rw,nosuid - proc proc rw\n"
                                         "28 1 " +
                                             device + " / / rw,relatime shared:1 - " + type + ' ' +
                                             source +
                                             " rw\n"
                                             "31 28 8:1 / /boot rw shared:2 - ext4 /dev/sda1 rw\n");
    }
    /// A device as sysfs has it: made of others, or with a device mapper name.
    void device(const QString &name, const QStringList &parts = {},
                const QByteArray &uuid = {}) const {
        const QString place = u"/sys/class/block/"_s + name;
        folder(place + u"/slaves"_s);
        for (const QString &part : parts)
            link(place + u"/slaves/"_s + part, u"../../"_s + part);
        if (!uuid.isEmpty())
            write(place + u"/dm/uuid"_s, uuid + '\n');
    }
    posture::Report read(posture::Collector::Reader reader) const {
        posture::Report report;
        reader(posture::Computer(root()), &report);
        return report;
    }

private:
    QTemporaryDir folder_;
};

} // namespace vouch::test

Q_DECLARE_METATYPE(vouch::test::On)
