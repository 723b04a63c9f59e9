// SPDX-License-Identifier: Apache-2.0
// What a team's file may set, and what it would change.
#include "core/error.h"
#include "settings/settings_file.h"
#include "settings/team_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray arn = "arn:aws:iam::123456789012:role/";
const QByteArray good = "# for the payments team\n[vouch]\n\tversion = 1\n"
                        "[server]\n\turl = https://us.vouch.example\n[lock]\n\tscreen\n"
                        "[role \"Developer\"]\n\tarn = " +
                        arn +
                        "Developer\n\tregion = us-east-1\n"
                        "[use]\n\trole = Developer\n\trule = infra-* Developer\n";

/// What the user sees when it is refused.
template <typename Work>
QString refusedWith(const Work &work) {
    try {
        work();
    } catch (const Error &error) {
        return error.message() + u' ' + error.hint();
    }
    return {};
}

} // namespace

class TestTeamFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->filePath(u"settings"_s);
    }

    void saysWhatItWouldChangeAndChangesThat() {
        SettingsFile file(path_);
        file.set(u"server.url"_s, u"https://old.example"_s);
        file.addRule({u"*"_s, u"mine"_s});
        const TeamFile team = TeamFile::parse(good, u"team.vouch"_s);
        QStringList lines;
        for (const auto &[name, before, after] : team.differences(file.read()))
            lines.append(name + u"|"_s + before + u"|"_s + after);
        QCOMPARE(lines.join(u'\n'),
                 u"server|https://old.example|https://us.vouch.example\n"
                 "role||Developer\n"
                 "lock-screen|false|true\n"
                 "role Developer||arn:aws:iam::123456789012:role/Developer, region us-east-1\n"
                 "rule||infra-* Developer"_s);
        file.take(team);
        const Settings settings = file.read();
        QCOMPARE(settings.server, QUrl(u"https://us.vouch.example"_s));
        QVERIFY(settings.lock.screen);
        QCOMPARE(settings.roles.size(), 1);
        QCOMPARE(settings.useRole, u"Developer"_s);
        QCOMPARE(settings.rules,
                 (QList<RoleRule>{{u"*"_s, u"mine"_s}, {u"infra-*"_s, u"Developer"_s}}));
        QVERIFY(team.differences(settings).isEmpty());
    }

    void whatItCannotSetIsNamedWithItsLine_data() {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const QByteArray &lines, const QString &said) {
            QTest::newRow(name) << lines << u"team.vouch, line 16: "_s + said;
        };
        row("certificates", "[server]\n\tcaBundle = /x\n", u"A team's file can't set ca-bundle."_s);
        row("AWS's certificates", "[aws]\n\tcabundle = /x\n",
            u"A team's file can't set ca-bundle-aws."_s);
        row("programs", "[aws]\n\tPrograms = allow\n", u"A team's file can't set aws-programs."_s);
        row("config file", "[aws]\n\tconfigFile = /x\n",
            u"A team's file can't set aws-config-file."_s);
        row("credentials file", "[aws]\n\tcredentialsFile = /x\n",
            u"A team's file can't set aws-credentials-file."_s);
        row("locks", "[policy]\n\tlocked = server\n", u"A team's file can't set policy.locked."_s);
        row("proxy", "[http]\n\tproxy = http://x\n", u"Vouch has no setting “http.proxy”."_s);
        row("endpoint", "[aws]\n\tendpointUrl = https://x\n",
            u"Vouch has no setting “aws.endpointurl”."_s);
        row("endpoint of a role", "[role \"x\"]\n\tendpoint = https://x\n",
            u"Vouch has no setting “role.x.endpoint”."_s);
        row("secret", "[aws]\n\tsecretAccessKey = abc\n",
            u"Vouch has no setting “aws.secretaccesskey”."_s);
        row("another file", "[include]\n\tpath = /x\n", u"Vouch has no setting “include.path”."_s);
        row("turned text", "[use]\n\trule = a\u202Eb Developer\n",
            u"The value of use.rule has characters that can't be displayed."_s);
        row("control characters", "[ui]\n\tlanguage = \"d\\be\"\n",
            u"The value of ui.language has characters that can't be displayed."_s);
    }
    void whatItCannotSetIsNamedWithItsLine() {
        QFETCH(QByteArray, lines);
        QFETCH(QString, said);
        const QString refused =
            refusedWith([&] { TeamFile::parse(good + "[ui]\n" + lines, u"team.vouch"_s); });
        QVERIFY2(refused.startsWith(said), qPrintable(refused));
        QVERIFY(!refused.contains(u"abc"_s));
    }

    void whatIsNoSuchFileIsRefused() {
        const auto parse = [](const QByteArray &content) {
            return refusedWith(
                [&] { TeamFile::parse(content, u"https://x.example/team\u202E"_s); });
        };
        QCOMPARE(parse("<html>\n<b>Sign in</b>\n").section(u'.', 0, 2),
                 u"Line 1 of https://x.example/team is not valid. Nothing was changed"_s.section(
                     u'.', 0, 2));
        QVERIFY(parse("# nothing\n").contains(u"has no settings"_s));
        QVERIFY(parse(good + '\0').contains(u"isn't a text file"_s));
        QVERIFY(parse(good + "# \xFF\n").contains(u"isn't a text file"_s));
        QVERIFY(parse(good + QByteArray(TeamFile::maxBytes, '#')).contains(u"too large"_s));
        QVERIFY(parse("[vouch]\n\tversion = 2\n" + good.sliced(good.indexOf("[server]")))
                    .contains(u"newer version"_s));
        QVERIFY(parse("[quiet]\n\tminutes = soon\n").contains(u"quiet.minutes"_s));
        // Look-alike letters are never a server's name.
        QVERIFY(parse("[server]\n\turl = https://us.v\u043Euch.sh\n")
                    .contains(u"The actual host name is us.xn--vuch-"_s));
        QVERIFY(refusedWith([this] { TeamFile::read(folder_->path()); }).contains(u"Can't read"_s));
    }

    void aServersNameIsShownAsItIs() {
        const TeamFile team =
            TeamFile::parse("[server]\n\turl = https://xn--bcher-kva.example\n", u"x"_s);
        QCOMPARE(team.differences({}).first().after, u"https://xn--bcher-kva.example"_s);
    }

    void addressesAreHttpsAlone() {
        QCOMPARE(TeamFile::parseAddress(u" https://x.example/a/team.vouch "_s),
                 QUrl(u"https://x.example/a/team.vouch"_s));
        for (const QString &address :
             {u"http://x.example/t"_s, u"http://127.0.0.1/t"_s, u"file:///etc/passwd"_s,
              u"https://"_s, u"https://nora:secret@x.example/t"_s,
              u"https://b\u00FCcher.example/t"_s, u"ftp://x.example/t"_s}) {
            const QString refused = refusedWith([&] { TeamFile::parseAddress(address); });
            QVERIFY2(!refused.isEmpty(), qPrintable(address));
            QVERIFY2(!refused.contains(u"secret"_s), qPrintable(refused));
        }
    }

    void whatTheOrganizationLockedStays() {
#ifdef Q_OS_WIN
        QSKIP("there, an organization's file belongs to the administrators");
#endif
        const QString organization = folder_->filePath(u"organization"_s);
        QFile out(organization);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("[server]\n\turl = https://ours.example\n[policy]\n\tlocked = server\n");
        out.close();
        out.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        SettingsFile file(path_, {organization, QFileInfo(organization).ownerId()});
        const TeamFile team = TeamFile::parse(good, u"team.vouch"_s);
        QVERIFY(refusedWith([&] { file.requireTakes(team); }).contains(organization));
        QVERIFY(refusedWith([&] { file.take(team); }).contains(organization));
        QVERIFY(!QFile::exists(path_));
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
    QString path_;
};

QTEST_GUILESS_MAIN(TestTeamFile)
#include "test_team_file.moc"
