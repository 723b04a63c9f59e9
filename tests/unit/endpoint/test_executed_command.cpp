// SPDX-License-Identifier: Apache-2.0
#include "cli/command_table.h"
#include "endpoint/executed_command.h"

#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

/// What the question about AWS credentials names as the program that gets them.
class TestExecutedCommand : public QObject {
    Q_OBJECT

    static QString programOf(std::vector<std::string> words) {
        wire::Process process;
        process.arguments = {"vouch", "exec"};
        process.arguments.insert(process.arguments.end(), words.begin(), words.end());
        return QString::fromStdString(endpoint::executedCommand(process).program);
    }

private Q_SLOTS:
    void theProgramIsFoundBehindEachOption() {
        const cli::Command *exec = cli::findCommand(u"exec");
        QVERIFY(exec != nullptr);
        for (const cli::CommandOption &option : exec->options) {
            const std::string name = "--" + std::string(option.name.data(), option.name.size());
            if (option.value.isEmpty()) {
                QCOMPARE(programOf({name, "aws", "s3"}), u"aws"_s);
                continue;
            }
            QCOMPARE(programOf({name, "value", "aws", "s3"}), u"aws"_s);
            QCOMPARE(programOf({name + "=value", "aws", "s3"}), u"aws"_s);
        }
    }

    void aPathIsShownByItsName() {
        QCOMPARE(programOf({"--role", "Developer", "--", "/usr/bin/terraform"}), u"terraform"_s);
    }
};

QTEST_GUILESS_MAIN(TestExecutedCommand)
#include "test_executed_command.moc"
