// SPDX-License-Identifier: Apache-2.0
#include "wire/command_line.h"
#include "wire/process.h"

#include <QTest>

#include <string>
#include <vector>

using namespace vouch::wire;

namespace {

/// The arguments, each between brackets.
std::string bracketed(const std::vector<std::string> &arguments) {
    std::string all;
    for (const std::string &argument : arguments)
        all += '[' + argument + ']';
    return all;
}

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The rows up to `three quotes` are the examples in Microsoft's "Parsing C command-line
    // arguments".
    void splitsAsMicrosoftsRuntimeDoes_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("arguments");
        const auto row = [](const char *name, const char *line, const char *arguments) {
            QTest::newRow(name) << QString::fromUtf8(line) << QString::fromUtf8(arguments);
        };
        row("blanks in quotes", "p \"a b c\" d e", "[p][a b c][d][e]");
        row("quote in quotes", "p \"ab\\\"c\" \"\\\\\" d", "[p][ab\"c][\\][d]");
        row("backslashes alone", "p a\\\\\\b d\"e f\"g h", "[p][a\\\\\\b][de fg][h]");
        row("odd backslashes", "p a\\\\\\\"b c d", "[p][a\\\"b][c][d]");
        row("even backslashes", "p a\\\\\\\\\"b c\" d e", "[p][a\\\\b c][d][e]");
        row("two quotes in quotes", "p a\"b\"\" c d", "[p][ab\" c d]");
        row("three quotes", "p \"\"\"a b\"\"\" c", "[p][\"a b\"][c]");
        row("program with blanks", "\"C:\\Program Files\\Git\\bin\\git.exe\" fetch",
            "[C:\\Program Files\\Git\\bin\\git.exe][fetch]");
        row("folder as the last argument", "\"C:\\a\\\" b", "[C:\\a\\][b]");
        row("empty argument", "p \"\" b", "[p][][b]");
        row("many blanks", "p \t a   b  ", "[p][a][b]");
        row("quote left open", "p \"a b", "[p][a b]");
        row("backslashes at the end", "p a\\\\", "[p][a\\\\]");
        row("nothing", "", "[]");
    }
    void splitsAsMicrosoftsRuntimeDoes() {
        QFETCH(QString, line);
        QFETCH(QString, arguments);
        QCOMPARE(QString::fromStdString(bracketed(splitCommandLine(line.toStdString()))),
                 arguments);
    }

    void joinsWhatIsSplitAgain_data() {
        QTest::addColumn<QString>("argument");
        for (const char *argument :
             {"", " ", "plain", "two words", "C:\\folder\\", "C:\\my folder\\", "\\\\server\\share",
              "\"", "say \"hi\"", "\\\"", "a\\\\\"b\\\\", "!'C:/Program Files/x.exe'", "\t",
              "line\nbreak", "ends in two \\\\", "\u00fc\u4e2d"})
            QTest::newRow(argument) << QString::fromUtf8(argument);
    }
    void joinsWhatIsSplitAgain() {
        QFETCH(QString, argument);
        const std::vector<std::string> arguments{"C:/Program Files/Git/git.exe",
                                                 argument.toStdString(), "last"};
        QCOMPARE(splitCommandLine(joinCommandLine(arguments)), arguments);
    }

    void namesProgramsWithoutFolderAndEnding_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name");
        QTest::newRow("Linux") << "/usr/bin/git"
                               << "git";
        QTest::newRow("Windows") << "C:\\Program Files\\Git\\cmd\\git.exe"
                                 << "git";
        QTest::newRow("both separators") << "C:\\Git/mingw64\\bin/GIT.EXE"
                                         << "GIT";
        QTest::newRow("name only") << "git-remote-codecommit"
                                   << "git-remote-codecommit";
        QTest::newRow("only an ending") << ".exe"
                                        << ".exe";
        QTest::newRow("folder") << "/usr/bin/"
                                << "";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void namesProgramsWithoutFolderAndEnding() {
        QFETCH(QString, path);
        QFETCH(QString, name);
        const std::string text = path.toStdString();
        QCOMPARE(QString::fromStdString(std::string(programName(text))), name);
    }
};

QTEST_APPLESS_MAIN(TestCommandLine)
#include "test_command_line.moc"
