// SPDX-License-Identifier: Apache-2.0
// The autostart file, launched by GLib's own parser.
#include "core/tasks_under_way.h"
#include "patience.h"
#include "session/configuration.h"
#include "ui/settings/autostart.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

class TestAutostart : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        QFile::remove(entry());
    }
    void cleanupTestCase() { QTRY_COMPARE(tasksUnderWay(), 0); }

    void theEntryStartsTheProgram_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"vouch-tray"_s;
        QTest::newRow("space") << u"vouch tray"_s;
        QTest::newRow("quotes") << u"it's \"it\""_s;
        QTest::newRow("shell") << u"$HOME `id` \\ & ; # * ? ~"_s;
        QTest::newRow("letters") << u"Prüfung→"_s;
    }
    void theEntryStartsTheProgram() {
        QFETCH(QString, name);
        const QString program = folder_->filePath(name);
        QFile script(program);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\nprintf '%s|' \"$0\" \"$@\" > '" +
                     folder_->filePath(u"seen"_s).toUtf8() + "'\n");
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        script.close();

        Configuration configuration(settings("[ui]\n\tstartAtLogin = true\n"));
        const Autostart autostart(configuration, program);
        QTRY_VERIFY(QFile::exists(entry()));
        QCOMPARE(QProcess::execute(u"gio"_s, {u"launch"_s, entry()}), 0);
        const QByteArray expected = program.toUtf8() + "|--background|";
        QTRY_COMPARE(content(folder_->filePath(u"seen"_s)), expected);
    }

    /// GLib doesn't find such a program, although the specification requires this escaping.
    void aPercentSignIsNoFieldCode() {
        Configuration configuration(settings("[ui]\n\tstartAtLogin = true\n"));
        const Autostart autostart(configuration, u"/opt/100%u/vouch-tray"_s);
        QTRY_VERIFY(content(entry()).contains("\nExec=/opt/100%%u/vouch-tray --background\n"));
    }

    /// GLib is lenient about these characters; other desktops pass them to a shell.
    void escapesAsTheSpecificationWants() {
        Configuration configuration(settings("[ui]\n\tstartAtLogin = true\n"));
        const Autostart autostart(configuration, u"/opt/a\"b`c$d\\e f"_s);
        QTRY_VERIFY(QFile::exists(entry()));
        QVERIFY(content(entry()).contains(
            "\nExec=\"/opt/a\\\\\"b\\\\`c\\\\$d\\\\\\\\e f\" --background\n"
            "TryExec=/opt/a\"b`c$d\\\\e f\n"));
    }

    void followsTheSetting() {
        Configuration configuration(settings(""));
        Autostart autostart(configuration, u"/usr/bin/vouch-tray"_s);
        QSignalSpy changed(&autostart, &Autostart::changed);
        settings("[ui]\n\tstartAtLogin = true\n");
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(content(entry()).contains("\nExec=/usr/bin/vouch-tray --background\n"));
        settings("[ui]\n\tstartAtLogin = false\n");
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(!QFile::exists(entry()));
    }

    void whatTheDesktopSwitchedOffStaysOffUntilTheSettingChanges() {
        const QByteArray off = "[Desktop Entry]\nExec=old\nX-GNOME-Autostart-enabled=false\n";
        write(entry(), off);
        Configuration configuration(settings("[ui]\n\tstartAtLogin = true\n"));
        Autostart autostart(configuration, u"/usr/bin/vouch-tray"_s);
        QSignalSpy changed(&autostart, &Autostart::changed);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(content(entry()), off);
        settings("");
        QTRY_COMPARE(changed.size(), 2);
        settings("[ui]\n\tstartAtLogin = true\n");
        QTRY_COMPARE(changed.size(), 3);
        QVERIFY(content(entry()).contains("/usr/bin/vouch-tray"));
    }

    void aProgramThatMovedIsFoundAgain() {
        write(entry(), "[Desktop Entry]\nExec=/old/vouch-tray --background\n");
        Configuration configuration(settings("[ui]\n\tstartAtLogin = true\n"));
        const Autostart autostart(configuration, u"/new/vouch-tray"_s);
        QTRY_VERIFY(content(entry()).contains("Exec=/new/vouch-tray --background\n"));
    }

    void saysWhatCannotBeWritten() {
        QDir().mkpath(entry()); // a folder in its place
        Configuration configuration(settings("[ui]\n\tstartAtLogin = true\n"));
        Autostart autostart(configuration, u"/usr/bin/vouch-tray"_s);
        QTRY_VERIFY(autostart.problem().contains(entry()));
        QDir().rmdir(entry());
    }

private:
    static QString entry() {
        return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
               u"/autostart/vouch.desktop"_s;
    }
    static QByteArray content(const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void write(const QString &path, const QByteArray &text) {
        QDir().mkpath(QFileInfo(path).path());
        QFile::remove(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(text);
    }
    SettingsFile settings(const QByteArray &text) {
        const QString path = folder_->filePath(u"vouch/settings"_s);
        write(path, text);
        return SettingsFile(path);
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestAutostart)
#include "test_autostart.moc"
