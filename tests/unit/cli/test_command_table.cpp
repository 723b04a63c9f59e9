// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/command_help.h"
#include "cli/command_line.h"
#include "cli/command_table.h"
#include "cli/manual.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <cstdio>
#include <unistd.h>

using namespace vouch::cli;
using namespace Qt::Literals::StringLiterals;

class TestCommandTable : public QObject {
    Q_OBJECT
    /// What a command line prints on stderr.
    static QByteArray errorsOf(const QStringList &arguments) {
        QTemporaryFile file;
        if (!file.open())
            return {};
        constexpr int errors = 2;
        const int console = ::dup(errors);
        ::dup2(file.handle(), errors);
        run(arguments);
        std::fflush(stderr);
        ::dup2(console, errors);
        ::close(console);
        file.seek(0); // they shared the position
        return file.readAll();
    }

private Q_SLOTS:
    void rowsAreComplete() {
        QSet<QString> names;
        for (const Command &row : commands()) {
            const QString name = row.name;
            QVERIFY2(!names.contains(name), row.name.data());
            names.insert(name);
            const qsizetype space = name.lastIndexOf(u' ');
            QVERIFY2(space < 0 || names.contains(name.first(space)), row.name.data());
            QCOMPARE(findCommand(name), &row);
            QVERIFY(row.run != nullptr || !subcommands(&row).isEmpty());
            const QString summary = QString::fromUtf8(row.summary);
            QVERIFY2(summary.front().isLower() || summary.startsWith("AWS"_L1), row.name.data());
            QVERIFY2(!summary.endsWith(u'.'), row.name.data());
            QVERIFY2(*row.help != 0 && !row.exitCodes.empty(), row.name.data());
            for (const Argument &argument : row.arguments)
                QVERIFY2(!argument.name.isEmpty() && *argument.help != 0, row.name.data());
            for (const CommandOption &option : row.options) {
                const QString help = QString::fromUtf8(option.help);
                QVERIFY2(!option.name.startsWith(u'-') &&
                             help.endsWith(u'.') != help.contains(": "_L1),
                         option.name.data());
            }
        }
    }

    void helpIsMadeFromTheRow() {
        const Command &rename = *findCommand(u"keys rename");
        QCOMPARE(usageLine(rename), u"Usage: vouch keys rename [OPTIONS] KEY NAME"_s);
        QVERIFY(helpText(*findCommand(u"keys")).contains(u"  rename KEY NAME  rename a key\n"_s));
        QVERIFY(helpText(*findCommand(u"config set")).contains(u"ca-bundle"_s));
        for (const Command &row : commands())
            for (const QString &line : helpText(row).split(u'\n'))
                QVERIFY2(line.size() <= 80 || line.contains(u'/'), qPrintable(line));
        for (const Command *command : subcommands(nullptr))
            QVERIFY(overview().contains(u"\n  "_s + command->name + u' '));
    }

    void aWrongCommandLineIsExitCode2_data() {
        QTest::addColumn<QStringList>("arguments");
        for (const char *line :
             {"dance", "keys", "keys frob", "keys rename Key", "keys list more", "status --frob",
              "status more", "login --stdout", "login --role", "config", "config get",
              "config set server", "config add-role x", "setup", "setup github",
              "setup codecommit --undo --dry-run", "credential", "help dance", "aws --yes add x"})
            QTest::newRow(line) << QString::fromLatin1(line).split(u' ');
    }
    void aWrongCommandLineIsExitCode2() {
        QFETCH(QStringList, arguments);
        QCOMPARE(run(arguments), int(Usage));
    }

    void whatIsMeantIsSuggested_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *line, const char *error) {
            QTest::newRow(line) << QString::fromLatin1(line).split(u' ') << QByteArray(error);
        };
        row("stat", "vouch: There is no command “stat”. Did you mean status?\n");
        row("stauts", "vouch: There is no command “stauts”. Did you mean status?\n");
        row("dance", "vouch: There is no command “dance”.\n");
        row("help stauts", "vouch: There is no command “stauts”. Did you mean status?\n");
        row("keys lst", "vouch: There is no command “keys lst”. Did you mean list?\n");
        row("--vers", "vouch: Unknown option: --vers. Did you mean --version?\n");
        row("status --jsn", "vouch: Unknown option: --jsn. Did you mean --json?\n");
        row("status --frob", "vouch: Unknown option: --frob.\n");
        row("login --role", "vouch: --role needs a value.\n");
        row("status --json=1", "vouch: --json takes no value.\n");
    }
    void whatIsMeantIsSuggested() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, error);
        const QByteArray errors = errorsOf(arguments);
        QVERIFY2(errors.startsWith(error), errors.data());
    }

    void theManualHasEverything() {
        const QString page = manualPage();
        for (const Command &command : commands()) {
            const QString name = QString(command.name).replace(u'-', u"\\-"_s);
            QVERIFY2(page.contains(u"\n.SS vouch "_s + name), command.name.data());
            for (const CommandOption &option : command.options)
                QVERIFY(
                    page.contains(u"\n.B \\-\\-"_s + QString(option.name).replace(u'-', u"\\-"_s)));
        }
        for (const QString &line : page.split(u'\n'))
            QVERIFY2(!line.startsWith(u'.') || line.at(1).isUpper(), qPrintable(line));
    }

    void everyCommandHasAPageOfItsOwn() {
        QTemporaryDir folder;
        QCOMPARE(run({u"__manual"_s, folder.path()}), int(Done));
        for (const Command *command : subcommands(nullptr)) {
            QFile file(folder.filePath(u"vouch-"_s + command->name + u".1"_s));
            QVERIFY2(file.open(QIODevice::ReadOnly), command->name.data());
            const QString page = QString::fromUtf8(file.readAll());
            QVERIFY(page.contains(u".SH NAME\nvouch\\-"_s + command->name + u" \\- "_s));
            for (const Command *below : subcommands(command))
                QVERIFY2(
                    page.contains(u"\n.SS vouch "_s + QString(below->name).replace(u'-', u"\\-"_s)),
                    below->name.data());
        }
        QVERIFY(QFile::exists(folder.filePath(u"vouch.1"_s)));
        QCOMPARE(run({u"__manual"_s, folder.filePath(u"missing"_s)}), int(Refused));
    }

    void aLongTermKeepsItsExplanationReadable() {
        for (const char *name : {"setup codecommit", "config add-rule", "completion"})
            for (const QString &line :
                 helpText(*findCommand(QString::fromLatin1(name))).split(u'\n'))
                QVERIFY2(line.size() <= 80 || line.contains("source"_L1), qPrintable(line));
    }

    void helpIsExitCode0_data() {
        QTest::addColumn<QStringList>("arguments");
        for (const char *line :
             {"help", "--help", "-h", "help keys", "help keys add", "keys --help",
              "keys add --help", "keys add -h", "exec --help", "--version"})
            QTest::newRow(line) << QString::fromLatin1(line).split(u' ');
    }
    void helpIsExitCode0() {
        QFETCH(QStringList, arguments);
        QCOMPARE(run(arguments), int(Done));
    }

    void optionsMayStandBeforeASubcommand() {
        // The value of an option is not taken for the subcommand.
        QCOMPARE(run({u"keys"_s, u"--yes"_s, u"remove"_s, u"--help"_s}), int(Done));
        QCOMPARE(run({u"config"_s, u"--region"_s, u"get"_s, u"add-role"_s, u"--help"_s}),
                 int(Done));
    }
};

QTEST_GUILESS_MAIN(TestCommandTable)
#include "test_command_table.moc"
