// SPDX-License-Identifier: Apache-2.0
// git-credential-vouch.exe as git starts it, with a server in the application's place.
#include "wire/owner_windows.h"
#include "wire/runtime_paths.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <sddl.h>
#include <thread>

using namespace vouch::wire;

namespace {

const QByteArray question = "protocol=https\nhost=git-codecommit.us-east-1.amazonaws.com\n"
                            "path=v1/repos/payments-api\n\n";

struct Answer {
    int code = -1;
    QByteArray output, errors;
};

Answer ask(const QString &operation, const QByteArray &input) {
    QProcess helper;
    helper.start(QStringLiteral(VOUCH_BIN "/git-credential-vouch.exe"), {operation});
    helper.write(input);
    helper.closeWriteChannel();
    if (!helper.waitForFinished(60'000))
        return {};
    return {helper.exitCode(), helper.readAllStandardOutput(), helper.readAllStandardError()};
}

/// Serves one client at the application's own name.
class Server {
public:
    explicit Server(std::function<void(HANDLE)> serve) {
        OursAlone ours;
        pipe_ = Handle(::CreateNamedPipeW(wide(runtimePaths().endpoint).c_str(), PIPE_ACCESS_DUPLEX,
                                          PIPE_TYPE_BYTE, 1, 4096, 4096, 0, ours.attributes()));
        thread_ = std::thread([pipe = pipe_.get(), serve = std::move(serve)] {
            ::ConnectNamedPipe(pipe, nullptr); // it fails if the client is there already
            char chunk[4096];
            DWORD got = 0;
            ::ReadFile(pipe, chunk, sizeof chunk, &got, nullptr);
            serve(pipe);
            ::FlushFileBuffers(pipe);
            ::DisconnectNamedPipe(pipe);
        });
    }
    ~Server() { thread_.join(); }

private:
    Handle pipe_;
    std::thread thread_;
};

void say(HANDLE pipe, const QByteArray &text) {
    DWORD sent = 0;
    ::WriteFile(pipe, text.constData(), static_cast<DWORD>(text.size()), &sent, nullptr);
}

} // namespace

class TestHelper : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("LOCALAPPDATA", folder_.path().toUtf8()); }

    void handsOnWhatItIsAnswered() {
        const Server server(
            [](HANDLE pipe) { say(pipe, "status=ok\nusername=AKIDEXAMPLE\npassword=secret\n\n"); });
        const Answer answer = ask(QStringLiteral("get"), question);
        QCOMPARE(answer.errors, QByteArray());
        QCOMPARE(answer.output, QByteArray("username=AKIDEXAMPLE\npassword=secret\n\n")); // no \r
        QCOMPARE(answer.code, 0);
    }

    void believesNoNonsense_data() {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("garbage") << QByteArray("\xFF\x00\x01garbage\n\n", 12);
        QTest::newRow("torn") << QByteArray("status=ok\nusername=AKID");
        QTest::newRow("oversized") << "status=ok\nusername=" + QByteArray(1 << 20, 'x') + "\n\n";
        QTest::newRow("nothing") << QByteArray();
    }
    void believesNoNonsense() {
        QFETCH(QByteArray, said);
        const Server server([&said](HANDLE pipe) { say(pipe, said); });
        const Answer answer = ask(QStringLiteral("get"), question);
        QVERIFY2(!answer.output.contains("password"), answer.output);
        QVERIFY2(answer.errors.startsWith("vouch: "), answer.errors);
        QCOMPARE(answer.code, 0); // git reads `quit` then
    }

    void saysNothingToAPipeOfSomebodyElse() {
        SECURITY_ATTRIBUTES attributes{sizeof attributes, nullptr, FALSE};
        ::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"O:BAD:(A;;GA;;;WD)", SDDL_REVISION_1, &attributes.lpSecurityDescriptor, nullptr);
        const Handle pipe(::CreateNamedPipeW(wide(runtimePaths().endpoint).c_str(),
                                             PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE, 1, 4096, 4096, 0,
                                             &attributes));
        ::LocalFree(attributes.lpSecurityDescriptor);
        QVERIFY(pipe);
        const Answer answer = ask(QStringLiteral("get"), question);
        QVERIFY2(answer.errors.contains("belongs to another user. Nothing was sent to it."),
                 answer.errors);
        char heard[16];
        DWORD size = 1;
        ::ReadFile(pipe.get(), heard, sizeof heard, &size, nullptr);
        QCOMPARE(size, DWORD(0));
    }

    void asksNobodyAboutOthers() {
        QCOMPARE(ask(QStringLiteral("get"), "protocol=https\nhost=github.com\n\n").output,
                 QByteArray());
        QCOMPARE(ask(QStringLiteral("store"), question).output, QByteArray());
    }

private:
    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(TestHelper)
#include "test_helper_windows.moc"
