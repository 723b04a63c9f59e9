// SPDX-License-Identifier: Apache-2.0
// Who is shown as the one that asks, from a row of processes.
#include "endpoint/who_asks.h"

#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

using Arguments = std::vector<std::string>;

/// A process and its ancestors, the nearest first, each as its program and its command line.
using Chain = std::vector<std::pair<std::string, Arguments>>;

Q_DECLARE_METATYPE(Chain)

class TestWhoAsks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isTheProgramThatPeopleKnow_data() {
        QTest::addColumn<Chain>("above"); ///< above git and its own processes
        QTest::addColumn<QString>("program");
        QTest::addColumn<int>("pid"); ///< git is 3, what is above it 4 and so on

        const auto row = [](const char *name, const Chain &above, const QString &program, int pid) {
            QTest::newRow(name) << above << program << pid;
        };
        const Chain::value_type bash{"/usr/bin/bash", {"-bash"}};
        const Chain::value_type viaShell{"/usr/bin/dash", {"sh", "-c", "git fetch"}};
        row("typed", {bash, {"/usr/bin/konsole", {"konsole"}}}, u"git"_s, 3);
        row("typed in an editor's terminal",
            {{"/usr/bin/bash", {"bash", "--init-file", "/usr/share/code/integration.sh"}},
             {"/usr/share/code/code", {"code"}}},
            u"git"_s, 3);
        row("typed, with an alias's shell between",
            {viaShell, {"/usr/bin/git", {"git", "up"}}, {"/usr/bin/zsh", {"zsh", "-i"}}}, u"git"_s,
            5);
        row("typed as root", {}, u"git"_s, 3);
        row("a script that a person started", {{"/usr/bin/bash", {"bash", "./deploy.sh"}}, bash},
            u"git"_s, 3);
        row("an editor", {{"/usr/share/code/code", {"code", "--type=utility"}}},
            u"Visual Studio Code"_s, 4);
        row("an editor, with a shell between",
            {viaShell, {"/opt/idea/bin/idea", {"/opt/idea/bin/idea"}}, bash}, u"IntelliJ IDEA"_s,
            5);
        row("an editor that runs on Java",
            {{"/opt/idea/jbr/bin/java",
              {"java", "-Xmx2g", "-Didea.paths.selector=IntelliJIdea2023.3",
               "com.intellij.idea.Main"}}},
            u"IntelliJ IDEA"_s, 4);
        row("another one that runs on Java",
            {{"/opt/ws/jbr/bin/java", {"java", "-Didea.paths.selector=WebStorm2023.3"}}},
            u"WebStorm"_s, 4);
        row("some Java program", {{"/usr/bin/java", {"java", "-jar", "x.jar"}}}, u"java"_s, 4);
        row("a script of Python", {{"/usr/bin/python3.11", {"python3", "-O", "/usr/bin/git-cola"}}},
            u"git-cola"_s, 4);
        row("Python without one", {{"/usr/bin/python3.11", {"python3", "-c", "secret words"}}},
            u"python3.11"_s, 4);
        row("a program whose name begins with git", {{"/usr/bin/gitkraken", {"gitkraken"}}, bash},
            u"GitKraken"_s, 4);
        row("a tool that a person typed", {{"/usr/bin/cargo", {"cargo", "build"}}, bash},
            u"cargo"_s, 4);
        row("typed behind timeout", {{"/usr/bin/timeout", {"timeout", "60", "git", "fetch"}}, bash},
            u"git"_s, 3);
        row("typed behind sudo, nice and time",
            {{"/usr/bin/nice", {"nice", "git", "fetch"}},
             {"/usr/bin/sudo", {"sudo", "nice", "git", "fetch"}},
             {"/usr/bin/time", {"time", "sudo", "nice", "git", "fetch"}},
             bash},
            u"git"_s, 3);
        row("an editor, with wrappers and a shell between",
            {{"/usr/bin/xargs", {"xargs", "-n1", "git", "-C"}},
             viaShell,
             {"/usr/bin/timeout", {"timeout", "60", "sh", "-c", "x"}},
             {"/usr/share/code/code", {"code"}}},
            u"Visual Studio Code"_s, 7);
        row("an alias of git's behind timeout",
            {viaShell,
             {"/usr/bin/timeout", {"timeout", "5", "sh"}},
             {"/usr/bin/git", {"git", "up"}},
             {"/usr/bin/zsh", {"zsh", "-i"}}},
            u"git"_s, 6);
        row("a name made to mislead", {{"/tmp/a\n\u202Eb", {"x"}}}, u"ab"_s, 4);
    }
    void isTheProgramThatPeopleKnow() {
        QFETCH(Chain, above);
        QFETCH(QString, program);
        QFETCH(int, pid);
        std::vector<wire::Process> chain{
            process(1, "/usr/bin/git-credential-vouch", {"git-credential-vouch", "get"}),
            process(2, "/usr/lib/git-core/git-remote-http", {"git-remote-https", "origin"}),
            process(3, "/usr/bin/git", {"git", "fetch"})};
        for (const auto &[executable, arguments] : above)
            chain.push_back(process(int(chain.size()) + 1, executable, arguments));
        const Requester who = endpoint::whoAsks(chain);
        QCOMPARE(who.program, program);
        QCOMPARE(who.pid, pid);
        QVERIFY(who.directory.startsWith("/work/"_L1));
    }

    void theDirectoryIsGits() {
        const Requester who = endpoint::whoAsks({process(1, "/usr/bin/git-credential-vouch", {}),
                                                 process(2, "/usr/bin/git", {}),
                                                 process(3, "/usr/share/code/code", {})});
        QCOMPARE(who.directory, u"/work/2"_s);
    }

    void withoutGitItIsTheClient() {
        const Requester who = endpoint::whoAsks({process(1, "/usr/bin/vouch", {"vouch", "login"}),
                                                 process(2, "/usr/bin/bash", {"bash"})});
        QCOMPARE(who.program, u"vouch"_s);
        QCOMPARE(who.pid, 1);
        QCOMPARE(endpoint::whoAsks({}), Requester());
    }

    void onlyWhatAPersonTypesIsInTheForeground() {
        auto helper = process(1, "/usr/bin/git-credential-vouch", {});
        auto git = process(2, "/usr/bin/git", {});
        const auto editor = process(3, "/usr/bin/vim", {"vim"});
        const auto shell = process(3, "/usr/bin/bash", {"bash"});
        QVERIFY(!endpoint::whoAsks({helper, git, shell}).isInForeground);
        helper.isInForeground = git.isInForeground = true;
        QVERIFY(endpoint::whoAsks({helper, git, shell}).isInForeground);
        QVERIFY(!endpoint::whoAsks({helper, git, editor}).isInForeground);
        QVERIFY(!endpoint::whoAsks({helper, shell}).isInForeground);
        auto vouch = process(1, "/usr/bin/vouch", {"vouch", "login"});
        QVERIFY(!endpoint::whoAsks({vouch, shell}).isInForeground); // in a job of cron's, say
        vouch.isInForeground = true;
        QVERIFY(endpoint::whoAsks({vouch, shell}).isInForeground);
        QVERIFY(endpoint::whoStarted({vouch, shell}).isInForeground);
        QVERIFY(!endpoint::whoStarted({vouch, editor}).isInForeground);
    }

    void whatStartedTheClientWantsItForItself() {
        const auto vouch = process(1, "/usr/bin/vouch", {"vouch", "credential", "aws"});
        const auto typed = process(9, "/usr/bin/bash", {"bash"});
        const auto shell = process(2, "/usr/bin/dash", {"sh", "-c", "vouch credential aws"});
        const auto aws = process(3, "/usr/bin/python3.11", {"python3", "/usr/bin/aws", "s3", "ls"});
        const Requester who = endpoint::whoStarted({vouch, shell, aws, typed});
        QCOMPARE(who.program, u"aws"_s);
        QCOMPARE(who.pid, 3);
        QCOMPARE(who.directory, u"/work/1"_s);
        QCOMPARE(endpoint::whoStarted({vouch, typed}).program, u"vouch"_s);
        QCOMPARE(endpoint::whoStarted({}), Requester());
    }

private:
    static wire::Process process(int pid, const std::string &executable, Arguments arguments) {
        return {pid, executable, std::move(arguments), "/work/" + std::to_string(pid), false};
    }
};

QTEST_GUILESS_MAIN(TestWhoAsks)
#include "test_who_asks.moc"
