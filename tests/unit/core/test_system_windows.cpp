// SPDX-License-Identifier: Apache-2.0
// What core's Windows files promise.
#include "core/clock.h"
#include "core/displayed.h"
#include "core/file_stamp.h"
#include "core/folders.h"
#include "core/harden.h"
#include "core/ownership.h"
#include "core/secret.h"
#include "patience.h"
#include "wire/owner_windows.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <aclapi.h>
#include <psapi.h>

using namespace vouch;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Lets everybody read a file, or write it too.
void openToEverybody(const QString &path, DWORD rights) {
    EXPLICIT_ACCESSW everybody{};
    everybody.grfAccessPermissions = rights;
    everybody.grfAccessMode = GRANT_ACCESS;
    everybody.Trustee.TrusteeForm = TRUSTEE_IS_NAME;
    everybody.Trustee.ptstrName = const_cast<wchar_t *>(L"EVERYONE");
    PACL list = nullptr;
    QCOMPARE(::SetEntriesInAclW(1, &everybody, nullptr, &list), DWORD(ERROR_SUCCESS));
    std::wstring name = QDir::toNativeSeparators(path).toStdWString();
    QCOMPARE(::SetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION,
                                     nullptr, nullptr, list, nullptr),
             DWORD(ERROR_SUCCESS));
    ::LocalFree(list);
}

bool isClosed(const QString &folder) {
    const wire::Handle handle(
        ::CreateFileW(QDir::toNativeSeparators(folder).toStdWString().c_str(), READ_CONTROL,
                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                      OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    return handle && wire::isClosedToOthers(handle.get(), true);
}

QByteArray written(const QString &path, const QByteArray &content) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? content
                                                                                    : QByteArray();
}

} // namespace

class TestSystem : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aReasonOfWindowsStandsInsideASentence() {
        QFile missing(u"C:/missing/file"_s);
        QVERIFY(!missing.open(QIODevice::ReadOnly));
        QVERIFY(missing.errorString().endsWith(u'.'));
        QVERIFY(!withoutPeriod(missing.errorString()).endsWith(u'.'));
        QCOMPARE(withoutPeriod(u"No such file"_s), u"No such file"_s);
    }

    void secretsEndWithANulEvenOnAFullPage() {
        const Secret secret(QByteArray(4096, 'x'));
        QCOMPARE(secret.c_str()[4096], '\0');
        QCOMPARE(secret.view(), QByteArrayView(QByteArray(4096, 'x')));
    }

    void manySecretsFit() {
        std::vector<Secret> secrets;
        for (int i = 0; i < 300; ++i) // a fresh process may lock some 40 pages
            secrets.emplace_back(QByteArray::number(i));
        for (int i = 0; i < 300; ++i)
            QVERIFY(secrets[std::size_t(i)].equals(QByteArray::number(i)));
    }

    void aStampTellsChangesApart() {
        const QString path = folder_.filePath(u"stamp"_s);
        const FileStamp missing = fileStamp(path);
        QCOMPARE(missing, FileStamp());
        QVERIFY(!written(path, "one").isEmpty());
        const FileStamp first = fileStamp(path);
        QCOMPARE(first.size, qint64(3));
        QVERIFY(qAbs(first.seconds - SystemClock().now().time_since_epoch().count() -
                     11'644'473'600) < 60);
        QCOMPARE(fileStamp(path), first);
        QVERIFY(!written(path + u".new"_s, "two").isEmpty());
        QVERIFY(::MoveFileExW((path + u".new"_s).toStdWString().c_str(),
                              path.toStdWString().c_str(), MOVEFILE_REPLACE_EXISTING));
        QVERIFY(fileStamp(path) != first);
    }

    void foldersAreClosedToOthers() {
        const QString path = folder_.filePath(u"a/b/c"_s);
        QVERIFY(makePrivateFolder(path));
        QVERIFY(QFileInfo(path).isDir());
        QVERIFY(isClosed(path));
        QVERIFY(isClosed(folder_.filePath(u"a"_s)));
        openToEverybody(path, GENERIC_READ);
        QVERIFY(!isClosed(path));
        QVERIFY(makePrivateFolder(path));
        QVERIFY(isClosed(path));
        QVERIFY(makeFolders(path)); // repeating it is fine
        QVERIFY(!written(folder_.filePath(u"file"_s), "x").isEmpty());
        QVERIFY(!makeFolders(folder_.filePath(u"file"_s)));
        QVERIFY(!makeFolders(folder_.filePath(u"file/below"_s)));
    }

    void knowsWhoMayChangeAFile() {
        const QString path = folder_.filePath(u"owned"_s);
        QVERIFY(!written(path, "x").isEmpty());
        QVERIFY(isOurs(QFileInfo(path)));
        openToEverybody(path, GENERIC_READ);
        QVERIFY(!othersMayWrite(QFileInfo(path)));
        openToEverybody(path, GENERIC_READ | GENERIC_WRITE);
        QVERIFY(othersMayWrite(QFileInfo(path)));
        QVERIFY(!isOurs(QFileInfo(folder_.filePath(u"missing"_s))));
    }

    void theClockRingsInTime() {
        SystemClock clock;
        bool rang = false;
        const auto alarm = clock.at(clock.now() + 2s, [&rang] { rang = true; });
        bool canceled = false;
        clock.at(clock.now(), [&canceled] { canceled = true; }).reset();
        QVERIFY(!rang);
        QTRY_VERIFY(rang);
        QVERIFY(!canceled);
        QVERIFY(clock.elapsed() > 0s);
    }

    void noticesThatTheClockWasSet() {
        int set = 0;
        const auto watch = SystemClock().whenSet([&set] { ++set; });
        ::SendMessageTimeoutW(HWND_BROADCAST, WM_TIMECHANGE, 0, 0, SMTO_ABORTIFHUNG, 1000, nullptr);
        QTRY_COMPARE(set, 1);
    }

    void opensslVariablesAreForgotten() {
        ::_wputenv_s(L"OPENSSL_CONF", L"C:\\evil.cnf");
        ::_wputenv_s(L"VOUCH_LOG", L"x");
        forgetOpenSslVariables();
        QVERIFY(std::getenv("OPENSSL_CONF") == nullptr);
        QVERIFY(wire::variable(L"OPENSSL_CONF").empty());
        QCOMPARE(wire::variable(L"VOUCH_LOG"), std::wstring(L"x"));
    }

    // Last: it can't be undone.
    void hardeningTakesEffect() {
        QVERIFY(harden());
        const DWORD self = ::GetCurrentProcessId();
        QVERIFY(wire::Handle(::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, self)));
        QVERIFY(wire::isOurProcess(::GetCurrentProcess()));
        PACL access = nullptr;
        PSECURITY_DESCRIPTOR all = nullptr;
        QCOMPARE(::GetSecurityInfo(::GetCurrentProcess(), SE_KERNEL_OBJECT,
                                   DACL_SECURITY_INFORMATION, nullptr, nullptr, &access, nullptr,
                                   &all),
                 DWORD(ERROR_SUCCESS));
        QCOMPARE(access->AceCount, WORD(4));
        ::LocalFree(all);
    }

private:
    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(TestSystem)
#include "test_system_windows.moc"
