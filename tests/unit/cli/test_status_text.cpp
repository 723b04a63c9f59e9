// SPDX-License-Identifier: Apache-2.0
#include "cli/connection_text.h"
#include "cli/paint.h"
#include "cli/posture_text.h"
#include "cli/running_version.h"
#include "cli/setting_list.h"
#include "cli/status_text.h"
#include "cli/times.h"
#include "wire/connection.h"
#include "wire/runtime_paths.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTest>
#include <QTranslator>

using namespace vouch;
using namespace vouch::cli;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(9, 0));

StatusAnswer answer(const QByteArray &fields) {
    wire::BlockReader reader(wire::blockLimit, wire::BlockReader::Strictness::Wire);
    reader.feed(("status=ok\n" + fields + "\n\n").toStdString());
    reader.poll();
    return reader.take();
}

QByteArray signedInUntil(qint64 end) {
    return "state=signed_in\nserver=us.vouch.example\nexpires_at=" + QByteArray::number(end);
}

QStringList printed(const QList<QList<Span>> &lines) {
    QStringList rows;
    for (const QList<Span> &line : lines)
        rows.append(QString::fromUtf8(painted(line, false)));
    return rows;
}

} // namespace

class TestStatusText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void timesHaveNoSeconds() {
        const qint64 today = now.addSecs(3600 + 25).toSecsSinceEpoch();
        QCOMPARE(clockTime(today, now), u"10:00"_s);
        const QString tomorrow = clockTime(now.addDays(1).toSecsSinceEpoch(), now);
        QVERIFY2(tomorrow.startsWith("Tue "_L1) && tomorrow.endsWith(", 09:00"_L1),
                 qPrintable(tomorrow));
        QCOMPARE(durationText(28799), u"7 h 59 min"_s);
        QCOMPARE(shortDuration(3600 + 300), u"1h05m"_s);
        QCOMPARE(shortDuration(-5), u"0m"_s);
    }

    void theShortStatusFitsAPrompt() {
        const qint64 at = now.toSecsSinceEpoch();
        QCOMPARE(shortStatus(answer(signedInUntil(at + 28799)), at), u"7h59m"_s);
        QCOMPARE(shortStatus(answer("state=signed_out"), at), u"signed out"_s);
        QCOMPARE(shortStatus(answer("state=signing_in"), at), u"…"_s);
        QCOMPARE(shortStatus(answer("state=profiles_only"), at), QString());
        QCOMPARE(shortStatus(std::nullopt, at), QString());
    }

    void saysHowToUseTheNewerOfTwoVersions_data() {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("fix");
        const QString older = u"The running Vouch is version 0.1.0; restart it to use 0.9.0."_s;
        QTest::newRow("older, signed in")
            << QByteArray("state=signed_in\ndisplay=yes\nversion=0.1.0") << older
            << u"Quit Vouch in its tray menu and start it again. This ends your session."_s;
        QTest::newRow("older, signed out")
            << QByteArray("state=signed_out\ndisplay=yes\nversion=0.1.0") << older
            << u"Quit Vouch in its tray menu and start it again."_s;
        QTest::newRow("older, without a display")
            << QByteArray("state=signed_in\ndisplay=no\npid=42\nversion=0.1.0") << older
            << u"Run: kill 42 (this ends its session; Vouch starts again when git needs it)."_s;
        QTest::newRow("replaced")
            << QByteArray("state=signed_out\ndisplay=yes\nversion=0.9.0\nupdate=installed")
            << u"An update of Vouch is installed; restart Vouch to use it."_s
            << u"Quit Vouch in its tray menu and start it again."_s;
        QTest::newRow("newer")
            << QByteArray("state=signed_out\nversion=0.10.0")
            << u"This command is version 0.9.0, and the running Vouch is 0.10.0."_s
            << u"Update or remove the older one: "_s + QCoreApplication::applicationFilePath();
        QTest::newRow("the same") << QByteArray("state=signed_out\nversion=0.9.0") << QString()
                                  << QString();
    }
    void saysHowToUseTheNewerOfTwoVersions() {
        QFETCH(QByteArray, status);
        const auto advice = versionAdvice(*answer(status), u"0.9.0"_s);
        QTEST(advice ? advice->message : QString(), "message");
        QTEST(advice ? advice->fix : QString(), "fix");
    }

    void asksAgainWhenTheTextChanges() {
        const qint64 at = now.toSecsSinceEpoch();
        const auto session = answer(signedInUntil(at + 125));
        QCOMPARE(nextChange(session, at, false), at + 126);
        for (qint64 time = at; time <= at + 125;) {
            const qint64 next = nextChange(session, time, true);
            QVERIFY(next > time);
            if (next < at + 125)
                QVERIFY(shortStatus(session, next) != shortStatus(session, time));
            for (qint64 between = time; between < std::min(next, at + 125); ++between)
                QCOMPARE(shortStatus(session, between), shortStatus(session, time));
            time = next;
        }
        QCOMPARE(nextChange(answer(signedInUntil(at + 125) +
                                   "\naws_expires_at=" + QByteArray::number(at + 10)),
                            at, false),
                 at + 11);
        QCOMPARE(nextChange(answer("state=signed_out"), at, true), 0);
        QCOMPARE(nextChange(std::nullopt, at, true), 0);
    }

    void saysWhoAsksForTheKey() {
        const auto line = [](const char *more) {
            return printed(
                statusLines(answer(QByteArray("state=signing_in\nwaiting=2") + more)))[0];
        };
        QCOMPARE(line(""), u"Waiting for you in Vouch's window. Requests waiting: 2."_s);
        QCOMPARE(line("\nasking=Windows"),
                 u"Windows is asking for your key: continue in its window. Requests waiting: 2."_s);
    }

    void theStateIsInColor() {
        const auto lines = statusLines(answer(signedInUntil(now.toSecsSinceEpoch() + 60)), now);
        QCOMPARE(printed(lines),
                 QStringList{u"Signed in at us.vouch.example until 09:01 (1 min left)."_s});
        QVERIFY(painted(lines[0], true).startsWith("\x1B[32mSigned in"));
        QVERIFY(painted(statusLines(answer("state=signed_out"))[0], true).contains("\x1B[33m"));
        // Text from others can't paint.
        QCOMPARE(painted({{u"a\x1B[31mb"_s, Tone::Good}}, true),
                 QByteArray("\x1B[32ma[31mb\x1B[0m"));
    }

    void colorsAreForTerminalsOnly() {
        qputenv("TERM", "xterm");
        QVERIFY(!hasColors(std::tmpfile()));
    }

    void theReportIsReadable() {
        const QByteArray json =
            R"([{"arch":"x86_64","disk_encryption_enabled":true,"os":"linux","uptime_secs":7260,"new":"x"}])";
        QCOMPARE(printed(reportLines(json)),
                 (QStringList{u"System             linux"_s, u"Processor          x86_64"_s,
                              u"Disk is encrypted  yes"_s, u"Running for        2 h 1 min"_s,
                              u"new                x"_s}));
        QVERIFY(reportLines("nonsense").isEmpty());
    }

    void wireSpeaksTheUsersLanguage() {
        class : public QTranslator {
            QString translate(const char *, const char *text, const char *, int) const override {
                return u"<%1>"_s.arg(QString::fromUtf8(text));
            }
            bool isEmpty() const override { return false; }
        } brackets;
        QCoreApplication::installTranslator(&brackets);
#ifndef Q_OS_WIN // whose pipe has a short name
        const QByteArray before = qgetenv("XDG_RUNTIME_DIR");
        qputenv("XDG_RUNTIME_DIR", "/" + QByteArray(200, 'x'));
        try {
            wire::runtimePaths();
            QFAIL("The path is too long.");
        } catch (const std::exception &error) {
            QVERIFY2(connectionText(error).startsWith("<The path /xxx"_L1), error.what());
        }
        qputenv("XDG_RUNTIME_DIR", before);
#endif
        const wire::ConnectionError error("Can't start /usr/bin/vouch-tray: No such file.");
        QCOMPARE(connectionText(error), u"<Can't start /usr/bin/vouch-tray: No such file.>"_s);
        QCOMPARE(connectionText(wire::ConnectionError("Something else.")), u"Something else."_s);
    }

    void settingsAreListedAsTheyAreSet() {
        Settings settings;
        settings.quiet = std::chrono::minutes(10);
        settings.roles = {{u"dev"_s, u"arn:aws:iam::123456789012:role/dev"_s, u"eu-west-1"_s}};
        settings.useRole = u"dev"_s;
        settings.rules = {{u"infra-*"_s, u"dev"_s}};
        Origins origins;
        origins.user = {u"quiet.minutes"_s, u"use.role"_s};
        const QStringList lines = printed(settingLines({settings, origins}));
        const QString all = lines.join(u'\n');
        QVERIFY2(all.contains("\n  quiet                 10\n"_L1), qPrintable(all));
        QVERIFY2(all.contains("\n  notices               30 5  default\n"_L1) ||
                     lines.filter(u"notices"_s).first().simplified() == "notices 30 5 default"_L1,
                 qPrintable(all));
        QVERIFY2(all.contains("Roles\n  dev  arn:aws:iam::123456789012:role/dev  region eu-west-1, "
                              "used if no rule matches"_L1),
                 qPrintable(all));
        QVERIFY2(all.endsWith("wins)\n  infra-*  dev"_L1), qPrintable(all));
        const auto json = QJsonDocument::fromJson(settingsJson({settings, origins})).object();
        QCOMPARE(json[u"roles"_s][0][u"region"_s].toString(), u"eu-west-1"_s);
        QCOMPARE(json[u"rules"_s][0][u"use"_s].toString(), u"dev"_s);
        QCOMPARE(json[u"settings"_s][0][u"name"_s].toString(), u"server"_s);
    }

    void whoSetASettingIsListed() {
        SettingsInForce all;
        auto &[settings, origins] = all;
        settings.server = QUrl(u"https://us.vouch.example"_s);
        settings.quiet = std::chrono::minutes(5);
        settings.roles = {{u"shared"_s, u"arn:aws:iam::123456789012:role/x"_s, {}, {}},
                          {u"mine"_s, u"arn:aws:iam::123456789012:role/y"_s, {}, {}}};
        settings.rules = {{u"mine-*"_s, u"mine"_s}, {u"infra-*"_s, u"shared"_s}};
        origins.file = u"/x/settings"_s;
        origins.user = {u"server.url"_s}; // without effect
        origins.organization = {u"server.url"_s, u"quiet.minutes"_s};
        origins.locked = {u"server.url"_s};
        origins.roles = {u"shared"_s};
        origins.rules = {settings.rules.last()};
        QStringList lines = printed(settingLines(all));
        for (QString &line : lines)
            line = line.simplified();
        for (const QString &line :
             {u"server https://us.vouch.example set and locked by your organization"_s,
              u"quiet 5 set by your organization"_s, u"notices 30 5 default"_s,
              u"shared arn:aws:iam::123456789012:role/x set by your organization"_s,
              u"mine arn:aws:iam::123456789012:role/y"_s, u"mine-* mine"_s,
              u"infra-* shared set by your organization"_s,
              u"Your organization's settings are in /x/settings."_s})
            QVERIFY2(lines.contains(line), qPrintable(lines.join(u'\n')));
        const auto json = QJsonDocument::fromJson(settingsJson(all)).object();
        QCOMPARE(json[u"settings"_s][0][u"from"_s].toString(), u"organization"_s);
        QVERIFY(json[u"settings"_s][0][u"locked"_s].toBool());
        QCOMPARE(json[u"settings"_s][1][u"from"_s].toString(), u"default"_s);
        QCOMPARE(json[u"roles"_s][1][u"from"_s].toString(), u"user"_s);
        QCOMPARE(json[u"rules"_s][1][u"from"_s].toString(), u"organization"_s);
    }
};

QTEST_GUILESS_MAIN(TestStatusText)
#include "test_status_text.moc"
