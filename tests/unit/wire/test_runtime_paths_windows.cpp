// SPDX-License-Identifier: Apache-2.0
#include "wire/owner_windows.h"
#include "wire/runtime_paths.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <aclapi.h>
#include <stdexcept>

using namespace vouch::wire;

class TestRuntimePaths : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        local_ = QDir::toNativeSeparators(folder_->path()).toStdString();
        ::SetEnvironmentVariableW(L"LOCALAPPDATA", wide(local_).c_str());
    }

    void belongToThisUserInThisSession() {
        const RuntimePaths paths = runtimePaths();
        const std::string user = narrow(ownUser().text());
        QVERIFY(user.starts_with("S-1-5-"));
        QVERIFY2(paths.endpoint.starts_with("\\\\.\\pipe\\vouch-" + user + "-"),
                 paths.endpoint.c_str());
        QCOMPARE(paths.startLock, "Local\\vouch-start-" + user);
        QCOMPARE(paths.directory, local_ + "\\Vouch");
        QCOMPARE(paths.appLock, local_ + "\\Vouch\\app.lock");
    }

    void findTheFolderWithoutItsVariable() {
        ::SetEnvironmentVariableW(L"LOCALAPPDATA", nullptr);
        const std::string home = narrow(variable(L"USERPROFILE"));
        QVERIFY(!home.empty());
        QCOMPARE(runtimePaths().directory, home + "\\AppData\\Local\\Vouch");
    }

    void theFolderIsClosedToOthers() {
        QVERIFY(!directoryIsOurs(runtimePaths()));
        makeDirectory(runtimePaths());
        QVERIFY(directoryIsOurs(runtimePaths()));
        makeDirectory(runtimePaths()); // repeating it is fine
        QVERIFY(QFileInfo(QString::fromStdString(runtimePaths().directory)).isDir());
    }

    void aFolderThatIsOpenToOthersIsRefused() {
        makeDirectory(runtimePaths());
        const Handle folder(::CreateFileW(wide(runtimePaths().directory).c_str(),
                                          READ_CONTROL | WRITE_DAC, FILE_SHARE_READ, nullptr,
                                          OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
        EXPLICIT_ACCESSW everybody{};
        everybody.grfAccessPermissions = GENERIC_READ;
        everybody.grfAccessMode = GRANT_ACCESS;
        everybody.Trustee.TrusteeForm = TRUSTEE_IS_NAME;
        everybody.Trustee.ptstrName = const_cast<wchar_t *>(L"EVERYONE");
        PACL list = nullptr;
        QCOMPARE(::SetEntriesInAclW(1, &everybody, nullptr, &list), DWORD(ERROR_SUCCESS));
        QCOMPARE(::SetSecurityInfo(folder.get(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr,
                                   nullptr, list, nullptr),
                 DWORD(ERROR_SUCCESS));
        ::LocalFree(list);
        QVERIFY(!directoryIsOurs(runtimePaths()));
        QVERIFY_EXCEPTION_THROWN(makeDirectory(runtimePaths()), std::runtime_error);
    }

    void aFileInItsPlaceIsRefused() {
        QFile file(QString::fromStdString(runtimePaths().directory));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(!directoryIsOurs(runtimePaths()));
        QVERIFY_EXCEPTION_THROWN(makeDirectory(runtimePaths()), std::runtime_error);
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
    std::string local_;
};

QTEST_APPLESS_MAIN(TestRuntimePaths)
#include "test_runtime_paths_windows.moc"
