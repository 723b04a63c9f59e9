// SPDX-License-Identifier: Apache-2.0
// Whom the client talks to, and what others could put in the way.
#include "wire/connection.h"
#include "wire/owner_windows.h"
#include "wire/process.h"
#include "wire/request.h"
#include "wire/stand_in_server.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sddl.h>
#include <thread>

using namespace vouch::wire;
using namespace std::chrono_literals;

namespace {

/// A pipe with another owner or access list, as another user could make it.
Handle pipeWith(const RuntimePaths &paths, const wchar_t *descriptor, DWORD instances = 1) {
    SECURITY_ATTRIBUTES attributes{sizeof attributes, nullptr, FALSE};
    ::ConvertStringSecurityDescriptorToSecurityDescriptorW(
        descriptor, SDDL_REVISION_1, &attributes.lpSecurityDescriptor, nullptr);
    Handle pipe(::CreateNamedPipeW(wide(paths.endpoint).c_str(), PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE,
                                   instances, 4096, 4096, 0, &attributes));
    ::LocalFree(attributes.lpSecurityDescriptor);
    return pipe;
}

Deadline in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

} // namespace

class TestPeer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        paths_ = testPaths(folder_->path().toStdString());
    }

    void saysNothingToAPipeThatAnotherUserMade() {
        const Handle pipe = pipeWith(paths_, L"O:BAD:(A;;GA;;;WD)");
        QVERIFY(pipe);
        QVERIFY_EXCEPTION_THROWN(Connection::open(paths_), ConnectionError);
        char heard[16];
        DWORD size = 1;
        ::ReadFile(pipe.get(), heard, sizeof heard, &size, nullptr);
        QCOMPARE(size, DWORD(0));
    }

    void waitsForAFreeInstance() {
        OursAlone ours;
        Handle pipe(::CreateNamedPipeW(wide(paths_.endpoint).c_str(), PIPE_ACCESS_DUPLEX,
                                       PIPE_TYPE_BYTE, 2, 4096, 4096, 0, ours.attributes()));
        auto first = Connection::open(paths_);
        QVERIFY(first.has_value());
        Handle second;
        std::thread later([&] {
            ::Sleep(200);
            second =
                Handle(::CreateNamedPipeW(wide(paths_.endpoint).c_str(), PIPE_ACCESS_DUPLEX,
                                          PIPE_TYPE_BYTE, 2, 4096, 4096, 0, ours.attributes()));
        });
        const auto connection = Connection::open(paths_);
        later.join();
        QVERIFY(connection.has_value());
    }

    void stopsWritingToAServerThatDoesNotRead() {
        OursAlone ours;
        const Handle pipe(::CreateNamedPipeW(wide(paths_.endpoint).c_str(), PIPE_ACCESS_DUPLEX,
                                             PIPE_TYPE_BYTE, 1, 512, 512, 0, ours.attributes()));
        auto connection = Connection::open(paths_);
        const std::string text(1024 * 1024, 'a');
        const Bytes block(text.begin(), text.end());
        QVERIFY_EXCEPTION_THROWN(connection->send(block, in(100ms)), ConnectionError);
    }

    void refusesOthersPipesWithoutAccess() {
        const Handle pipe = pipeWith(paths_, L"D:P(A;;GA;;;SY)");
        QVERIFY(pipe);
        QVERIFY_EXCEPTION_THROWN(Connection::open(paths_), ConnectionError);
    }

    void knowsItsParent() {
        const auto chain = withAncestors(ProcessId(::GetCurrentProcessId()));
        QVERIFY(!chain.empty());
        QCOMPARE(chain.front().pid, ProcessId(::GetCurrentProcessId()));
        QVERIFY(isOurProcess(::GetCurrentProcess()));
        QCOMPARE(startOf(ProcessId(0x7FFFFFF0)), std::uint64_t(0));
    }

    void readsAChildsCommandLine() {
        QProcess child;
        child.setWorkingDirectory(folder_->path());
        child.start(QStringLiteral("cmd.exe"), {QStringLiteral("/k"), QStringLiteral("rem a b")});
        QVERIFY(child.waitForStarted());
        const auto chain = withAncestors(child.processId());
        child.closeWriteChannel();
        QVERIFY(child.waitForFinished());
        QVERIFY(chain.size() > 1);
        QCOMPARE(programName(chain[0].executable), std::string_view("cmd"));
        QCOMPARE(chain[0].arguments.back(), std::string("rem a b"));
        QCOMPARE(chain[1].pid, ProcessId(::GetCurrentProcessId()));
        QCOMPARE(startOf(child.processId()), std::uint64_t(0)); // it has ended
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
    RuntimePaths paths_;
};

QTEST_APPLESS_MAIN(TestPeer)
#include "test_peer_windows.moc"
