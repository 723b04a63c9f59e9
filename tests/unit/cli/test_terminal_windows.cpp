// SPDX-License-Identifier: Apache-2.0
// The shell, and prompts on the console that the test was started on, where a thread types once the
// echo is off.
#include "cli/become.h"
#include "cli/terminal.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <cstdio>
#include <stop_token>
#include <thread>
#include <windows.h>

using namespace vouch;
using namespace vouch::cli;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr DWORD poll = 5; // milliseconds

class Console {
public:
    Console() {
        input_ =
            ::CreateFileW(L"CONIN$", GENERIC_READ | GENERIC_WRITE,
                          FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0, nullptr);
    }
    ~Console() { ::CloseHandle(input_); }
    DWORD mode() const {
        DWORD mode = 0;
        return ::GetConsoleMode(input_, &mode) ? mode : ~DWORD(0);
    }
    void type(const QString &text) const {
        for (const QChar c : text) {
            INPUT_RECORD key{};
            key.EventType = KEY_EVENT;
            key.Event.KeyEvent.wRepeatCount = 1;
            key.Event.KeyEvent.uChar.UnicodeChar = c.unicode();
            for (const BOOL isDown : {TRUE, FALSE}) {
                key.Event.KeyEvent.bKeyDown = isDown;
                DWORD written = 0;
                ::WriteConsoleInputW(input_, &key, 1, &written);
            }
        }
    }
    /// Types as soon as the prompt has switched off echo, line editing and Ctrl-C's signal.
    std::jthread typeIntoThePrompt(const QString &text) const {
        return std::jthread([this, text](const std::stop_token &stop) {
            constexpr DWORD cooked = ENABLE_ECHO_INPUT | ENABLE_LINE_INPUT | ENABLE_PROCESSED_INPUT;
            while ((mode() & cooked) != 0 && !stop.stop_requested())
                ::Sleep(poll);
            type(text);
        });
    }

private:
    HANDLE input_;
};

QString shown(const std::optional<Secret> &secret) {
    return secret ? QString::fromUtf8(secret->view()) : u"canceled"_s;
}

} // namespace

class TestTerminalWindows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        console_ = std::make_unique<Console>();
        before_ = console_->mode();
        QVERIFY2(before_ != ~DWORD(0), "no console");
    }
    void cleanup() { QCOMPARE(console_->mode(), before_); } // with its echo, whatever was typed

    void knowsItsConsole() {
        QVERIFY(hasTerminal());
        QVERIFY(terminalWidth() > 1);
    }

    void readsWhatIsTyped_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("read");
        QTest::newRow("a PIN") << u"1234\r"_s << u"1234"_s;
        QTest::newRow("nothing") << u"\r"_s << u""_s;
        QTest::newRow("corrected") << u"12x\b3ü\b4\r"_s << u"1234"_s;
        QTest::newRow("begun anew") << u"wrong\u0015right\r"_s << u"right"_s;
        QTest::newRow("another script") << u"påß北\r"_s << u"påß北"_s;
        QTest::newRow("two units") << u"a🔑\bb\r"_s << u"ab"_s;
        QTest::newRow("Ctrl-C") << u"12\u0003"_s << u"canceled"_s;
        QTest::newRow("Ctrl-Z") << u"\u001A"_s << u"canceled"_s;
    }
    void readsWhatIsTyped() {
        QFETCH(QString, typed);
        const auto hands = console_->typeIntoThePrompt(typed);
        QTEST(shown(askHidden(u"PIN: "_s)), "read");
    }

    void readsALine() {
        const auto hands = console_->typeIntoThePrompt(u"nora\r"_s);
        QCOMPARE(shown(askLine(u"Name: "_s)), u"nora"_s);
    }

    void oneKeyAnswers() {
        for (const auto &[key, answer] : {std::pair(u'y', true), std::pair(u'\r', false)}) {
            const auto hands = console_->typeIntoThePrompt(QString(QChar(key)));
            QCOMPARE(askYesOrNo(u"Go on? "_s), std::optional(answer));
        }
    }

    void knowsTheShellThatItWasCalledFrom() {
        QProcess shell;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"COMSPEC"_s, u"other.exe"_s); // what the system's one is
        shell.setProcessEnvironment(environment);
        shell.start(u"cmd.exe"_s, {u"/c"_s, QCoreApplication::applicationFilePath(), u"shell"_s});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.readAll().toLower().trimmed(), "c:\\windows\\system32\\cmd.exe");
    }

private:
    std::unique_ptr<Console> console_;
    DWORD before_ = 0;
};

int main(int argc, char *argv[]) {
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == u"shell"_s)
        return std::puts(qPrintable(usualShell())) < 0;
    TestTerminalWindows test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_terminal_windows.moc"
