// SPDX-License-Identifier: Apache-2.0
// Removing access keys from the AWS credentials file leaves everything else alone.
#include "aws/ini_blanking.h"
#include "aws/profile_files.h"
#include "core/error.h"
#include "session/profiles/new_profile.h"
#include "session/profiles/profile_import.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList keyNames{u"aws_access_key_id"_s, u"aws_secret_access_key"_s,
                           u"aws_session_token"_s};

QByteArray blanked(const QByteArray &bytes, const QStringList &profiles) {
    return aws::withoutKeys(bytes, profiles, keyNames);
}

mode_t modeOf(const QString &path) {
    struct stat info {};
    return ::stat(qPrintable(path), &info) == 0 ? info.st_mode & 07777 : 0;
}

} // namespace

class TestProfileImport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->filePath(u"credentials"_s);
    }

    void removesTheKeys_data() {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("the usual") << QByteArray("[a]\naws_access_key_id = AKIA\n"
                                                 "aws_secret_access_key = x\nregion = y\n\n[b]\n"
                                                 "aws_access_key_id = AKIB\n")
                                   << QByteArray("[a]\nregion = y\n\n[b]\n"
                                                 "aws_access_key_id = AKIB\n");
        QTest::newRow("CR LF, a byte order mark, no final newline")
            << QByteArray("\xEF\xBB\xBF[a]\r\nregion=y\r\naws_access_key_id=AKIA\r\n"
                          "AWS_Secret_Access_Key : x")
            << QByteArray("\xEF\xBB\xBF[a]\r\nregion=y\r\n");
        QTest::newRow("comments") << QByteArray("# mine\n[a] ; work\n; old\n"
                                                "aws_access_key_id = AKIA\n  # why\n\n"
                                                "#aws_secret_access_key = no\n"
                                                "aws_secret_access_key = x\n")
                                  << QByteArray("# mine\n[a] ; work\n; old\n  # why\n\n"
                                                "#aws_secret_access_key = no\n");
        QTest::newRow("continuation lines")
            << QByteArray("[a]\naws_session_token = x\n  yz\n\n  z\n"
                          "s3 =\n  aws_session_token = 1\n")
            << QByteArray("[a]\n\ns3 =\n  aws_session_token = 1\n");
        QTest::newRow("indented") << QByteArray("[a]\n  aws_access_key_id = A\n  region = y\n")
                                  << QByteArray("[a]\n  region = y\n");
        QTest::newRow("CR alone") << QByteArray("[a]\raws_access_key_id = A\rregion = y\r")
                                  << QByteArray("[a]\rregion = y\r");
        QTest::newRow("no keys") << QByteArray("[a]\nregion = y\n")
                                 << QByteArray("[a]\nregion = y\n");
        QTest::newRow("another profile") << QByteArray("[aa]\naws_access_key_id = A\n")
                                         << QByteArray("[aa]\naws_access_key_id = A\n");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void removesTheKeys() {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QCOMPARE(blanked(before, {u"a"_s}), after);
        QCOMPARE(blanked(after, {u"a"_s}), after);
    }

    /// For any content, the result has the same lines in the same order, except those with keys.
    void leavesEverythingElseByteForByte() {
        QRandomGenerator random(20260302);
        const QByteArrayList pieces{"[a]",
                                    "[b]",
                                    "[",
                                    "aws_access_key_id = AKIA",
                                    "aws_secret_access_key=s",
                                    "aws_session_token: t",
                                    "  aws_secret_access_key = nested",
                                    "\taws_session_token",
                                    "region = us-east-1",
                                    "# aws_access_key_id = AKIA",
                                    "; c",
                                    "",
                                    "   ",
                                    "\xC2\xA0x = y",
                                    "\xFF\xFE",
                                    "=",
                                    "aws_access_key_idx = 1"};
        const QByteArrayList ends{"\n", "\r\n", "\r"};
        for (int round = 0; round < 5000; ++round) {
            QByteArrayList lines;
            for (int i = random.bounded(12); i > 0; --i)
                lines.append(pieces[random.bounded(int(pieces.size()))] +
                             ends[round % int(ends.size())]);
            const QByteArray before = lines.join();
            const QByteArray after = blanked(before, {u"a"_s});
            qsizetype at = 0;
            for (const QByteArray &line : std::as_const(lines)) {
                if (after.sliced(at).startsWith(line))
                    at += line.size();
                else
                    QVERIFY2(line.contains("aws_") || line.startsWith(' ') ||
                                 line.startsWith('\t') || line.startsWith("\xC2\xA0"),
                             line);
            }
            QCOMPARE(at, after.size());
            QCOMPARE(blanked(before, {u"c"_s}), before);
            QCOMPARE(blanked(after, {u"a"_s}), after);
        }
    }

    void writesABackupAndKeepsModeAndLink() {
        const QByteArray before = "[a]\naws_access_key_id = A\naws_secret_access_key = x\n";
        const QString real = folder_->filePath(u"dotfiles"_s);
        write(real, before);
        ::chmod(qPrintable(real), 0640);
        QVERIFY(QFile::link(real, path_));

        const QString copy = blankKeys(path_, {u"a"_s});
        QCOMPARE(copy, path_ + u".before-vouch"_s);
        QCOMPARE(content(copy), before);
        QCOMPARE(modeOf(copy), 0600U);
        QCOMPARE(content(real), QByteArray("[a]\n"));
        QCOMPARE(modeOf(real), 0640U);
        QVERIFY(QFileInfo(path_).isSymLink());

        write(real, before + "# again\n");
        QCOMPARE(blankKeys(path_, {u"a"_s}), path_ + u".before-vouch-2"_s);
        QCOMPARE(content(copy), before);
        QCOMPARE(QDir(folder_->path()).entryList(QDir::Files, QDir::Name),
                 QStringList({u"credentials"_s, u"credentials.before-vouch"_s,
                              u"credentials.before-vouch-2"_s, u"dotfiles"_s}));
    }

    void neverFollowsALinkAtTheBackupsPath() {
        write(path_, "[a]\naws_access_key_id = A\naws_secret_access_key = x\n");
        const QString victim = folder_->filePath(u"victim"_s);
        QVERIFY(QFile::link(victim, path_ + u".before-vouch"_s));
        QCOMPARE(blankKeys(path_, {u"a"_s}), path_ + u".before-vouch-2"_s);
        QVERIFY(!QFile::exists(victim));
    }

    void leavesAFileAloneIfItCannotRemoveTheKeys() {
        // [DEFAULT] applies to every section, so the keys can't be removed from one.
        const QByteArray before = "[DEFAULT]\naws_access_key_id = A\n"
                                  "aws_secret_access_key = x\n[a]\nregion = y\n";
        write(path_, before);
        QVERIFY_EXCEPTION_THROWN(blankKeys(path_, {u"a"_s}), Error);
        QVERIFY_EXCEPTION_THROWN(blankKeys(folder_->filePath(u"none"_s), {u"a"_s}), Error);
        QCOMPARE(content(path_), before);
        QCOMPARE(QDir(folder_->path()).entryList(QDir::Files), QStringList{u"credentials"_s});
    }

    void addsAProfileToTheConfigFile() {
        const QString path = folder_->filePath(u"new/config"_s);
        addProfileToConfig(path, u"acme"_s, u"eu-central-1"_s);
        QCOMPARE(content(path), QByteArray("[profile acme]\nregion = eu-central-1\n"));
        QCOMPARE(modeOf(path), 0600U);
        QCOMPARE(modeOf(folder_->filePath(u"new"_s)), 0700U);
        addProfileToConfig(path, u"default"_s, u"us-east-1"_s);
        addProfileToConfig(path, u"my own"_s, u"us-east-1"_s);
        QCOMPARE(aws::ProfileFiles({path, {}}).names(),
                 QStringList({u"acme"_s, u"default"_s, u"my own"_s}));

        // What is there stays, with its mode, and so does a link to it.
        const QByteArray before = "# mine\r\n[profile other]\r\naws_access_key_id = A";
        write(path_, before);
        ::chmod(qPrintable(path_), 0640);
        const QString link = folder_->filePath(u"link"_s);
        QVERIFY(QFile::link(path_, link));
        addProfileToConfig(link, u"acme"_s, u"us-east-1"_s);
        QCOMPARE(content(path_), before + "\r\n\r\n[profile acme]\r\nregion = us-east-1\r\n");
        QCOMPARE(modeOf(path_), 0640U);
        QVERIFY(QFileInfo(link).isSymLink());
    }

    void leavesAConfigFileAloneThatHasTheProfile() {
        for (const QByteArray &before :
             {QByteArray("[profile acme]\noutput = json\n"),
              QByteArray("[profile 'acme']\noutput = json\n"),
              QByteArray("[profile \"acme\"]\noutput = json\n"), QByteArray("[broken\n")}) {
            write(path_, before);
            QVERIFY_EXCEPTION_THROWN(addProfileToConfig(path_, u"acme"_s, u"us-east-1"_s), Error);
            QCOMPARE(content(path_), before);
        }
        write(path_, {});
        QVERIFY_EXCEPTION_THROWN(addProfileToConfig(path_, u"acme"_s, u"x\n[profile b]\ny=z"_s),
                                 Error);
        QCOMPARE(content(path_), QByteArray());
    }

private:
    static void write(const QString &path, const QByteArray &bytes) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    static QByteArray content(const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> folder_;
    QString path_;
};

QTEST_GUILESS_MAIN(TestProfileImport)
#include "test_profile_import.moc"
