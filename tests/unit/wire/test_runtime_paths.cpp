// SPDX-License-Identifier: Apache-2.0
#include "wire/runtime_paths.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

using namespace vouch::wire;

class TestRuntimePaths : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        qputenv("XDG_RUNTIME_DIR", folder_->path().toUtf8());
        qputenv("HOME", folder_->path().toUtf8() + "/home");
    }

    void standInTheRuntimeFolder() {
        const std::string folder = folder_->path().toStdString() + "/vouch";
        QCOMPARE(runtimePaths().directory, folder);
        QCOMPARE(runtimePaths().endpoint, folder + "/endpoint");
        QCOMPARE(runtimePaths().appLock, folder + "/app.lock");
        QCOMPARE(runtimePaths().startLock, folder + "/start.lock");
    }

    void standInTheHomeWithoutOne() {
        const std::string runUser = "/run/user/" + std::to_string(::geteuid());
        struct stat info {};
        const bool hasRunUser = ::stat(runUser.c_str(), &info) == 0 && (info.st_mode & 077) == 0;
        for (const char *value : {"", "relative/path"}) {
            qputenv("XDG_RUNTIME_DIR", value);
            QCOMPARE(runtimePaths().directory,
                     hasRunUser ? runUser + "/vouch"
                                : folder_->path().toStdString() + "/home/.local/state/vouch/run");
        }
    }

    void standOutsideTheFolderOfASnap() {
        qputenv("XDG_RUNTIME_DIR", folder_->path().toUtf8() + "/snap.code");
        QCOMPARE(runtimePaths().directory, folder_->path().toStdString() + "/vouch");
        qputenv("XDG_RUNTIME_DIR", folder_->path().toUtf8() + "/snapshots");
        QCOMPARE(runtimePaths().directory, folder_->path().toStdString() + "/snapshots/vouch");
    }

    void nameTheFolderOfAnotherUser() {
        if (::geteuid() == 0)
            QCOMPARE(::chown(folder_->path().toUtf8().constData(), 65534, 65534), 0);
        else
            qputenv("XDG_RUNTIME_DIR", "/usr");
        try {
            runtimePaths();
            QFAIL("it was taken");
        } catch (const std::runtime_error &error) {
            QVERIFY2(QByteArray(error.what()).contains("belongs to another user"), error.what());
        }
    }

    void refuseAPathTooLongForASocket() {
        qputenv("XDG_RUNTIME_DIR", "/" + QByteArray(100, 'x'));
        QVERIFY_EXCEPTION_THROWN(runtimePaths(), std::runtime_error);
    }

    void makeAFolderForOneOnly() {
        qputenv("XDG_RUNTIME_DIR", (folder_->path() + QStringLiteral("/a/b")).toUtf8());
        QVERIFY(!directoryIsOurs(runtimePaths()));
        makeDirectory(runtimePaths());
        struct stat info {};
        QCOMPARE(::stat(runtimePaths().directory.c_str(), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0700U);
        QVERIFY(directoryIsOurs(runtimePaths()));
        makeDirectory(runtimePaths()); // repeating it is fine
    }

    void refuseAFolderThatOthersMayEnter() {
        makeDirectory(runtimePaths());
        ::chmod(runtimePaths().directory.c_str(), 0755);
        QVERIFY(!directoryIsOurs(runtimePaths()));
        QVERIFY_EXCEPTION_THROWN(makeDirectory(runtimePaths()), std::runtime_error);
        struct stat info {};
        ::stat(runtimePaths().directory.c_str(), &info);
        QCOMPARE(info.st_mode & 0777, 0755U); // reported, not changed
    }

    void refuseALinkToAFolder() {
        const std::string real = folder_->path().toStdString() + "/real";
        ::mkdir(real.c_str(), 0700);
        QCOMPARE(::symlink(real.c_str(), runtimePaths().directory.c_str()), 0);
        QVERIFY(!directoryIsOurs(runtimePaths()));
        QVERIFY_EXCEPTION_THROWN(makeDirectory(runtimePaths()), std::runtime_error);
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_APPLESS_MAIN(TestRuntimePaths)
#include "test_runtime_paths.moc"
