// SPDX-License-Identifier: Apache-2.0
// The pipe and the lock of the application, with real clients.
#include "endpoint/application_lock.h"
#include "endpoint/listener.h"
#include "endpoint/peer.h"
#include "endpoint/requester_lookup.h"
#include "endpoint/running_code.h"
#include "patience.h"
#include "wire/connection.h"
#include "wire/owner_windows.h"
#include "wire/process.h"
#include "wire/request.h"
#include "wire/stand_in_server.h"

#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace vouch;
using namespace vouch::endpoint;
using namespace std::chrono_literals;

namespace {

wire::Deadline in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

/// Reads a request, answers it, and closes at once, as a conversation does.
void answerEverybody(Listener &listener, const QByteArray &answer) {
    QObject::connect(&listener, &Listener::connected, &listener, [&listener, answer] {
        while (QLocalSocket *socket = listener.next()) {
            QObject::connect(socket, &QLocalSocket::readyRead, socket, [socket, answer] {
                if (!socket->readAll().endsWith("\n\n"))
                    return;
                socket->write(answer);
                socket->flush();
                socket->disconnectFromServer();
            });
            QObject::connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

bool isWine() {
    return ::GetProcAddress(::GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr;
}

} // namespace

class TestListener : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        paths_ = wire::testPaths(folder_->path().toStdString());
        wire::makeDirectory(paths_);
    }

    void anAnswerArrivesWhole() {
        Listener listener(paths_, 16);
        QVERIFY2(listener.listen(), qPrintable(listener.errorString()));
        QByteArray answer;
        for (int i = 0; i < 200; ++i)
            answer += "event=row\nnumber=" + QByteArray::number(i) + "\n\n";
        answerEverybody(listener, answer + "status=ok\n\n");
        std::atomic<int> rows = 0, ended = 0;
        std::thread client([&] {
            auto connection = wire::Connection::open(paths_);
            connection->send(wire::request("status").finish(), in(10s));
            std::this_thread::sleep_for(200ms); // the application has closed by now
            while (!connection->receive(in(10s)).find("status"))
                ++rows;
            ++ended;
        });
        QTRY_COMPARE(ended.load(), 1);
        client.join();
        QCOMPARE(rows.load(), 200);
    }

    void fiftyClientsAtOnceAreAnswered() {
        Listener listener(paths_, 16);
        QVERIFY(listener.listen());
        answerEverybody(listener, "status=ok\n\n");
        std::atomic<int> answered = 0, failed = 0;
        std::vector<std::thread> clients;
        for (int i = 0; i < 50; ++i)
            clients.emplace_back([&] {
                try {
                    auto connection = wire::Connection::open(paths_);
                    connection->send(wire::request("status").finish(), in(30s));
                    answered += connection->receive(in(30s)).value("status") == "ok" ? 1 : 0;
                } catch (const std::exception &error) {
                    qWarning("%s", error.what());
                    ++failed;
                }
            });
        QTRY_COMPARE(answered + failed, 50);
        for (std::thread &client : clients)
            client.join();
        QCOMPARE(failed.load(), 0);
    }

    void knowsItsClient() {
        Listener listener(paths_, 16);
        QVERIFY(listener.listen());
        std::optional<Peer> seen;
        bool came = false;
        connect(&listener, &Listener::connected, this, [&] {
            QLocalSocket *socket = listener.next();
            seen = kernelPeer(socket->socketDescriptor());
            came = true;
        });
        const auto connection = wire::Connection::open(paths_);
        QVERIFY(connection.has_value());
        QTRY_VERIFY(came);
        QVERIFY(mayCall(seen));
        QCOMPARE(seen->pid, qint64(::GetCurrentProcessId()));
        QCOMPARE(seen->started, wire::startOf(seen->pid));
        QVERIFY(!mayCall(std::nullopt));
        QVERIFY(!mayCall(Peer{1, 1}));
    }

    void whatIsTypedIntoAShellOfWindowsIsGits() {
        for (const char *shell :
             {"C:\\Windows\\System32\\cmd.exe", "C:\\Program Files\\PowerShell\\7\\pwsh.exe"}) {
            wire::Process helper, git, above;
            helper.executable = "C:\\Vouch\\git-credential-vouch.exe";
            git.executable = "C:\\Program Files\\Git\\cmd\\git.exe";
            above.executable = shell;
            above.arguments = {shell};
            QCOMPARE(requesterOf({helper, git, above}).program, QStringLiteral("git"));
        }
    }

    void aShellOfWindowsTakesCommandsUntilItIsGivenOne() {
        const auto isInteractive = [](std::vector<std::string> arguments) {
            wire::Process shell;
            shell.executable = "C:\\Windows\\System32\\" + arguments.front() + ".exe";
            shell.arguments = std::move(arguments);
            return endpoint::isInteractive(shell);
        };
        QVERIFY(isInteractive({"cmd"}));
        QVERIFY(isInteractive({"cmd", "/Q", "/K", "prompt $g"}));
        QVERIFY(!isInteractive({"cmd", "/d", "/C", "git fetch"}));
        QVERIFY(isInteractive({"pwsh", "-NoLogo"}));
        QVERIFY(isInteractive({"powershell", "-ExecutionPolicy", "Bypass", "-nologo"}));
        QVERIFY(isInteractive({"powershell", "-NoExit", "-Command", "git fetch"}));
        QVERIFY(!isInteractive({"powershell", "-noprofile", "-Command", "git fetch"}));
        QVERIFY(!isInteractive({"powershell", "-EncodedCommand", "ZwBpAHQA"}));
        QVERIFY(!isInteractive({"pwsh", "fetch.ps1"}));
    }

    void refusesAClientThatHidesItsUser() {
        Listener listener(paths_, 16);
        QVERIFY(listener.listen());
        bool came = false;
        std::optional<Peer> seen = Peer();
        connect(&listener, &Listener::connected, this, [&] {
            seen = kernelPeer(listener.next()->socketDescriptor());
            came = true;
        });
        const wire::Handle client(::CreateFileW(
            wire::wide(paths_.endpoint).c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr,
            OPEN_EXISTING, SECURITY_SQOS_PRESENT | SECURITY_ANONYMOUS, nullptr));
        QVERIFY(client);
        QTRY_VERIFY(came);
        if (isWine())
            QEXPECT_FAIL("", "wine shows the user all the same", Continue);
        QVERIFY(!mayCall(seen));
    }

    void isPrivate() {
        QVERIFY(!isPrivateEndpoint(paths_)); // nobody listens
        Listener listener(paths_, 16);
        QVERIFY(listener.listen());
        QVERIFY(isPrivateEndpoint(paths_));
    }

    void aNameThatIsTakenIsNotShared() {
        Listener first(paths_, 16);
        QVERIFY(first.listen());
        Listener second(paths_, 16);
        if (isWine())
            QEXPECT_FAIL("", "wine doesn't enforce FILE_FLAG_FIRST_PIPE_INSTANCE", Continue);
        QVERIFY(!second.listen());
    }

    void stopsListening() {
        {
            Listener listener(paths_, 16);
            QVERIFY(listener.listen());
        }
        QVERIFY(!wire::Connection::open(paths_).has_value());
        Listener again(paths_, 16);
        QVERIFY(again.listen());
    }

    void oneApplicationHoldsTheLock() {
        auto first = std::make_unique<ApplicationLock>(paths_.appLock);
        QVERIFY(first->tryLock(0ms));
        ApplicationLock second(paths_.appLock);
        QVERIFY(!second.tryLock(100ms));
        first.reset();
        QVERIFY(second.tryLock(0ms));
    }

    void aLockThatCannotBeTakenIsSaid() {
        ApplicationLock lock(paths_.directory + "\\missing\\app.lock");
        QVERIFY_EXCEPTION_THROWN(lock.tryLock(0ms), std::system_error);
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
    wire::RuntimePaths paths_;
};

QTEST_GUILESS_MAIN(TestListener)
#include "test_listener_windows.moc"
