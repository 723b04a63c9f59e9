// SPDX-License-Identifier: Apache-2.0
// What the files of /proc, /sys and /etc say of a computer that is laid out in a folder.
#include "posture_layout.h"

#include <sys/utsname.h>
#include <unistd.h>

using namespace vouch;
using namespace vouch::posture;
using namespace vouch::test;

class TestPostureFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { computer_ = std::make_unique<Layout>(); }

    void readsTheSystem() {
        computer_->write(u"/etc/os-release"_s, "# a comment\nNAME=\"Debian GNU/Linux\"\n\n"
                                               "VERSION_ID=\"12\"\nID=debian\nodd\n=none\n");
        computer_->write(u"/proc/sys/kernel/osrelease"_s, "6.1.0-18-amd64\n");
        computer_->write(u"/proc/uptime"_s, "15120.87 20150.21\n");
        const Report report = computer_->read(readSystem);
        QCOMPARE(report.os, u"linux"_s);
        QCOMPARE(report.distribution, u"debian"_s);
        QCOMPARE(report.version, u"12"_s);
        QCOMPARE(report.build, u"6.1.0-18-amd64"_s);
        QCOMPARE(report.uptime, std::chrono::seconds(15120));
        utsname machine{};
        ::uname(&machine);
        QCOMPARE(report.arch, QString::fromLatin1(machine.machine));
        QCOMPARE(report.elevated, On(::geteuid() == 0));
    }
    void aSystemThatSaysLittle() {
        computer_->write(u"/usr/lib/os-release"_s, "ID='arch'\n");
        computer_->write(u"/proc/uptime"_s, "soon\n");
        const Report report = computer_->read(readSystem);
        QCOMPARE(report.distribution, u"arch"_s);
        QCOMPARE(report.version, QString());
        QCOMPARE(report.build, QString());
        QVERIFY(!report.uptime);
    }

    void aDiskWithNothingBetween() {
        computer_->mountRoot("8:2", "ext4", "/dev/sda2");
        computer_->device(u"sda2"_s);
        computer_->link(u"/sys/dev/block/8:2"_s, u"../../class/block/sda2"_s);
        QCOMPARE(computer_->read(readDiskEncryption).diskEncryption,
                 (Report::Mechanism{false, {}}));
    }
    void luksUnderAVolumeGroup() {
        computer_->mountRoot("254:1", "ext4", "/dev/mapper/vg-root");
        computer_->link(u"/sys/dev/block/254:1"_s, u"../../class/block/dm-1"_s);
        computer_->device(u"dm-1"_s, {u"dm-0"_s}, "LVM-abc");
        computer_->device(u"dm-0"_s, {u"nvme0n1p3"_s}, "CRYPT-LUKS2-0123-name");
        computer_->device(u"nvme0n1p3"_s);
        QCOMPARE(computer_->read(readDiskEncryption).diskEncryption,
                 (Report::Mechanism{true, u"luks"_s}));
    }
    void aVolumeGroupOnTwoDisksOfWhichOneIsOpen() {
        computer_->mountRoot("254:1", "ext4", "/dev/mapper/vg-root");
        computer_->link(u"/sys/dev/block/254:1"_s, u"../../class/block/dm-1"_s);
        computer_->device(u"dm-1"_s, {u"dm-0"_s, u"sdb1"_s}, "LVM-abc");
        computer_->device(u"dm-0"_s, {u"sda3"_s}, "CRYPT-LUKS1-0123-name");
        computer_->device(u"sda3"_s);
        computer_->device(u"sdb1"_s);
        QCOMPARE(computer_->read(readDiskEncryption).diskEncryption.on, On(false));
    }
    void whatOnlyVerifiesDoesNotEncrypt() {
        computer_->mountRoot("254:0", "ext4", "/dev/mapper/root");
        computer_->link(u"/sys/dev/block/254:0"_s, u"../../class/block/dm-0"_s);
        computer_->device(u"dm-0"_s, {u"sda3"_s}, "CRYPT-VERITY-0123-root");
        computer_->device(u"sda3"_s);
        QCOMPARE(computer_->read(readDiskEncryption).diskEncryption.on, On(false));
    }
    void btrfsByItsSource() {
        computer_->mountRoot("0:27", "btrfs", "/dev/mapper/luks-1");
        computer_->write(u"/dev/dm-0"_s, {});
        computer_->link(u"/dev/mapper/luks-1"_s, u"../dm-0"_s);
        computer_->link(u"/sys/fs/btrfs/uuid/devices/dm-0"_s, u"/none"_s);
        computer_->folder(u"/sys/fs/btrfs/features"_s);
        computer_->device(u"dm-0"_s, {u"sda3"_s}, "CRYPT-LUKS2-0123-luks-1");
        computer_->device(u"sda3"_s);
        QCOMPARE(computer_->read(readDiskEncryption).diskEncryption.on, On(true));
        // It lies on one more.
        computer_->device(u"sdb3"_s);
        computer_->link(u"/sys/fs/btrfs/uuid/devices/sdb3"_s, u"/none"_s);
        QCOMPARE(computer_->read(readDiskEncryption).diskEncryption.on, On(false));
    }
    void devicesThatCannotTell_data() {
        QTest::addColumn<QByteArray>("device");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("source");
        const auto row = [](const QByteArray &device, const QByteArray &type,
                            const QByteArray &source) {
            QTest::newRow(type + ' ' + source) << device << type << source;
        };
        row("0:45", "overlay", "overlay");
        row("0:45", "zfs", "rpool/ROOT");
        row("0:45", "btrfs", "/dev/sdz1");
        row("9:9", "ext4", "/dev/none");
        row("7:0", "squashfs", "/dev/loop0");
        row("254:0", "ext4", "/dev/mapper/loop");
    }
    void devicesThatCannotTell() {
        QFETCH(QByteArray, device);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, source);
        computer_->device(u"loop0"_s);
        computer_->device(u"dm-0"_s, {u"dm-0"_s}, "LVM-of-itself");
        computer_->link(u"/sys/dev/block/7:0"_s, u"../../class/block/loop0"_s);
        computer_->link(u"/sys/dev/block/254:0"_s, u"../../class/block/dm-0"_s);
        computer_->mountRoot(device, type, source);
        QCOMPARE(computer_->read(readDiskEncryption).diskEncryption, Report::Mechanism());
    }
    void noMountsAtAll() {
        QCOMPARE(computer_->read(readDiskEncryption).diskEncryption, Report::Mechanism());
        computer_->write(u"/proc/self/mountinfo"_s, "odd\n- - -\n1 2 3 4 / - \n");
        QCOMPARE(computer_->read(readDiskEncryption).diskEncryption, Report::Mechanism());
    }

    void secureBoot_data() {
        QTest::addColumn<QByteArray>("variable");
        QTest::addColumn<On>("on");
        QTest::newRow("on") << QByteArray("\6\0\0\0\1", 5) << On(true);
        QTest::newRow("off") << QByteArray("\6\0\0\0\0", 5) << On(false);
        QTest::newRow("odd value") << QByteArray("\6\0\0\0\7", 5) << On();
        QTest::newRow("short") << QByteArray("\1", 1) << On();
        QTest::newRow("empty") << QByteArray() << On();
    }
    void secureBoot() {
        QFETCH(QByteArray, variable);
        computer_->folder(u"/sys/firmware/acpi"_s);
        computer_->write(secureBootVariable, variable);
        QTEST(computer_->read(readFirmware).secureBoot, "on");
    }
    void secureBootWithoutEfi() {
        QCOMPARE(computer_->read(readFirmware).secureBoot, On()); // as in a container
        computer_->folder(u"/sys/firmware/acpi"_s);
        QCOMPARE(computer_->read(readFirmware).secureBoot, On(false));
        computer_->folder(u"/sys/firmware/efi"_s); // but its variables are not to be had
        QCOMPARE(computer_->read(readFirmware).secureBoot, On());
    }
    void tpm() {
        QCOMPARE(computer_->read(readFirmware).tpm, On());
        computer_->folder(u"/sys/class/tpm"_s);
        QCOMPARE(computer_->read(readFirmware).tpm, On(false));
        computer_->folder(u"/sys/class/tpm/tpm0"_s);
        QCOMPARE(computer_->read(readFirmware).tpm, On(true));
        QCOMPARE(computer_->read(readFirmware).tpmVersion, QString());
        const QString file = u"/sys/class/tpm/tpm0/tpm_version_major"_s;
        computer_->write(file, "2\n");
        QCOMPARE(computer_->read(readFirmware).tpmVersion, u"2.0"_s);
        computer_->write(file, "1\n");
        QCOMPARE(computer_->read(readFirmware).tpmVersion, u"1.2"_s);
        computer_->write(file, "two\n");
        QCOMPARE(computer_->read(readFirmware).tpmVersion, QString());
    }

private:
    std::unique_ptr<Layout> computer_;
};

QTEST_GUILESS_MAIN(TestPostureFiles)
#include "test_posture_files.moc"
