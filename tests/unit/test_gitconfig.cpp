// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"
#include "core/program.h"
#include "gitconfig/codecommit_setup.h"
#include "gitconfig/global_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

class TestGitConfig : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->filePath(u"gitconfig"_s);
        qputenv("GIT_CONFIG_GLOBAL", path_.toUtf8());
        qputenv("GIT_CONFIG_NOSYSTEM", "1");
    }

    void makesAFileWhereThereIsNone() {
        QVERIFY(!setup().isDone());
        setup().apply();
        QVERIFY(setup().isDone());
        // What the Vouch document promises.
        QCOMPARE(git({u"config"_s, u"--global"_s,
                      u"credential.https://git-codecommit.*.amazonaws.com.helper"_s}),
                 QByteArray("vouch\n"));
    }

    void twiceIsOnce_data() {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no newline at the end") << QByteArray("[user]\n\tname = Nora");
        QTest::newRow("CRLF") << QByteArray("[user]\r\n\tname = Nora\r\n");
        QTest::newRow("the document's section first, a generic helper later")
            << QByteArray("[credential \"https://git-codecommit.*.amazonaws.com\"]\n"
                          "    helper = vouch\n[credential]\n\thelper = store\n");
        QTest::newRow("AWS's own lines")
            << QByteArray("[credential]\n\thelper = !aws codecommit credential-helper $@\n"
                          "\tUseHttpPath = true\n");
    }
    void twiceIsOnce() {
        QFETCH(QByteArray, before);
        write(before);
        setup().apply();
        const QByteArray once = content();
        QVERIFY(setup().isDone());
        setup().apply();
        QCOMPARE(content(), once);
        // git ends up with our helper alone for our hosts, and with what was there for others.
        QCOMPARE(helpersFor(u"https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/x"_s),
                 QByteArray("vouch"));
        QCOMPARE(helpersFor(u"https://vpce-1.git-codecommit.eu-west-1.vpce.amazonaws.com/x"_s),
                 QByteArray("vouch"));
        QVERIFY(!helpersFor(u"https://git-codecommit.eu-west-1.amazonaws.com.evil.example/x"_s)
                     .contains("vouch"));
        const bool generic = before.contains("helper = store");
        QCOMPARE(helpersFor(u"https://github.com/x"_s),
                 generic ? QByteArray("store") : other(before));
    }

    void keepsForeignKeysOfOurSections() {
        write("[credential \"https://git-codecommit.*.amazonaws.com\"]\n\tusername = prod\n"
              "\thelper = osxkeychain\n[credential]\n\thelper = store\n");
        setup().apply();
        QCOMPARE(git({u"config"_s, u"--global"_s,
                      u"credential.https://git-codecommit.*.amazonaws.com.username"_s}),
                 QByteArray("prod\n"));
        QVERIFY(content().contains("[credential]\n\thelper = store\n"));
        QVERIFY(setup().isDone());
    }

    void aHelperThatIsReadLaterUndoesIt() {
        setup().apply();
        QFile file(path_);
        QVERIFY(file.open(QIODevice::Append));
        file.write("[credential]\n\thelper = store\n");
        file.close();
        QVERIFY(!setup().isDone());
        setup().apply();
        QVERIFY(setup().isDone());
    }

    void leavesABrokenFileAlone() {
        const QByteArray broken = "[user]\n\tname = Nora\n[alias\n";
        write(broken);
        QVERIFY_EXCEPTION_THROWN(setup().apply(), Error);
        QCOMPARE(content(), broken);
    }

    void waitsForNobodysLock() {
        write("[user]\n\tname = Nora\n");
        QFile lock(path_ + u".lock"_s); // another git's
        QVERIFY(lock.open(QIODevice::WriteOnly));
        QVERIFY_EXCEPTION_THROWN(setup().apply(), Error);
        QCOMPARE(content(), QByteArray("[user]\n\tname = Nora\n"));
    }

    void keepsLinkAndMode() {
        write("[user]\n\tname = Nora\n");
        const QString real = folder_->filePath(u"dot files/git config"_s);
        QVERIFY(QDir().mkpath(QFileInfo(real).path()));
        QVERIFY(QFile::rename(path_, real));
        QFile::setPermissions(real, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
        QVERIFY(QFile::link(real, path_));
        setup().apply();
        QVERIFY(QFileInfo(path_).isSymLink());
        QVERIFY(QFile::permissions(real).testFlag(QFile::ReadGroup));
        QVERIFY(!QFile::permissions(real).testFlag(QFile::ReadOther));
    }

    void namesTheHelperSoThatGitFindsIt() {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/usr/bin:/bin");
        QCOMPARE(CodeCommitSetup::helperFor(u"/opt/vouch/bin"_s),
                 u"/opt/vouch/bin/git-credential-vouch"_s);
        QCOMPARE(CodeCommitSetup::helperFor(u"/opt/it's mine"_s),
                 u"!'/opt/it'\\''s mine/git-credential-vouch'"_s);
        QFile program(folder_->filePath(u"git-credential-vouch"_s));
        QVERIFY(program.open(QIODevice::WriteOnly));
        program.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        qputenv("PATH", folder_->path().toUtf8());
        QCOMPARE(CodeCommitSetup::helperFor(u"/opt/vouch/bin"_s), u"vouch"_s);
        qputenv("PATH", path);
    }

    void findsTheGlobalFile() {
        QCOMPARE(globalGitConfig(), path_);
        qunsetenv("GIT_CONFIG_GLOBAL");
        qputenv("HOME", folder_->path().toUtf8());
        qputenv("XDG_CONFIG_HOME", folder_->filePath(u"xdg"_s).toUtf8());
        QCOMPARE(globalGitConfig(), folder_->filePath(u".gitconfig"_s));
        QVERIFY(QDir().mkpath(folder_->filePath(u"xdg/git"_s)));
        QFile standard(folder_->filePath(u"xdg/git/config"_s));
        QVERIFY(standard.open(QIODevice::WriteOnly));
        QCOMPARE(globalGitConfig(), standard.fileName());
        QFile home(folder_->filePath(u".gitconfig"_s));
        QVERIFY(home.open(QIODevice::WriteOnly));
        QCOMPARE(globalGitConfig(), home.fileName());
    }

private:
    CodeCommitSetup setup() const { return CodeCommitSetup(GitFile(path_), u"vouch"_s); }
    static QByteArray git(const QStringList &arguments) {
        return runProgram(u"git"_s, arguments).output;
    }
    /// The helpers that git would run for a URL: an empty one clears those before it.
    static QByteArray helpersFor(const QString &url) {
        QByteArrayList helpers;
        const auto all = git({u"config"_s, u"--list"_s, u"-z"_s}).split('\0');
        for (const QByteArray &row : all) {
            const QByteArray key = row.left(row.indexOf('\n'));
            if (!key.startsWith("credential.") || !key.endsWith(".helper"))
                continue;
            if (key != "credential.helper") {
                const QString pattern = QString::fromUtf8(key.mid(11, key.size() - 11 - 7));
                if (git({u"-c"_s, u"credential.%1.probe=yes"_s.arg(pattern), u"config"_s,
                         u"--get-urlmatch"_s, u"credential.probe"_s, url})
                        .isEmpty())
                    continue;
            }
            const QByteArray value = row.mid(row.indexOf('\n') + 1);
            value.isEmpty() ? helpers.clear() : helpers.append(value);
        }
        return helpers.join(',');
    }
    static QByteArray other(const QByteArray &before) {
        return before.contains("aws codecommit") ? "!aws codecommit credential-helper $@" : "";
    }
    void write(const QByteArray &text) {
        QFile file(path_);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray content() const {
        QFile file(path_);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> folder_;
    QString path_;
};

QTEST_GUILESS_MAIN(TestGitConfig)
#include "test_gitconfig.moc"
