// SPDX-License-Identifier: Apache-2.0
// What the report says of computers that are laid out as folders of files, with a bus of this
// test's own on which systemd's part is played by a small service; and how a report is put
// together.
#include "core/clock.h"
#include "moving_clock.h"
#include "patience.h"
#include "posture_layout.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSemaphore>
#include <QStandardPaths>

#include <unistd.h>

using namespace vouch;
using namespace vouch::posture;
using namespace vouch::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The part of systemd that is used: units by their names, and the states they are in.
class Systemd : public QDBusVirtualObject {
    Q_OBJECT
public:
    QHash<QString, QString> units;
    bool mute = false; ///< takes questions and never answers

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &question, const QDBusConnection &bus) override {
        if (mute)
            return true;
        if (question.member() == "GetUnit"_L1) {
            const QString unit = question.arguments().value(0).toString();
            if (!units.contains(unit))
                return bus.send(question.createErrorReply(u"org.freedesktop.systemd1.NoSuchUnit"_s,
                                                          u"Unit not loaded."_s));
            const QDBusObjectPath path(u"/org/freedesktop/systemd1/unit/"_s +
                                       QString::fromLatin1(unit.toUtf8().toHex()));
            return bus.send(question.createReply(QVariant::fromValue(path)));
        }
        if (question.member() == "Get"_L1 &&
            question.arguments() ==
                QVariantList{u"org.freedesktop.systemd1.Unit"_s, u"ActiveState"_s}) {
            const QByteArray name = question.path().section(u'/', -1).toLatin1();
            const QDBusVariant state(units.value(QString::fromUtf8(QByteArray::fromHex(name))));
            return bus.send(question.createReply(QVariant::fromValue(state)));
        }
        return false;
    }
};

QJsonObject objectIn(const QByteArray &json) {
    const QJsonArray all = QJsonDocument::fromJson(json).array();
    return all.size() == 1 ? all[0].toObject() : QJsonObject();
}

} // namespace

class TestPosture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        bus_.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
        QVERIFY(bus_.waitForReadyRead(60'000));
        const QByteArray address = bus_.readLine().trimmed();
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", address);
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        other_ = std::make_unique<QDBusConnection>(
            QDBusConnection::connectToBus(QString::fromUtf8(address), u"others"_s));
        QVERIFY(other_->registerVirtualObject(u"/org/freedesktop/systemd1"_s, &systemd_,
                                              QDBusConnection::SubPath));
        // Its questions are answered while this thread waits for the answers.
        moveSystemdAside();
    }
    void cleanupTestCase() {
        aside_.quit();
        aside_.wait();
        bus_.terminate();
        bus_.waitForFinished();
    }
    void init() {
        systemd_.units.clear();
        systemd_.mute = false;
        own(u"org.freedesktop.systemd1"_s);
        qputenv("PATH", pathBefore_);
        computer_ = std::make_unique<Layout>();
    }
    void cleanup() {
        for (const QString &name : std::exchange(owned_, {}))
            other_->unregisterService(name);
    }

    void accessControl() {
        const auto read = [this] { return computer_->read(readAccessControl).accessControl; };
        QCOMPARE(read(), Report::Mechanism());
        const QString appArmor = u"/sys/module/apparmor/parameters/enabled"_s;
        computer_->write(appArmor, "N\n");
        QCOMPARE(read(), (Report::Mechanism{false, u"apparmor"_s}));
        computer_->write(appArmor, "Y\n");
        QCOMPARE(read(), Report::Mechanism());
        systemd_.units[u"apparmor.service"_s] = u"failed"_s;
        QCOMPARE(read(), Report::Mechanism());
        systemd_.units[u"apparmor.service"_s] = u"active"_s;
        QCOMPARE(read(), (Report::Mechanism{true, u"apparmor"_s}));
        computer_->write(u"/sys/fs/selinux/enforce"_s, "0");
        QCOMPARE(read(), (Report::Mechanism{false, u"selinux"_s}));
        computer_->write(u"/sys/fs/selinux/enforce"_s, "1");
        QCOMPARE(read(), (Report::Mechanism{true, u"selinux"_s}));
    }

    void ufw_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<bool>("on");
        const QByteArray yes = "# /etc/ufw/ufw.conf\n\nENABLED=yes\nLOGLEVEL=low\n";
        QTest::newRow("on") << yes << u"active"_s << true;
        QTest::newRow("file alone is no proof") << yes << QString() << false;
        QTest::newRow("not started") << yes << u"inactive"_s << false;
        QTest::newRow("switched off") << QByteArray("ENABLED=no\n") << u"active"_s << false;
        QTest::newRow("comment") << QByteArray("# ENABLED=yes\n") << u"active"_s << false;
        QTest::newRow("odd") << QByteArray("ENABLED=yes,no\n") << u"active"_s << false;
    }
    void ufw() {
        QFETCH(QByteArray, file);
        QFETCH(QString, unit);
        QFETCH(bool, on);
        computer_->write(u"/etc/ufw/ufw.conf"_s, file);
        if (!unit.isEmpty())
            systemd_.units[u"ufw.service"_s] = unit;
        const auto firewall = computer_->read(readFirewall).firewall;
        QCOMPARE(firewall, on ? (Report::Mechanism{true, u"ufw"_s}) : Report::Mechanism());
    }
    void nftables() {
        const auto read = [this] { return computer_->read(readFirewall).firewall; };
        systemd_.units[u"nftables.service"_s] = u"active"_s;
        QCOMPARE(read(), Report::Mechanism());
        const QString file = u"/etc/nftables.conf"_s;
        computer_->write(file, "table inet filter {\n chain input {\n  type filter hook input "
                               "priority filter; # policy drop;\n }\n}\n");
        QCOMPARE(read(), Report::Mechanism()); // lets everything pass
        computer_->write(file, "table inet filter { chain input { policy drop; } }\n");
        QCOMPARE(read(), (Report::Mechanism{true, u"nftables"_s}));
        systemd_.units[u"nftables.service"_s] = u"inactive"_s;
        QCOMPARE(read(), Report::Mechanism());
    }
    void firewalld() {
        own(u"org.fedoraproject.FirewallD1"_s);
        QCOMPARE(computer_->read(readFirewall).firewall, (Report::Mechanism{true, u"firewalld"_s}));
    }
    void aFileThatMayNotBeRead() {
        if (::geteuid() == 0)
            QSKIP("root may read everything");
        computer_->write(u"/etc/ufw/ufw.conf"_s, "ENABLED=yes\n", false);
        systemd_.units[u"ufw.service"_s] = u"active"_s;
        QCOMPARE(computer_->read(readFirewall).firewall, Report::Mechanism());
    }
    void aFolderInAFilesPlace() {
        computer_->folder(u"/etc/ufw/ufw.conf"_s);
        computer_->folder(u"/sys/fs/selinux/enforce"_s);
        computer_->folder(u"/proc/uptime"_s);
        computer_->folder(secureBootVariable);
        QCOMPARE(computer_->read(readFirewall).firewall, Report::Mechanism());
        QCOMPARE(computer_->read(readAccessControl).accessControl, Report::Mechanism());
        QVERIFY(!computer_->read(readSystem).uptime);
        QVERIFY(!computer_->read(readFirmware).secureBoot);
    }

    void unattendedUpgrades_data() {
        QTest::addColumn<QByteArray>("apt");
        QTest::addColumn<bool>("timers");
        QTest::addColumn<On>("on");
        const QByteArray both = "APT::Periodic::Update-Package-Lists \"1\";\n"
                                "APT::Periodic::Unattended-Upgrade \"1\";\n";
        QTest::newRow("on") << both << true << On(true);
        QTest::newRow("timers off") << both << false << On(false);
        QTest::newRow("nothing said") << QByteArray("APT \"\";\n") << true << On(false);
        QTest::newRow("0 days") << both + "APT::Periodic::Unattended-Upgrade \"0\";\n"
                                << true << On(false);
        QTest::newRow("always") << both + "apt::periodic::unattended-upgrade \"always\";\n"
                                << true << On(true);
        QTest::newRow("12 hours") << both + "APT::Periodic::Unattended-Upgrade \"12h\";\n"
                                  << true << On(true);
        QTest::newRow("switched off") << both + "APT::Periodic::Enable \"0\";\n"
                                      << true << On(false);
        QTest::newRow("lists are never fetched")
            << QByteArray("APT::Periodic::Unattended-Upgrade \"1\";\n") << true << On(false);
    }
    void unattendedUpgrades() {
        QFETCH(QByteArray, apt);
        QFETCH(bool, timers);
        program(u"apt-config"_s, "cat <<'END'\n" + apt + "END\n");
        computer_->write(u"/usr/lib/apt/apt.systemd.daily"_s, {});
        computer_->write(u"/usr/bin/unattended-upgrade"_s, {});
        for (const QString &timer : {u"apt-daily.timer"_s, u"apt-daily-upgrade.timer"_s})
            systemd_.units[timer] = timers ? u"active"_s : u"inactive"_s;
        const auto updates = computer_->read(readUpdates).autoUpdate;
        QTEST(updates.on, "on");
        QCOMPARE(updates.technology, u"unattended-upgrades"_s);
    }
    void updatesThatCannotBeTold() {
        program(u"apt-config"_s, "exit 100\n");
        QCOMPARE(computer_->read(readUpdates).autoUpdate, Report::Mechanism());
        computer_->write(u"/usr/lib/apt/apt.systemd.daily"_s, {});
        QCOMPARE(computer_->read(readUpdates).autoUpdate, Report::Mechanism());
        program(u"apt-config"_s, "echo 'APT::Periodic::Update-Package-Lists \"1\";'\n"
                                 "echo 'APT::Periodic::Unattended-Upgrade \"1\";'\n");
        QCOMPARE(computer_->read(readUpdates).autoUpdate.on, On(false)); // not installed
        computer_->write(u"/usr/bin/unattended-upgrade"_s, {});
        other_->unregisterService(u"org.freedesktop.systemd1"_s);
        QCOMPARE(computer_->read(readUpdates).autoUpdate, Report::Mechanism());
    }
    void dnfAutomatic() {
        const auto read = [this] { return computer_->read(readUpdates).autoUpdate; };
        const Report::Mechanism on{true, u"dnf-automatic"_s};
        systemd_.units[u"dnf-automatic.timer"_s] = u"active"_s;
        QCOMPARE(read(), Report::Mechanism());
        computer_->write(u"/etc/dnf/automatic.conf"_s, "[commands]\napply_updates = no\n");
        QCOMPARE(read(), Report::Mechanism());
        computer_->write(u"/etc/dnf/automatic.conf"_s, "[commands]\napply_updates = yes\n");
        QCOMPARE(read(), on);
        systemd_.units = {{u"dnf-automatic-install.timer"_s, u"active"_s}};
        computer_->write(u"/etc/dnf/automatic.conf"_s, {});
        QCOMPARE(read(), on);
    }

    void gnome_data() {
        QTest::addColumn<QByteArray>("idle");
        QTest::addColumn<QByteArray>("enabled");
        QTest::addColumn<On>("on");
        QTest::addColumn<int>("after");
        QTest::newRow("on") << QByteArray("uint32 300") << QByteArray("true") << On(true) << 330;
        QTest::newRow("off") << QByteArray("uint32 300") << QByteArray("false") << On(false) << -1;
        QTest::newRow("never idle")
            << QByteArray("uint32 0") << QByteArray("true") << On(false) << -1;
        QTest::newRow("odd") << QByteArray("uint32 x") << QByteArray("true") << On() << -1;
        QTest::newRow("nothing") << QByteArray() << QByteArray() << On() << -1;
    }
    void gnome() {
        QFETCH(QByteArray, idle);
        QFETCH(QByteArray, enabled);
        QFETCH(int, after);
        program(u"gsettings"_s, "case \"$2 $3\" in\n"
                                "*screensaver\\ lock-enabled) echo " +
                                    enabled +
                                    " ;;\n*screensaver\\ lock-delay) echo uint32 30 ;;\n"
                                    "*session\\ idle-delay) echo " +
                                    idle + " ;;\n*lockdown\\ *) echo false ;;\nesac\n");
        QCOMPARE(computer_->read(readScreenLock).screenLock, On()); // it does not run
        own(u"org.gnome.ScreenSaver"_s);
        const Report report = computer_->read(readScreenLock);
        QTEST(report.screenLock, "on");
        QCOMPARE(report.screenLockAfter.value_or(-1s).count(), after);
    }
    void plasma_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<On>("on");
        QTest::addColumn<int>("after");
        const auto row = [](const char *name, const QByteArray &file, On on, int after) {
            QTest::newRow(name) << file << on << after;
        };
        row("nothing said", "", true, 305);
        row("ten minutes", "[Greeter]\nTimeout=1\n[Daemon]\nTimeout=10\nLockGrace=0\n", true, 600);
        row("off", "[Daemon]\nAutolock=false\n", false, -1);
        row("odd", "[Daemon]\nTimeout=soon\n", {}, -1);
        row("negative", "[Daemon]\nTimeout=-3\n", {}, -1);
        row("an administrator's", "[Daemon][$i]\nAutolock=true\n", {}, -1);
    }
    void plasma() {
        QFETCH(QByteArray, file);
        QFETCH(int, after);
        const QString folder =
            QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
        computer_->write(folder + u"/kscreenlockerrc"_s, file);
        QCOMPARE(computer_->read(readScreenLock).screenLock, On());
        own(u"org.kde.screensaver"_s);
        const Report report = computer_->read(readScreenLock);
        QTEST(report.screenLock, "on");
        QCOMPARE(report.screenLockAfter.value_or(-1s).count(), after);
    }

    void theReportKeepsToTheRules() {
        Report report;
        const QString longOne = QString(5000, QChar(0x20AC)) + u"\x1b[2J"_s;
        for (QString *text : {&report.os, &report.version, &report.distribution, &report.build,
                              &report.arch, &report.tpmVersion, &report.applicationVersion,
                              &report.diskEncryption.technology, &report.firewall.technology,
                              &report.autoUpdate.technology, &report.accessControl.technology})
            *text = longOne;
        for (On *on : {&report.diskEncryption.on, &report.firewall.on, &report.autoUpdate.on,
                       &report.accessControl.on, &report.screenLock, &report.secureBoot,
                       &report.tpm, &report.elevated})
            *on = true;
        const QByteArray json = authorizationDetails(report);
        QVERIFY2(json.size() <= 8192, QByteArray::number(json.size()));
        QVERIFY(objectIn(json)["os"_L1].toString().size() > 10);

        report.os = u"Li\nn\u202e\u0085u\x7fx\0\\\""_s;
        report.uptime = -5s;
        const QJsonObject object = objectIn(authorizationDetails(report));
        QCOMPARE(object["os"_L1].toString(), u"linux\\\""_s);
        QVERIFY(!object.contains("uptime_secs"_L1));
    }
    void whatIsNotKnownIsNotTold() {
        Report report;
        report.collectedAt = Time(std::chrono::seconds(1'767'225'600));
        report.firewall.technology = u"ufw"_s; // without knowing whether it is on
        QCOMPARE(authorizationDetails(report),
                 QByteArray(R"([{"collected_at":"2026-01-01T00:00:00Z","posture_version":1,)"
                            R"("type":"device_posture"}])"));
    }

    void collectsAsideAndInTime() {
        test::MovingClock clock;
        QSemaphore hang;
        QThread *reader = nullptr;
        const auto quick = [&](const Computer &, Report *report) {
            reader = QThread::currentThread();
            report->os = u"linux"_s;
        };
        const auto slow = [&](const Computer &, Report *report) {
            hang.acquire();
            report->build = u"late"_s;
        };
        Collector collector(clock, {quick, slow});
        QElapsedTimer time;
        time.start();
        QFuture<QByteArray> future = collector.collect();
        QTRY_VERIFY(future.isFinished());
        QVERIFY2(time.elapsed() >= 1900, QByteArray::number(time.elapsed()));
        hang.release();
        const QJsonObject object = objectIn(future.result());
        QCOMPARE(object["os"_L1].toString(), u"linux"_s);
        QVERIFY(!object.contains("os_build"_L1));
        QVERIFY(reader != QThread::currentThread());
    }
    void aBusThatDoesNotAnswerCostsOnlyWhatItWouldSay() {
        systemd_.mute = true;
        computer_->write(u"/etc/os-release"_s, "ID=debian\n");
        computer_->write(u"/etc/ufw/ufw.conf"_s, "ENABLED=yes\n");
        computer_->write(u"/sys/module/apparmor/parameters/enabled"_s, "Y\n");
        test::MovingClock clock;
        QElapsedTimer time;
        time.start();
        {
            Collector collector(clock, Collector::allReaders(), computer_->root());
            QFuture<QByteArray> future = collector.collect();
            QTRY_VERIFY(future.isFinished());
            const QJsonObject object = objectIn(future.result());
            QCOMPARE(object["os_distribution"_L1].toString(), u"debian"_s);
            QVERIFY(!object.contains("firewall_enabled"_L1));
        }
        // Its end, too; D-Bus itself would wait for 25 s.
        QVERIFY2(time.elapsed() < 20'000, QByteArray::number(time.elapsed()));
    }
    void thisComputerIsToldWithoutRoot() {
        test::MovingClock clock;
        Collector collector(clock);
        QFuture<QByteArray> future = collector.collect();
        QTRY_VERIFY(future.isFinished());
        const QJsonObject object = objectIn(future.result());
        QCOMPARE(object["type"_L1].toString(), u"device_posture"_s);
        QCOMPARE(object["os"_L1].toString(), u"linux"_s);
        QVERIFY(object["uptime_secs"_L1].toInt() > 0);
        QVERIFY(!object["os_build"_L1].toString().isEmpty());
    }

private:
    void own(const QString &name) {
        if (!owned_.contains(name)) {
            QVERIFY(other_->registerService(name));
            owned_.append(name);
        }
    }
    /// Puts a program of this text before all others of its name.
    void program(const QString &name, const QByteArray &text) {
        computer_->write(u"/programs/"_s + name, "#!/bin/sh\n" + text);
        QFile::setPermissions(computer_->root() + u"/programs/"_s + name,
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("PATH", QFile::encodeName(computer_->root()) + "/programs:" + pathBefore_);
    }
    void moveSystemdAside() {
        systemd_.moveToThread(&aside_);
        aside_.start();
    }

    QProcess bus_;
    QThread aside_;
    Systemd systemd_;
    std::unique_ptr<QDBusConnection> other_;
    std::unique_ptr<Layout> computer_;
    QStringList owned_;
    const QByteArray pathBefore_ = qgetenv("PATH");
};

QTEST_GUILESS_MAIN(TestPosture)
#include "test_posture.moc"
