// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"
#include "core/folders.h"
#include "git_home.h"
#include "gitconfig/backups.h"
#include "gitconfig/codecommit_setup.h"
#include "gitconfig/config_text.h"
#include "gitconfig/global_file.h"
#include "gitconfig/known_helper.h"

#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

namespace {
const QString codeCommit = u"https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/x"_s;
const QByteArrayList onlyVouch{"vouch"};
const QByteArray documented = "[credential \"https://git-codecommit.*.amazonaws.com\"]\n"
                              "    helper = vouch\n";
} // namespace

class TestGitConfig : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { home_ = std::make_unique<GitHome>(); }

    void makesAFileWhereThereIsNone() {
        QVERIFY(!plan().isEmpty());
        QVERIFY(!QFileInfo::exists(home_->config()));
        apply(plan());
        QVERIFY(plan().isEmpty());
        // As documented.
        QCOMPARE(GitHome::git({u"config"_s, u"--global"_s,
                               u"credential.https://git-codecommit.*.amazonaws.com.helper"_s}),
                 QByteArray("vouch\n"));
        QCOMPARE(undoCodeCommit().value(0).how, Undone::How::Removed);
        QVERIFY(!QFileInfo::exists(home_->config()));
    }

    /// The window that takes set-up back shows this first.
    void whatUndoingWouldChangeIsKnownBefore() {
        QVERIFY(planUndo().isEmpty());
        home_->write(home_->config(), "[user]\n\tname = Nora\n");
        apply(plan());
        QVERIFY(planUndo().count().removed > 0);
        QCOMPARE(planUndo().count().added, 0);
        // Also where other lines came later.
        for (const QByteArray &later : {QByteArray(), QByteArray("[core]\n\tpager = less\n")}) {
            home_->write(home_->config(), home_->read(home_->config()) + later);
            const SetupPlan undo = planUndo();
            QCOMPARE(undo.files.size(), 1);
            const QByteArray now = home_->read(home_->config());
            QVERIFY(undo.files.first().before == now);
            undoCodeCommit();
            QCOMPARE(home_->read(home_->config()), undo.files.first().after);
            QVERIFY(planUndo().isEmpty());
            apply(plan());
        }
    }

    void aReadOnlyFileOfAnotherToolIsLeftToIt() {
        const QString standard = home_->path(u"xdg/git/config"_s);
        home_->write(standard, "[user]\n\tname = Nora\n");
        QCOMPARE(globalGitConfig(), standard);
        QFile::setPermissions(standard, QFile::ReadOwner);
        QCOMPARE(globalGitConfig(), home_->config());
        apply(plan());
        QVERIFY(plan().isEmpty());
        QCOMPARE(home_->told(codeCommit), onlyVouch); // git reads both
        QCOMPARE(undoCodeCommit().value(0).how, Undone::How::Removed);
        QVERIFY(!QFileInfo::exists(home_->config()));

        home_->write(home_->config(), "");
        QFile::setPermissions(home_->config(), QFile::ReadOwner);
        try {
            apply(plan());
            QFAIL("no error");
        } catch (const Error &error) {
            QVERIFY2(error.hint().contains("marked + above"_L1), qPrintable(error.hint()));
        }
    }

    void twiceIsOnceAndUndoneIsBefore_data() {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("no newline at the end") << QByteArray("[user]\n\tname = Nora");
        QTest::newRow("CRLF") << QByteArray("[user]\r\n\tname = Nora\r\n");
        QTest::newRow("the document's lines") << documented;
        QTest::newRow("the document's section first, a generic helper later")
            << documented + "[credential]\n\thelper = libsecret\n";
        QTest::newRow("comments everywhere")
            << QByteArray("# one\n[user] # two\n\tname = Nora ; three\n; four");
        QTest::newRow("AWS's own lines")
            << QByteArray("[credential]\n\thelper = !aws codecommit credential-helper $@\n"
                          "\tUseHttpPath = true\n");
        QTest::newRow("several sections of one name")
            << documented + "[user]\n\tname = Nora\n" + documented + "\tusername = prod\n";
        QTest::newRow("a comment behind our section")
            << documented + "\n# my aliases\n[alias] # here\n\tst = status\n";
        QTest::newRow("an include last") << documented + "[include]\n\tpath = more\n";
        QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF[user]\n\tname = Nora\n");
        QTest::newRow("non-ASCII") << QByteArray("[user]\n\tname = Nöra Wïnter 北\n");
    }
    void twiceIsOnceAndUndoneIsBefore() {
        QFETCH(QByteArray, before);
        home_->write(home_->path(u"more"_s), "[credential]\n\thelper = osxkeychain\n");
        home_->write(home_->config(), before);
        const int comments = before.count('#') + before.count(';');
        const auto others = home_->told(u"https://github.com/x"_s);
        apply(plan());
        const QByteArray once = home_->read(home_->config());
        QVERIFY(plan().isEmpty());
        QCOMPARE(apply(plan()), QString());
        QCOMPARE(home_->read(home_->config()), once);
        QCOMPARE(once.count('#') + once.count(';'), comments);
        QCOMPARE(once.count("\r\n"), before.contains('\r') ? once.count('\n') : 0);
        QCOMPARE(once.count("[credential \"https://git-codecommit.*.amazonaws.com\"]"), 1);
        QCOMPARE(home_->told(codeCommit), onlyVouch);
        QCOMPARE(home_->told(u"https://vpce-1.git-codecommit.eu-west-1.vpce.amazonaws.com/x"_s),
                 onlyVouch);
        QCOMPARE(home_->told(u"https://github.com/x"_s), others);
        QVERIFY(!home_->told(u"https://git-codecommit.eu-west-1.amazonaws.com.evil.example/x"_s)
                     .contains("vouch"));

        const auto undone = undoCodeCommit();
        QCOMPARE(undone.size(), 1);
        QCOMPARE(undone[0].how, Undone::How::PutBack);
        QCOMPARE(home_->read(home_->config()), before);
        QVERIFY(backups().isEmpty());
    }

    void keepsForeignKeysOfOurSections() {
        home_->write(home_->config(),
                     "[credential \"https://git-codecommit.*.amazonaws.com\"]\n\tusername = prod\n"
                     "\thelper = osxkeychain\n\tnothing\n[credential]\n\thelper = libsecret\n");
        apply(plan());
        QCOMPARE(value(u"username"_s), QByteArray("prod\n"));
        QCOMPARE(value(u"nothing"_s), QByteArray("true\n"));
        QVERIFY(home_->read(home_->config()).contains("[credential]\n\thelper = libsecret\n"));
        QCOMPARE(home_->told(codeCommit), onlyVouch);
        QVERIFY(plan().isEmpty());
    }

    void movesToTheEndWhatIsExtendedLater() {
        apply(plan());
        home_->append(home_->config(), "[credential]\n\thelper = libsecret\n");
        QCOMPARE(home_->told(codeCommit), (QByteArrayList{"vouch", "libsecret"}));
        apply(plan());
        QCOMPARE(home_->told(codeCommit), onlyVouch);
        QVERIFY(plan().isEmpty());
    }

    void onlyOneRegionsHosts() {
        apply(plan({u"vouch"_s, u"eu-west-1"_s, {}, {}}));
        QCOMPARE(home_->told(codeCommit), onlyVouch);
        QCOMPARE(home_->told(u"https://git-codecommit-fips.eu-west-1.amazonaws.com/x"_s),
                 onlyVouch);
        QCOMPARE(home_->told(u"https://git-codecommit.us-east-1.amazonaws.com/x"_s),
                 QByteArrayList());
        QVERIFY(plan({u"vouch"_s, u"eu-west-1"_s, {}, {}}).isEmpty());
        // Another region, then all regions; never both at once.
        apply(plan({u"vouch"_s, u"cn-north-1"_s, {}, {}}));
        QCOMPARE(home_->told(codeCommit), QByteArrayList());
        QCOMPARE(home_->told(u"https://git-codecommit.cn-north-1.amazonaws.com.cn/x"_s), onlyVouch);
        apply(plan());
        QCOMPARE(home_->told(codeCommit), onlyVouch);
        QVERIFY(!home_->read(home_->config()).contains("cn-north-1"));
        QVERIFY_EXCEPTION_THROWN(plan({u"vouch"_s, u"nowhere"_s, {}, {}}), Error);
        // All three steps are undone.
        undoCodeCommit();
        QVERIFY(!QFileInfo::exists(home_->config()));
    }

    void sendsAProfilesName() {
        apply(plan({u"vouch"_s, {}, u"prod"_s, {}}));
        QCOMPARE(value(u"username"_s), QByteArray("prod\n"));
        QVERIFY(plan({u"vouch"_s, {}, u"prod"_s, {}}).isEmpty());
        apply(plan({u"vouch"_s, {}, u"test"_s, {}}));
        QCOMPARE(value(u"username"_s), QByteArray("test\n"));
        home_->append(home_->config(), "[user]\n\tname = Nora\n");
        undoCodeCommit();
        QCOMPARE(home_->read(home_->config()), QByteArray("[user]\n\tname = Nora\n"));
    }

    void rewritesCodecommitUrls() {
        const CodeCommitOptions options{u"vouch"_s, {}, {}, {u"eu-west-1"_s, u"us-east-1"_s}};
        apply(plan(options));
        QVERIFY(plan(options).isEmpty());
        const auto real = [](const QString &url) {
            return GitHome::git({u"ls-remote"_s, u"--get-url"_s, url}).trimmed();
        };
        QCOMPARE(real(u"codecommit://x"_s), codeCommit.toUtf8());
        QCOMPARE(real(u"codecommit::eu-west-1://x"_s), codeCommit.toUtf8());
        QCOMPARE(real(u"codecommit::us-east-1://x"_s),
                 QByteArray("https://git-codecommit.us-east-1.amazonaws.com/v1/repos/x"));
        QCOMPARE(home_->told(codeCommit), onlyVouch);
        home_->append(home_->config(), "# mine\n");
        undoCodeCommit();
        QCOMPARE(home_->read(home_->config()), QByteArray("# mine\n"));
    }

    void showsExactlyWhatChanges() {
        home_->write(home_->config(), documented + "[user]\n\tname = Nora\n");
        const auto planned = plan();
        const auto rows = planned.rows();
        QCOMPARE(rows.value(0).text, u"@@ ~/.gitconfig, lines 1 to 2 @@"_s);
        QCOMPARE(rows.value(1).text, u"-[credential \"https://git-codecommit.*.amazonaws.com\"]"_s);
        QCOMPARE(rows.value(2).text, u"-    helper = vouch"_s);
        QCOMPARE(rows.value(3).text, u"@@ ~/.gitconfig, at the end @@"_s);
        QCOMPARE(rows.value(4).text, u"+[credential \"https://git-codecommit.*.amazonaws.com\"]"_s);
        QCOMPARE(rows.size(), 4 + 24);
        QCOMPARE(planned.count().added, 24);
        QCOMPARE(planned.count().removed, 2);
        // Nothing was written yet.
        QCOMPARE(home_->read(home_->config()), documented + "[user]\n\tname = Nora\n");
        QVERIFY(backups().isEmpty());
    }

    void undoTakesOnlyOurLinesOutOfAChangedFile() {
        home_->write(home_->config(), "[user]\n\tname = Nora\n");
        apply(plan());
        home_->append(home_->config(), "[alias]\n\tst = status\n");
        const auto undone = undoCodeCommit();
        QCOMPARE(undone.value(0).how, Undone::How::LinesRemoved);
        QCOMPARE(home_->read(home_->config()),
                 QByteArray("[user]\n\tname = Nora\n[alias]\n\tst = status\n"));
        QCOMPARE(home_->read(undone[0].copies + u"/before-0"_s),
                 QByteArray("[user]\n\tname = Nora\n"));
        QVERIFY(undoCodeCommit().isEmpty());
    }

    void undoWorksWithoutACopy() {
        home_->write(home_->config(), documented + "\tusername = prod\n[user]\n\tname = Nora\n");
        QCOMPARE(undoCodeCommit().value(0).how, Undone::How::LinesRemoved);
        QCOMPARE(home_->read(home_->config()),
                 QByteArray("[credential \"https://git-codecommit.*.amazonaws.com\"]\n"
                            "\tusername = prod\n[user]\n\tname = Nora\n"));
        QVERIFY(undoCodeCommit().isEmpty());
    }

    void keepsCopiesToItself() {
        home_->write(home_->config(), "[user]\n\tname = Nora\n");
        const QString folder = apply(plan());
        QVERIFY(folder.startsWith(stateFolder() + u"/gitconfig/"_s));
#ifndef Q_OS_WIN // test_system_windows.cpp has the folder's access list
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(folder) & others));
        QVERIFY(!(QFile::permissions(folder + u"/before-0"_s) & others));
#endif
        QCOMPARE(backups().value(0).after, fingerprint(home_->read(home_->config())));
    }

    void changesSeveralFilesOrNone() {
        const QString other = home_->path(u"work/.git/config"_s);
        home_->write(other, "[credential]\n\thelper = libsecret\n[core]\n\tbare = false\n");
        home_->write(home_->config(), "[user]\n\tname = Nora\n");
        const FileEdit edit{other,
                            {codecommitlines::unsetValue(u"credential.helper"_s, u"libsecret"_s)}};
        const auto both = planCodeCommit({u"vouch"_s, {}, {}, {}}, {edit});
        QCOMPARE(both.files.size(), 2);
        QFile lock(home_->config() + u".lock"_s); // a stale one, of another git process
        QVERIFY(lock.open(QIODevice::WriteOnly));
        QVERIFY(lock.setFileTime(QDateTime::currentDateTime().addDays(-1),
                                 QFileDevice::FileModificationTime));
        QVERIFY_EXCEPTION_THROWN(apply(both), Error);
        QCOMPARE(home_->read(other),
                 QByteArray("[credential]\n\thelper = libsecret\n[core]\n\tbare = false\n"));
        QVERIFY(backups().isEmpty());
        lock.remove();
        apply(both);
        QCOMPARE(home_->read(other), QByteArray("[core]\n\tbare = false\n"));
        QCOMPARE(undoCodeCommit().size(), 2);
        QVERIFY(home_->read(other).contains("libsecret"));
    }

    void refusesAPlanThatTheFileHasOutgrown() {
        home_->write(home_->config(), "[user]\n\tname = Nora\n");
        const auto planned = plan();
        home_->append(home_->config(), "\temail = nora@example.com\n");
        QVERIFY_EXCEPTION_THROWN(apply(planned), Error);
        QVERIFY(!home_->read(home_->config()).contains("vouch"));
    }

    void leavesABrokenFileAlone() {
        const QByteArray broken = "[user]\n\tname = Nora\n[alias\n";
        home_->write(home_->config(), broken);
        try {
            plan();
            QFAIL("it went through");
        } catch (const Error &error) {
            QVERIFY(error.message().contains(u"Line 3 of "_s));
        }
        QCOMPARE(home_->read(home_->config()), broken);
    }

    void leavesAReadOnlyFileAlone() {
        home_->write(home_->config(), "[user]\n\tname = Nora\n");
        QFile::setPermissions(home_->config(), QFile::ReadOwner);
        try {
            apply(plan());
            QFAIL("it went through");
        } catch (const Error &error) {
            QVERIFY(error.message().endsWith(u"is read-only."_s));
        }
        QCOMPARE(home_->read(home_->config()), QByteArray("[user]\n\tname = Nora\n"));
    }

#ifndef _WIN32 // no modes, and no links that a person can make
    void keepsLinkAndMode() {
        const QString real = home_->path(u"dot files/git cönfig"_s);
        home_->write(real, "[user]\n\tname = Nora\n");
        QFile::setPermissions(real, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
        QVERIFY(QFile::link(real, home_->path(u"second"_s)));
        QVERIFY(QFile::link(home_->path(u"second"_s), home_->config()));
        apply(plan());
        QVERIFY(QFileInfo(home_->config()).isSymLink());
        QVERIFY(QFileInfo(home_->path(u"second"_s)).isSymLink());
        QVERIFY(QFile::permissions(real).testFlag(QFile::ReadGroup));
        QVERIFY(!QFile::permissions(real).testFlag(QFile::ReadOther));
        QCOMPARE(home_->told(codeCommit), onlyVouch);
        undoCodeCommit();
        QVERIFY(QFileInfo(home_->config()).isSymLink());
        QCOMPARE(home_->read(real), QByteArray("[user]\n\tname = Nora\n"));
    }

    void fillsALinkToNothing() {
        QVERIFY(QFile::link(home_->path(u"dotfiles/gitconfig"_s), home_->config()));
        apply(plan());
        QVERIFY(QFileInfo(home_->config()).isSymLink());
        QVERIFY(QFileInfo::exists(home_->path(u"dotfiles/gitconfig"_s)));
        QCOMPARE(home_->told(codeCommit), onlyVouch);
    }
#endif

    void writesTheFileThatGitMeans() {
        QCOMPARE(globalGitConfig(), home_->config());
        home_->write(home_->path(u"xdg/git/config"_s), "[credential]\n\thelper = libsecret\n");
        QCOMPARE(globalGitConfig(), home_->path(u"xdg/git/config"_s));
        apply(plan());
        QCOMPARE(home_->told(codeCommit), onlyVouch);
        home_->write(home_->config(), "[user]\n\tname = Nora\n");
        QCOMPARE(globalGitConfig(), home_->config());
        qputenv("XDG_CONFIG_HOME", "");
        QVERIFY(QFile::remove(home_->config()));
        home_->write(home_->path(u".config/git/config"_s), "");
        QCOMPARE(globalGitConfig(), home_->path(u".config/git/config"_s));
        const QString named = home_->path(u"näme with spaces"_s);
        qputenv("GIT_CONFIG_GLOBAL", named.toLocal8Bit());
        QCOMPARE(globalGitConfig(), named);
        apply(plan());
        QCOMPARE(home_->told(codeCommit), onlyVouch);
        QVERIFY(QFileInfo::exists(named));
    }

    void namesTheHelperSoThatGitFindsIt() {
        using codecommitlines::helperFor;
        const QByteArray path = qgetenv("PATH");
        QCOMPARE(helperFor(home_->path(u"bin"_s)), u"vouch"_s);
        // Another program of that name comes first.
        const QString program = GitHome::program(u"vouch"_s);
        const QString ours = home_->path(u"it's mine/"_s + program);
        home_->write(ours, home_->read(home_->path(u"bin/"_s + program)));
        QFile::setPermissions(ours, QFile::ReadOwner | QFile::ExeOwner);
        const QString helper = helperFor(home_->path(u"it's mine"_s));
        QCOMPARE(helper, u"!'%1'"_s.arg(QString(ours).replace(u'\'', u"'\\''"_s)));
        qputenv("PATH", GitHome::outerPath());
        QCOMPARE(helperFor(u"/opt/vouch/bin"_s), u"/opt/vouch/bin/git-credential-vouch"_s);
        QCOMPARE(helperFor(u"C:/Program Files/Vouch"_s),
                 u"!'C:/Program Files/Vouch/git-credential-vouch'"_s);
        QCOMPARE(helperFor(u"//server/our-tools/Vouch"_s),
                 u"//server/our-tools/Vouch/git-credential-vouch"_s);
        // git can run it, and everything else recognizes it as ours.
        apply(plan({helper, {}, {}, {}}));
#ifndef Q_OS_WIN // under wine it is this machine's git, which knows no drives
        QCOMPARE(home_->told(codeCommit), onlyVouch);
#endif
        QVERIFY(plan({helper, {}, {}, {}}).isEmpty());
        home_->append(home_->config(), "# changed\n");
        undoCodeCommit();
        QCOMPARE(home_->read(home_->config()), QByteArray("# changed\n"));
        qputenv("PATH", path);
    }

    void recognizesItsHelperHoweverItIsWritten() {
        for (const QString &value :
             {u"vouch"_s, u"/opt/vouch/bin/git-credential-vouch"_s, u"!git credential-vouch"_s,
              u"C:/Program Files/Vouch/git-credential-vouch.exe"_s,
              uR"(C:\Program Files\Vouch\git-credential-vouch.exe)"_s,
              u"!'C:/Program Files/Vouch/git-credential-vouch.exe'"_s,
              uR"(!"C:\Program Files\Vouch\git-credential-vouch.exe")"_s,
              u"//server/our tools/git-credential-vouch.exe"_s,
              uR"(\\server\our tools\git-credential-vouch.exe)"_s}) {
            QVERIFY2(kindOfHelper(value) == HelperKind::Vouch, qPrintable(value));
            QCOMPARE(nameOfHelper(value), u"vouch"_s);
        }
        for (const QString &value : {u"manager"_s, u"C:/Git/git-credential-manager.exe"_s,
                                     uR"(!"C:\Git\mingw64\bin\git-credential-manager.exe")"_s})
            QVERIFY2(kindOfHelper(value) == HelperKind::Manager, qPrintable(value));
    }

    void tellsTheLinesOfKeys() {
        const QByteArray text = "# a\n[x] one = 1\n[x \"a]\\\"b\"]\ntwo = \"2 # \\\n 2\" ; c\n"
                                "\n three\n\r\nfour = 4\\\r\n 4\nfive=5";
        QCOMPARE(linesOfKeys(text), (QList<int>{2, 4, 7, 9, 11}));
        home_->write(home_->config(), text);
        const auto listed =
            GitHome::git({u"config"_s, u"--file"_s, home_->config(), u"--list"_s, u"-z"_s});
        QCOMPARE(listed.count('\0'), 5); // as many as git lists
    }

private:
    static SetupPlan plan(const CodeCommitOptions &options = {u"vouch"_s, {}, {}, {}}) {
        return planCodeCommit(options);
    }
    static QByteArray value(const QString &variable) {
        return GitHome::git({u"config"_s, u"--global"_s,
                             u"credential.https://git-codecommit.*.amazonaws.com."_s + variable});
    }

    std::unique_ptr<GitHome> home_;
};

QTEST_GUILESS_MAIN(TestGitConfig)
#include "test_gitconfig.moc"
