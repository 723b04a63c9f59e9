// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"
#include "core/git_file.h"
#include "core/nearest_names.h"
#include "settings/names.h"
#include "settings/options.h"
#include "settings/settings_file.h"
#include "settings/values.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifndef _WIN32
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#endif

using namespace vouch;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {
/// The error message that the user sees.
template <typename Work>
QString complaintOf(const Work &work) {
    try {
        work();
    } catch (const Error &error) {
        return error.message();
    }
    return {};
}

const Role developer{u"Developer"_s, u"arn:aws:iam::123456789012:role/Developer"_s, {}, {}};
} // namespace

class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->filePath(u"vouch/settings"_s);
    }

    void aMissingFileSaysNothing() {
        QCOMPARE(SettingsFile(path_).read(), Settings());
        QVERIFY(SettingsFile(path_).entries().isEmpty());
    }

#ifndef _WIN32 // which has neither modes nor pipes in folders nor limits of files
    void itsFoldersAreTheOwnersAlone() {
        const mode_t before = ::umask(0);
        SettingsFile(folder_->filePath(u"config/vouch/settings"_s)).addRole(developer, true);
        ::umask(before);
        for (const QString &name : {u"config"_s, u"config/vouch"_s}) {
            struct stat info {};
            QCOMPARE(::stat(QFile::encodeName(folder_->filePath(name)).constData(), &info), 0);
            QCOMPARE(info.st_mode & 0777, 0700U);
        }
    }

    void whatIsNoFileIsNeitherReadNorReplaced() {
        QVERIFY(QDir(folder_->path()).mkdir(u"vouch"_s));
        const QByteArray pipe = QFile::encodeName(path_);
        QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
        QCOMPARE(complaintOf([this] { SettingsFile(path_).read(); }),
                 path_ + u" isn't a regular file."_s);
        QCOMPARE(complaintOf([this] { SettingsFile(path_).addRole(developer, true); }),
                 path_ + u" isn't a regular file."_s);
        QCOMPARE(complaintOf([this] { GitFile(path_).replace({}, "x"); }),
                 path_ + u" isn't a regular file."_s);
        struct stat info {};
        QCOMPARE(::lstat(pipe.constData(), &info), 0);
        QVERIFY(S_ISFIFO(info.st_mode));
    }

    void aDiskThatTakesNothingIsNamedInTheSystemsWords() {
        QVERIFY(QDir(folder_->path()).mkdir(u"vouch"_s));
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const auto handler = ::signal(SIGXFSZ, SIG_IGN);
        const rlimit none{0, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
        const QString said = complaintOf([this] { SettingsFile(path_).addRole(developer, true); });
        ::setrlimit(RLIMIT_FSIZE, &before);
        ::signal(SIGXFSZ, handler);
        QCOMPARE(said, u"Can't write %1: File too large."_s.arg(path_));
    }
#endif

    void keepsWhatIsSet() {
        SettingsFile file(path_);
        file.set(u"server.url"_s, u"https://us.vouch.example"_s);
        Role second{
            u"prod"_s, u"arn:aws-cn:iam::210987654321:role/team/Prod"_s, u"cn-north-1"_s, {}};
        second.duration = std::chrono::seconds(900);
        second.via = u"arn:aws-cn:iam::123456789012:role/Hub"_s;
        file.addRole(developer, true);
        file.addRole(second, false);
        const Settings settings = file.read();
        QCOMPARE(settings.server, QUrl(u"https://us.vouch.example"_s));
        QCOMPARE(settings.useRole, u"Developer"_s);
        QCOMPARE(settings.roles, (QList<Role>{developer, second}));
#ifndef _WIN32 // test_system_windows.cpp has its access lists
        QCOMPARE(QFile::permissions(path_) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
#endif

        QVERIFY(file.removeRole(u"Developer"_s));
        QVERIFY(!file.removeRole(u"Developer"_s));
        QCOMPARE(file.read().roles, QList<Role>{second});
        QCOMPARE(file.read().useRole, QString());
        QVERIFY(file.unset(u"server.url"_s));
        QVERIFY(!file.unset(u"server.url"_s));
    }

    void whatIsBrokenInOtherFilesOfGitIsNoMatter() {
        const QString before = QDir::currentPath();
        QVERIFY(QDir(folder_->path()).mkpath(u".git"_s));
        QFile broken(folder_->filePath(u".git/config"_s));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("[broken\n") > 0);
        broken.close();
        QVERIFY(QDir::setCurrent(folder_->path()));
        SettingsFile(path_).addRole(developer, true);
        QCOMPARE(SettingsFile(path_).read().useRole, u"Developer"_s);
        QVERIFY(QDir::setCurrent(before));
    }

    void addingARoleAgainReplacesIt() {
        SettingsFile file(path_);
        Role role = developer;
        role.region = u"us-east-1"_s;
        file.addRole(role, false);
        file.addRole(developer, false);
        QCOMPARE(file.read().roles, QList<Role>{developer});
    }

    void readsWhatAPersonWroteAndKeepsTheComments() {
        write("# my settings\n[server]\n\turl = https://us.vouch.example ; ours\n"
              "[use]\n\trule = us-east-1/infra-* admin\n\trule = */* Developer\n[future]\n\tkey\n");
        SettingsFile file(path_);
        const Settings settings = file.read();
        QCOMPARE(settings.server, QUrl(u"https://us.vouch.example"_s));
        QCOMPARE(settings.rules, (QList<RoleRule>{{u"us-east-1/infra-*"_s, u"admin"_s},
                                                  {u"*/*"_s, u"Developer"_s}}));
        file.addRole(developer, true);
        const QByteArray text = content();
        QVERIFY(text.contains("# my settings\n"));
        QVERIFY(text.contains("; ours\n"));
        QVERIFY(text.contains("[future]\n\tkey\n"));
        QCOMPARE(file.read().rules.size(), 2);
    }

    void keepsEverySetting() {
        SettingsFile file(path_);
        for (const auto &[option, value] : std::initializer_list<std::pair<QString, QString>>{
                 {u"notices"_s, u"5, 60 5"_s},
                 {u"quiet"_s, u"45"_s},
                 {u"lock-screen"_s, u"Yes"_s},
                 {u"lock-suspend"_s, u"on"_s},
                 {u"lock-key-removed"_s, u"1"_s},
                 {u"aws-programs"_s, u"Never"_s},
                 {u"aws-profile-variable"_s, u"Ignore"_s},
                 {u"posture.send"_s, u"No"_s},
                 {u"tray"_s, u"Dark"_s},
                 {u"language"_s, u"de"_s},
                 {u"start-at-login"_s, u"true"_s}}) {
            const Option *known = findOption(option);
            QVERIFY2(known != nullptr, qPrintable(option));
            file.set(known->key, known->checked(value));
        }
        file.set(findOption(u"ca-bundle-aws"_s)->key, path_);
        for (const char *option : {"aws-config-file", "aws-credentials-file"}) {
            const Option *known = findOption(QString::fromLatin1(option));
#ifndef _WIN32
            QFile::setPermissions(path_, QFile::ReadOwner | QFile::WriteOwner | QFile::WriteGroup);
            QVERIFY_EXCEPTION_THROWN(known->checked(path_), Error);
            QFile::setPermissions(path_, QFile::ReadOwner | QFile::WriteOwner);
#endif
            file.set(known->key, known->checked(path_));
        }
        Settings expected;
        expected.caBundleAws = path_;
        expected.awsConfigFile = path_;
        expected.awsCredentialsFile = path_;
        expected.notices = {60min, 5min};
        expected.quiet = 45min;
        expected.lock = {true, true, true};
        expected.programs = Settings::Programs::Never;
        expected.useProfileVariable = false;
        expected.sendPosture = false;
        expected.tray = Settings::TrayTone::Dark;
        expected.language = u"de"_s;
        expected.startAtLogin = true;
        QCOMPARE(file.read(), expected);
        for (const Option &option : options())
            file.unset(option.key);
        QCOMPARE(file.read(), Settings());
    }

    void readsSettingsInGitsOwnWords() {
        write("[notice]\n\tminutes = none\n[lock]\n\tscreen\n\tsuspend = off\n\tkeyRemoved = yes\n"
              "[ui]\n\tTRAY = LIGHT\n\tlanguage =\n");
        const Settings settings = SettingsFile(path_).read();
        QVERIFY(settings.notices.isEmpty());
        QCOMPARE(settings.lock, (Settings::Lock{true, false, true}));
        QCOMPARE(settings.tray, Settings::TrayTone::Light);
        QCOMPARE(settings.language, QString());
    }

    void changesARoleWhereItStands() {
        write("# roles\n[role \"a\"]\n\t# the first\n\tarn = " + developer.arn.toUtf8() +
              "\n\tduration = 900\n[use]\n\trole = a\n\trule = infra-*   a\n\trule = */* b\n"
              "[role \"b\"]\n\tarn = arn:aws:iam::123456789012:role/B\n");
        SettingsFile file(path_);
        const Role changed{u"new"_s, u"arn:aws:iam::210987654321:role/Other"_s, u"us-east-1"_s, {}};
        file.changeRole(u"a"_s, changed);
        const Settings settings = file.read();
        QCOMPARE(settings.roles.first(), changed);
        QCOMPARE(settings.useRole, u"new"_s);
        QCOMPARE(settings.rules, (QList<RoleRule>{{u"infra-*"_s, u"new"_s}, {u"*/*"_s, u"b"_s}}));
        QVERIFY(content().startsWith("# roles\n[role \"new\"]\n\t# the first\n\tarn = "));
        QVERIFY_EXCEPTION_THROWN(file.changeRole(u"gone"_s, changed), Error);
        Role taken = changed;
        taken.name = u"b"_s;
        QVERIFY_EXCEPTION_THROWN(file.changeRole(u"new"_s, taken), Error);
        QCOMPARE(file.read(), settings);

        QVERIFY(file.removeRole(u"new"_s)); // and its rules
        QCOMPARE(file.read().rules, (QList<RoleRule>{{u"*/*"_s, u"b"_s}}));
        QCOMPARE(file.read().useRole, QString());
    }

    void aRoleMayLeadThroughAnother() {
        SettingsFile file(path_);
        Role role = developer;
        role.via = u"arn:aws:iam::210987654321:role/Hub"_s;
        file.addRole(role, false);
        QVERIFY(content().contains("\tvia = arn:aws:iam::210987654321:role/Hub\n"));
        QCOMPARE(file.read().roles, QList<Role>{role});
        file.addRole(developer, false);
        QVERIFY(!content().contains("via"));
        QCOMPARE(file.read().roles, QList<Role>{developer});
        role.via = u"Hub"_s;
        QVERIFY_EXCEPTION_THROWN(file.addRole(role, false), Error);
    }

    void takesAwsProfilesForRoles() {
        write("[use]\n\trole = acme dev\n\trule = infra-* acme:prod\n");
        SettingsFile file(path_);
        QCOMPARE(file.read().useRole, u"acme dev"_s);
        QCOMPARE(file.read().rules, (QList<RoleRule>{{u"infra-*"_s, u"acme:prod"_s}}));
        file.addRule({u"payments-api"_s, u"acme-dev"_s});
        QCOMPARE(file.read().rules.last(), (RoleRule{u"payments-api"_s, u"acme-dev"_s}));
    }

    void addsMovesChangesAndRemovesRules() {
        write("[use]\n\t# ours\n\trule = release-*    Developer\n\trule = infra Developer\n\t# "
              "end\n");
        SettingsFile file(path_);
        file.addRole(developer, false);
        const RoleRule release{u"release-*"_s, u"Developer"_s};
        const RoleRule infra{u"infra"_s, u"Developer"_s};
        const RoleRule added{u"us-east-1/*"_s, u"Developer"_s};
        file.addRule(added);
        QCOMPARE(file.read().rules, (QList<RoleRule>{release, infra, added}));
        file.swapRules(added, infra);
        QCOMPARE(file.read().rules, (QList<RoleRule>{release, added, infra}));
        file.swapRules(release, added);
        QCOMPARE(file.read().rules, (QList<RoleRule>{added, release, infra}));
        const RoleRule changed{u"rel-*"_s, u"Developer"_s};
        file.changeRule(release, changed);
        QCOMPARE(file.read().rules, (QList<RoleRule>{added, changed, infra}));
        file.removeRule(changed);
        QCOMPARE(file.read().rules, (QList<RoleRule>{added, infra}));
        QVERIFY(content().contains("\t# ours\n"));
        QVERIFY(content().contains("\t# end\n"));
        QVERIFY_EXCEPTION_THROWN(file.removeRule(changed), Error);
        QVERIFY_EXCEPTION_THROWN(file.addRule({u"a b"_s, u"Developer"_s}), Error);
        QCOMPARE(file.read().rules, (QList<RoleRule>{added, infra}));
    }

    void namesABrokenLineAndChangesNothing() {
        const QByteArray broken =
            "[server]\n\turl = https://us.vouch.example\n\n[use\n\trole = x\n";
        write(broken);
        SettingsFile file(path_);
        for (const auto &attempt : std::initializer_list<std::function<void()>>{
                 [&] { file.read(); }, [&] { file.set(u"use.role"_s, u"x"_s); },
                 [&] { file.addRole(developer, false); }}) {
            try {
                attempt();
                QFAIL("no error");
            } catch (const Error &error) {
                QVERIFY2(error.message().contains("Line 4"_L1), qPrintable(error.message()));
                QVERIFY2(error.message().contains(path_), qPrintable(error.message()));
            }
        }
        QCOMPARE(content(), broken);
        QCOMPARE(QDir(QFileInfo(path_).path()).entryList(QDir::Files), QStringList{u"settings"_s});
    }

    void refusesValuesThatCannotBe_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("server") << QByteArray("[server]\n\turl = ftp://x\n");
        QTest::newRow("server with a path")
            << QByteArray("[server]\n\turl = https://a.example/b\n");
        QTest::newRow("server with a user")
            << QByteArray("[server]\n\turl = https://a@b.example\n");
        QTest::newRow("plain http") << QByteArray("[server]\n\turl = http://us.vouch.example\n");
        QTest::newRow("role") << QByteArray("[role \"a\"]\n\tarn = arn:aws:iam::1:role/x\n");
        QTest::newRow("user as role")
            << QByteArray("[role \"a\"]\n\tarn = arn:aws:iam::123456789012:user/x\n");
        QTest::newRow("role of no part of AWS")
            << QByteArray("[role \"a\"]\n\tarn = arn:aws-mars:iam::123456789012:role/x\n");
        QTest::newRow("role without ARN") << QByteArray("[role \"a\"]\n\tregion = us-east-1\n");
        QTest::newRow("region") << QByteArray(
            "[role \"a\"]\n\tarn = arn:aws:iam::123456789012:role/x\n"
            "\tregion = us-east-1.evil.example\n");
        QTest::newRow("via") << QByteArray(
            "[role \"a\"]\n\tarn = arn:aws:iam::123456789012:role/x\n\tvia = Hub\n");
        QTest::newRow("variable") << QByteArray("[aws]\n\tprofileVariable = yes\n");
        QTest::newRow("programs") << QByteArray("[aws]\n\tprograms = sometimes\n");
        QTest::newRow("duration") << QByteArray(
            "[role \"a\"]\n\tarn = arn:aws:iam::123456789012:role/x\n"
            "\tduration = 60\n");
        QTest::newRow("notices") << QByteArray("[notice]\n\tminutes = 30 soon\n");
        QTest::newRow("notice of nothing") << QByteArray("[notice]\n\tminutes = 0\n");
        QTest::newRow("too many notices")
            << QByteArray("[notice]\n\tminutes = 1 2 3 4 5 6 7 8 9\n");
        QTest::newRow("quiet") << QByteArray("[quiet]\n\tminutes = 1441\n");
        QTest::newRow("lock") << QByteArray("[lock]\n\tscreen = perhaps\n");
        QTest::newRow("tray") << QByteArray("[ui]\n\ttray = pink\n");
        QTest::newRow("language") << QByteArray("[ui]\n\tlanguage = ../de\n");
        QTest::newRow("rule without role") << QByteArray("[use]\n\trule = infra-*\n");
        QTest::newRow("rule of three words") << QByteArray("[use]\n\trule = a b c\n");
    }
    void refusesValuesThatCannotBe() {
        QFETCH(QByteArray, text);
        write(text);
        try {
            SettingsFile(path_).read();
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(error.kind(), Error::Kind::Malformed);
            const QByteArray section = text.sliced(1).split(text.contains('"') ? ' ' : ']').first();
            QVERIFY2(error.hint().contains(u"Fix "_s + QString::fromUtf8(section) + u'.'),
                     qPrintable(error.hint()));
            QVERIFY2(error.hint().endsWith(path_ + u'.'), qPrintable(error.hint()));
        }
    }

#ifndef _WIN32 // no modes, and no links that a person can make
    void refusesAFileThatOthersMayChange() {
        write("[server]\n\turl = https://us.vouch.example\n");
        QFile::setPermissions(path_, QFile::ReadOwner | QFile::WriteOwner | QFile::WriteGroup);
        QVERIFY_EXCEPTION_THROWN(SettingsFile(path_).read(), Error);
        QVERIFY_EXCEPTION_THROWN(SettingsFile(path_).set(u"use.role"_s, u"x"_s), Error);
    }

    void changesTheFileBehindALink() {
        write("");
        const QString real = folder_->filePath(u"dotfiles"_s);
        QVERIFY(QFile::rename(path_, real));
        QVERIFY(QFile::link(real, path_));
        SettingsFile(path_).addRole(developer, false);
        QVERIFY(QFileInfo(path_).isSymLink());
        QVERIFY(QFile(real).size() > 0);
    }
#endif

    void loopbackMayGoWithoutTls() {
        QCOMPARE(parseServer(u"http://127.0.0.1:8080/"_s).toString(), u"http://127.0.0.1:8080"_s);
        QCOMPARE(parseServer(u"http://localhost:1"_s).toString(), u"http://localhost:1"_s);
        QVERIFY_EXCEPTION_THROWN(parseServer(u"http://localhost.evil.example"_s), Error);
        QVERIFY_EXCEPTION_THROWN(parseServer(u""_s), Error);
        QVERIFY_EXCEPTION_THROWN(parseServer(u"us.vouch.sh"_s), Error);
    }

    void aServerIsNamedAsTheNetworkKnowsIt() {
        // The о is Cyrillic.
        const QString said = complaintOf([] { parseServer(u"https://us.v\u043Euch.example"_s); });
        QVERIFY2(said.contains("actual host name is us.xn--vuch-"_L1), qPrintable(said));
        const QUrl meant = parseServer(u"https://us.xn--vuch-55d.example:8443"_s);
        QCOMPARE(serverName(meant), u"us.xn--vuch-55d.example:8443"_s);
    }

    void aNameIsNeverTakenForAnOption() {
        for (const QString &name : {u"--default"_s, u"-x"_s, u".x"_s}) {
            QVERIFY_EXCEPTION_THROWN(
                SettingsFile(path_).addRole({name, developer.arn, {}, {}}, false), Error);
            if (name.startsWith(u'-'))
                QVERIFY_EXCEPTION_THROWN(SettingsFile(path_).addRule({u"infra-*"_s, name}), Error);
        }
    }

    void theOnlyRoleIsTheUsualOne() {
        Settings settings;
        QCOMPARE(usualRole(settings), nullptr);
        settings.roles = {developer};
        QCOMPARE(usualRole(settings)->name, developer.name);
        settings.useRole = u"a-profile"_s;
        QCOMPARE(usualRole(settings), nullptr);
    }

    void documentsEveryOption() {
        QFile document(QFINDTESTDATA("../../helper/settings/README.md"));
        QVERIFY(document.open(QFile::ReadOnly));
        const QStringList lines = QString::fromUtf8(document.readAll()).split(u'\n');
        for (const Option &option : options()) {
            const QString key(option.key);
            const QString section = u"`[%1]`"_s.arg(key.section(u'.', 0, 0));
            const QString variable = u'`' + key.section(u'.', 1);
            const bool found = std::ranges::any_of(lines, [&](const QString &line) {
                return line.contains(section) && line.contains(variable, Qt::CaseInsensitive);
            });
            QVERIFY2(found, qPrintable(key));
        }
    }

    void checksOptions() {
        QCOMPARE(findOption(u"server"_s)->checked(u"https://a.example/"_s), u"https://a.example"_s);
        QCOMPARE(findOption(u"role"_s)->checked(u"acme:dev/x"_s), u"acme:dev/x"_s);
        for (const QString &name : {QString(), u"two words"_s, u"a\nb"_s, QString(129, u'x')})
            QVERIFY_EXCEPTION_THROWN(findOption(u"role"_s)->checked(name), Error);
        QVERIFY_EXCEPTION_THROWN(findOption(u"ca-bundle"_s)->checked(u"/no/such"_s), Error);
        QCOMPARE(findOption(u"no-such-option"_s), nullptr);
        QCOMPARE(findOption(u"notices"_s)->defaultText(), u"30 5"_s);
        QVERIFY(findOption(u"posture"_s)->description().endsWith("(default: true)"_L1));
        QVERIFY(findOption(u"server"_s)->defaultText().isEmpty());
    }

    void findsTheNearestNames() {
        QCOMPARE(
            nearestNames(u"develper"_s, {u"prod"_s, u"Developer"_s, u"admin"_s, u"x"_s}).first(),
            u"Developer"_s);
        QCOMPARE(nearestNames(u"x"_s, {}).size(), 0);
        QCOMPARE(similarNames(u"jsn"_s, {u"region"_s, u"json"_s}), QStringList{u"json"_s});
        QCOMPARE(similarNames(u"frob"_s, {u"region"_s, u"json"_s}), QStringList());
    }

private:
    void write(const QByteArray &text) {
        QDir().mkpath(QFileInfo(path_).path());
        QFile file(path_);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    QByteArray content() const {
        QFile file(path_);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> folder_;
    QString path_;
};

QTEST_GUILESS_MAIN(TestSettings)
#include "test_settings.moc"
