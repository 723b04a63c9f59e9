// SPDX-License-Identifier: Apache-2.0
#include "cli/doctor_attempts.h"
#include "cli/doctor_git.h"
#include "cli/doctor_report.h"
#include "cli/doctor_subject.h"
#include "gitconfig/git_programs.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace vouch;
using namespace vouch::cli;
using namespace Qt::Literals::StringLiterals;
using State = CheckResult::State;

namespace {

constexpr qint64 madeAt = 1'767'225'600; // 2026-01-01T00:00:00Z
const QString host = u"git-codecommit.us-east-1.amazonaws.com"_s;

Attempt filled(const QByteArray &user, const QByteArray &password) {
    return {0, "protocol=https\nhost=x\nusername=" + user + "\npassword=" + password + '\n', {}};
}
QByteArray signature() {
    return "20260101T000000Z" + QByteArray(64, 'a');
}

/// A line without colors.
QString printed(const CheckResult &result, qsizetype width = 1000) {
    QStringList rows;
    for (const QList<Span> &row : rendered(result, width))
        rows.append(QString::fromUtf8(painted(row, false)));
    return rows.join(u'\n');
}

} // namespace

class TestDoctor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void exitsByTheWorstLine_data() {
        QTest::addColumn<QList<State>>("states");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("summary");
        QTest::newRow("nothing") << QList<State>{} << 0 << u"Everything looks good."_s;
        QTest::newRow("well") << QList<State>{State::Ok, State::Ok} << 0
                              << u"Everything looks good."_s;
        QTest::newRow("a warning")
            << QList<State>{State::Warning, State::Ok} << 1 << u"0 problems, 1 warning."_s;
        QTest::newRow("a problem") << QList<State>{State::Problem, State::Warning, State::Warning}
                                   << 2 << u"1 problem, 2 warnings."_s;
    }
    void exitsByTheWorstLine() {
        QFETCH(QList<State>, states);
        QList<CheckResult> reported;
        Report report([&reported](const CheckResult &result) { reported.append(result); });
        for (const State state : states)
            report.add({u"x"_s, state, u"m"_s, {}});
        QTEST(report.exitCode(), "code");
        QTEST(report.summary().text, "summary");
        QCOMPARE(reported, report.results());
    }

    void printsALineAndItsFix() {
        QCOMPARE(printed({u"keychain"_s, State::Problem, u"Your keychain is locked."_s,
                          u"Unlock it, then try again."_s}),
                 u"problem  keychain        Your keychain is locked.\n"
                 "                         Unlock it, then try again."_s);
        QCOMPARE(printed({u"git"_s, State::Ok, u"git 2.47."_s, {}}),
                 u"ok       git             git 2.47."_s);
        // A long name is still separated from its message.
        QVERIFY(
            printed({u"repository-switches-off"_s, State::Ok, u"M"_s, {}}).endsWith("off M"_L1));
    }

    void wrapsMessagesAndLeavesCommandsWhole() {
        const QString fix = u"git config --global --unset-all credential.helper"_s;
        QCOMPARE(
            printed({u"git"_s, State::Warning, u"An older helper is asked first for it."_s, fix},
                    55),
            u"warning  git             An older helper is asked first\n"
            "                         for it.\n"
            "                         "_s +
                fix);
    }

    void showsTheStateInColor() {
        QCOMPARE(painted(rendered({u"git"_s, State::Ok, u"M"_s, {}}, 80).first(), true).first(12),
                 QByteArray("\x1B[32mok\x1B[0m "));
        QVERIFY(painted(rendered({u"git"_s, State::Problem, u"M"_s, {}}, 80).first(), true)
                    .startsWith("\x1B[1;31mproblem\x1B[0m"));
    }

    void makesJson() {
        Report report;
        report.add({u"git"_s, State::Ok, u"in /home/nora/bin"_s, {}});
        report.add({u"role"_s, State::Problem, u"no"_s, u"Ask account 123456789012."_s});
        const auto object =
            QJsonDocument::fromJson(
                report.json(u"1.2.3"_s, u"https://nora:pw@h.example/r"_s, u"/home/nora"_s))
                .object();
        const QJsonObject expected{
            {u"vouch"_s, u"1.2.3"_s},
            {u"problems"_s, 1},
            {u"warnings"_s, 0},
            {u"repository"_s, u"https://…@h.example/r"_s},
            {u"checks"_s, QJsonArray{QJsonObject{{u"name"_s, u"git"_s},
                                                 {u"state"_s, u"ok"_s},
                                                 {u"message"_s, u"in ~/bin"_s}},
                                     QJsonObject{{u"name"_s, u"role"_s},
                                                 {u"state"_s, u"problem"_s},
                                                 {u"message"_s, u"no"_s},
                                                 {u"fix"_s, u"Ask account …9012."_s}}}}};
        QCOMPARE(object, expected);
    }

    void redactsPersonalData_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        QTest::newRow("home") << u"/home/nora/.gitconfig, line 3"_s << u"~/.gitconfig, line 3"_s;
        QTest::newRow("another home") << u"/home/norah/x /home/nora"_s << u"/home/norah/x ~"_s;
        QTest::newRow("mail") << u"for nora.winter+git@example.co.uk."_s << u"for …@…."_s;
        QTest::newRow("user in a URL")
            << u"'https://nora@h.example/x'"_s << u"'https://…@h.example/x'"_s;
        QTest::newRow("password in a URL") << u"https://a:p@ss@h.example/x codecommit://prod@repo"_s
                                           << u"https://…@h.example/x codecommit://…@repo"_s;
        QTest::newRow("account") << u"arn:aws:iam::123456789012:role/Dev"_s
                                 << u"arn:aws:iam::…9012:role/Dev"_s;
        QTest::newRow("account as people read it")
            << u"account 1234 5678 9012"_s << u"account …9012"_s;
        QTest::newRow("another number")
            << u"2026010100000 and 12345678901"_s << u"2026010100000 and 12345678901"_s;
    }
    void redactsPersonalData() {
        QFETCH(QString, text);
        QTEST(redacted(text, u"/home/nora"_s), "clean");
        QCOMPARE(redacted(u"/x"_s, u"/"_s), u"/x"_s);
    }

    void judgesGitsVersion_data() {
        QTest::addColumn<QString>("output");
        QTest::addColumn<State>("state");
        QTest::addColumn<bool>("limited");
        QTest::newRow("new") << u"git version 2.47.1"_s << State::Ok << false;
        QTest::newRow("Debian 12") << u"git version 2.39.5"_s << State::Ok << true;
        QTest::newRow("Apple") << u"git version 2.39.5 (Apple Git-154)"_s << State::Ok << true;
        QTest::newRow("Windows") << u"git version 2.41.0.windows.3"_s << State::Ok << false;
        QTest::newRow("the first") << u"git version 2.26.0"_s << State::Ok << true;
        QTest::newRow("too old") << u"git version 2.25.1"_s << State::Problem << false;
        QTest::newRow("none") << u"hello"_s << State::Warning << false;
    }
    void judgesGitsVersion() {
        QFETCH(QString, output);
        const CheckResult result = judgeGitVersion(output);
        QTEST(result.state, "state");
        QFETCH(bool, limited);
        QCOMPARE(result.message.contains("2.40"_L1), limited);
    }

    void judgesWhatGitGets_data() {
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<qint64>("now");
        QTest::addColumn<State>("state");
        QTest::addColumn<QString>("contains");
        const QByteArray ours = "ASIA1%token";
        QTest::newRow("fresh") << ours << signature() << madeAt + 899 << State::Ok << u"fresh"_s;
        QTest::newRow("old") << ours << signature() << madeAt + 901 << State::Problem
                             << u"expired"_s;
        QTest::newRow("the clock is not known")
            << ours << signature() << qint64(0) << State::Ok << u"fresh"_s;
        QTest::newRow("of the AWS console")
            << QByteArray("nora-at-123456789012") << QByteArray("abc=") << madeAt << State::Problem
            << u"another helper, not from Vouch"_s;
        QTest::newRow("of long-lived keys")
            << QByteArray("AKIA1") << signature() << madeAt << State::Warning << u"long-lived"_s;
        QTest::newRow("none") << QByteArray() << QByteArray() << madeAt << State::Problem
                              << u"another helper"_s;
    }
    void judgesWhatGitGets() {
        QFETCH(QByteArray, user);
        QFETCH(QByteArray, password);
        QFETCH(qint64, now);
        QFETCH(QString, contains);
        const CheckResult result = judgeFilled(filled(user, password), host, now, false);
        QTEST(result.state, "state");
        QVERIFY2(result.message.contains(contains), qPrintable(result.message));
        QCOMPARE(result.fix.isEmpty(), result.state == State::Ok);
        for (const QByteArray &secret : {user, password})
            QVERIFY(secret.isEmpty() || !result.message.contains(QString::fromLatin1(secret)));
    }

    void judgesWhyGitGetsNone() {
        const QString errors = u"vouch: You are signed out. Run: vouch login\n"
                               "fatal: credential helper 'vouch' told us to quit\n"_s;
        const CheckResult reported = judgeFilled({128, {}, errors}, host, 0, true);
        QCOMPARE(reported.state, State::Ok); // another line explains it
        QVERIFY(reported.message.endsWith("You are signed out. Run: vouch login"_L1));
        const CheckResult unreported = judgeFilled({128, {}, errors}, host, 0, false);
        QCOMPARE(unreported.state, State::Problem);
        QVERIFY(!unreported.fix.isEmpty());
        const QString fromGit = u"fatal: could not read Username for 'https://x': terminal prompts "
                                "disabled\n"_s;
        const CheckResult noHelper = judgeFilled({128, {}, fromGit}, host, 0, true);
        QCOMPARE(noHelper.state, State::Problem);
        QCOMPARE(noHelper.fix, u"vouch setup codecommit"_s);
    }

    void judgesWhatGitReaches() {
        const QString url = u"https://%1/v1/repos/x"_s.arg(host);
        QCOMPARE(judgeFetched({0, {}, {}}, url, {}).state, State::Ok);
        const QString unreached =
            u"fatal: unable to access 'x': Could not resolve proxy: p.example\n"_s;
        const CheckResult plain = judgeFetched({128, {}, unreached}, url, {});
        QCOMPARE(plain.state, State::Problem);
        QCOMPARE(plain.fix, u"git ls-remote "_s + url);
        const ConfigRow proxy{u"global"_s, u"/h/.gitconfig"_s, u"http.proxy"_s,
                              u"http://nora:secret@p.example:3128"_s, 4};
        const CheckResult byProxy = judgeFetched({128, {}, unreached}, url, proxy);
        QVERIFY(byProxy.message.contains(u"the proxy p.example, set in /h/.gitconfig, line 4"_s));
        QVERIFY(!byProxy.message.contains(u"secret"_s));
        QCOMPARE(byProxy.fix, u"git config --file /h/.gitconfig --unset-all http.proxy"_s);
        // With an HTTP answer the proxy isn't the problem.
        const QString refused =
            u"fatal: unable to access 'x': The requested URL returned error: 403\n"_s;
        QVERIFY(!judgeFetched({128, {}, refused}, url, proxy).message.contains(u"proxy"_s));
    }

    void understandsAddresses_data() {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("userName");
        const QString plain = u"https://git-codecommit.us-east-1.amazonaws.com/v1/repos/x"_s;
        QTest::newRow("https") << plain << plain << QString();
        QTest::newRow("with a user") << u"https://u:p@"_s + plain.sliced(8) << plain << QString();
        QTest::newRow("with a slash") << plain + u'/' << plain << QString();
        QTest::newRow("by its region") << u"codecommit::us-east-1://x"_s << plain << QString();
        QTest::newRow("with a role") << u"codecommit::us-east-1://prod@x"_s << plain << u"prod"_s;
        QTest::newRow("with an @ in the role")
            << u"codecommit::us-east-1://nora@prod@x"_s << plain << u"nora@prod"_s;
        QTest::newRow("of the usual region")
            << u"codecommit://x"_s << QString(plain).replace("us-east-1"_L1, "eu-west-1"_L1)
            << QString();
        QTest::newRow("http") << u"http"_s + plain.sliced(5) << QString() << QString();
        QTest::newRow("another host") << u"https://github.com/x/y"_s << QString() << QString();
        QTest::newRow("a look-alike")
            << u"https://git-codecommit.us-east-1.amazonaws.com.evil.example/v1/repos/x"_s
            << QString() << QString();
        QTest::newRow("no region") << u"codecommit::mars://x"_s << QString() << QString();
        QTest::newRow("no name") << u"codecommit::us-east-1://a/b"_s << QString() << QString();
        QTest::newRow("nothing") << QString() << QString() << QString();
    }
    void understandsAddresses() {
        QFETCH(QString, address);
        const Subject subject = subjectFrom(address, u"eu-west-1"_s);
        QTEST(subject.url, "url");
        QTEST(subject.userName, "userName");
        QCOMPARE(subject.address, address);
        QCOMPARE(subject.byRemoteHelper, address.startsWith("codecommit:"_L1));
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "test_doctor.moc"
