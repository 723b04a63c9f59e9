// SPDX-License-Identifier: Apache-2.0
// Programs as children. This test is its own child, which does what its first word says.
#include "wire/child_windows.h"
#include "wire/process.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vouch::wire;

namespace {

/// Starts `command` in a job, as the programs start git and a person's command.
DWORD run(const std::vector<std::string> &command) {
    const Child child =
        startChild(findProgram(command.front()), command, Streams::own(), CREATE_SUSPENDED);
    return child.process ? runToItsEnd(child) : 1;
}

/// Writes its own process id and the words that it got to a file, then waits to be ended.
int tellAndWait(const QStringList &words) {
    QFile told(words.first());
    if (!told.open(QIODevice::WriteOnly))
        return 1;
    told.write(QByteArray::number(qint64(::GetCurrentProcessId())));
    for (const QString &word : words.sliced(1))
        told.write('\n' + word.toUtf8());
    told.close();
    told.rename(told.fileName() + QStringLiteral(".whole"));
    ::Sleep(INFINITE);
    return 0;
}

std::string pathOf(const QString &file) {
    return QDir::toNativeSeparators(file).toStdString();
}

} // namespace

class TestChild : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsProgramsOnThePathOnly() {
        QVERIFY(QDir(folder_.path()).mkdir(QStringLiteral("Program Files")));
        const QString folder = folder_.filePath(QStringLiteral("Program Files"));
        const QString file = folder + QStringLiteral("/git.exe");
        QVERIFY(QFile::copy(self_, file));
        const QByteArray path = qgetenv("PATH");
        // Windows itself would look in the current folder first.
        const QString before = QDir::currentPath();
        QDir::setCurrent(folder);
        qputenv("PATH", "relative;.;C:\\windows\\system32");
        QCOMPARE(findProgram("git"), std::wstring());
        qputenv("PATH",
                "C:\\windows\\system32;\"" + QDir::toNativeSeparators(folder).toUtf8() + '"');
        QCOMPARE(findProgram("git"), wide(pathOf(file)));
        QCOMPARE(findProgram("git.exe"), wide(pathOf(file)));
        QCOMPARE(findProgram("no-such-program"), std::wstring());
        qputenv("PATH", path);
        QDir::setCurrent(before);
        QCOMPARE(findProgram(file.toStdString()), file.toStdWString()); // with a folder: itself
    }

    void handsOnTheExitCode() {
        QCOMPARE(run({self_.toStdString(), "exit", "7"}), DWORD(7));
        QCOMPARE(run({self_.toStdString(), "exit", "128"}), DWORD(128));
    }

    /// The one in the middle is ended as by the Task Manager.
    void endsWithWhoeverWaitsForIt() {
        const QString told = folder_.filePath(QStringLiteral("told"));
        const std::vector<std::string> words{"a b", "\"quoted\" \\", "", "ü北"};
        std::vector<std::string> command{self_.toStdString(), "run", self_.toStdString(), "tell",
                                         told.toStdString()};
        command.insert(command.end(), words.begin(), words.end());
        const Child middle = startChild(self_.toStdWString(), command, Streams{}, 0);
        QVERIFY(middle.process);
        QFile whole(told + QStringLiteral(".whole"));
        QTRY_VERIFY_WITH_TIMEOUT(whole.exists(), 60'000);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        QByteArrayList lines = whole.readAll().split('\n');
        const Handle child(::OpenProcess(SYNCHRONIZE, FALSE, lines.takeFirst().toUInt()));
        QVERIFY(child);
        QCOMPARE(lines.size(), qsizetype(words.size()));
        for (std::size_t i = 0; i < words.size(); ++i)
            QCOMPARE(lines[qsizetype(i)].toStdString(), words[i]);
        QCOMPARE(::WaitForSingleObject(child.get(), 0), DWORD(WAIT_TIMEOUT));
        ::TerminateProcess(middle.process.get(), 1);
        QCOMPARE(::WaitForSingleObject(child.get(), 60'000), WAIT_OBJECT_0);
    }

    void inheritsNothingElse() {
        SECURITY_ATTRIBUTES inheritable{sizeof inheritable, nullptr, TRUE};
        Handle reading, writing;
        QVERIFY(::CreatePipe(reading.receive(), writing.receive(), &inheritable, 0));
        const QString told = folder_.filePath(QStringLiteral("alone"));
        const Child child = startChild(
            self_.toStdWString(), {self_.toStdString(), "tell", told.toStdString()}, Streams{}, 0);
        QVERIFY(child.process);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(told + QStringLiteral(".whole")), 60'000);
        writing = Handle(); // the last one, unless the child has it
        char byte = 0;
        DWORD got = 0;
        QVERIFY(!::ReadFile(reading.get(), &byte, 1, &got, nullptr));
        QCOMPARE(::GetLastError(), DWORD(ERROR_BROKEN_PIPE));
        ::TerminateProcess(child.process.get(), 1);
    }

private:
    QTemporaryDir folder_;
    const QString self_ = QDir::toNativeSeparators(QCoreApplication::applicationFilePath());
};

int main(int argc, char *argv[]) {
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const QString what = words.value(1);
    if (what == QLatin1String("exit"))
        return words[2].toInt();
    if (what == QLatin1String("tell"))
        return tellAndWait(words.sliced(2));
    if (what == QLatin1String("run")) {
        std::vector<std::string> command;
        for (const QString &word : words.sliced(2))
            command.push_back(word.toStdString());
        return int(run(command));
    }
    TestChild test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_child_windows.moc"
