// SPDX-License-Identifier: Apache-2.0
// Who is shown as the one that asks, from a row of processes.
#include "endpoint/requester_lookup.h"

#include "wire/process.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

using Arguments = std::vector<std::string>;

/// A process and its ancestors, the nearest first, each as its program and its command line.
using Chain = std::vector<std::pair<std::string, Arguments>>;

Q_DECLARE_METATYPE(Arguments)
Q_DECLARE_METATYPE(Chain)

namespace {

/// Each path is a file of its own, but for a few.
std::optional<endpoint::FileId> look(const wire::Process &process, const std::string &file) {
    static std::map<std::string, std::uint64_t> inodes;
    const std::string path = file.empty()            ? process.executable
                             : file.starts_with('/') ? file
                                                     : process.directory + '/' + file;
    if (path.ends_with("/missing"))
        return std::nullopt;
    const auto inode = inodes.try_emplace(path, inodes.size() + 1).first->second;
    return endpoint::FileId{1, inode, path.starts_with("/shared/")};
}

Requester started(const std::vector<wire::Process> &chain) {
    wire::Process own;
    own.executable = "/usr/bin/vouch";
    return endpoint::launcherOf(chain, look(own, {}), look);
}

} // namespace

class TestRequesterLookup : public QObject {
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
        row("typed behind setsid, flock and time",
            {{"/usr/bin/setsid", {"setsid", "-w", "git", "fetch"}},
             {"/usr/bin/flock", {"flock", "x", "setsid", "-w", "git", "fetch"}},
             {"/usr/bin/time", {"time", "flock", "x", "setsid", "-w", "git", "fetch"}},
             bash},
            u"git"_s, 3);
        row("an editor, with wrappers and a shell between",
            {{"/usr/bin/xargs", {"xargs", "-n1", "git", "-C"}},
             viaShell,
             {"/usr/bin/timeout", {"timeout", "60", "sh", "-c", "x"}},
             {"/usr/share/code/code", {"code"}}},
            u"Visual Studio Code"_s, 7);
        row("behind the timeout of a program with many names",
            {{"/usr/bin/coreutils", {"/usr/bin/timeout", "60", "git", "fetch"}},
             {"/usr/bin/busybox", {"setsid", "timeout", "60", "git", "fetch"}},
             {"/usr/share/code/code", {"code"}}},
            u"Visual Studio Code"_s, 6);
        row("an alias of git's behind timeout",
            {viaShell,
             {"/usr/bin/timeout", {"timeout", "5", "sh"}},
             {"/usr/bin/git", {"git", "up"}},
             {"/usr/bin/zsh", {"zsh", "-i"}}},
            u"git"_s, 6);
        row("a program of Windows", {{"C:\\Tools\\fork.EXE", {"fork"}}}, u"fork"_s, 4);
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
        const Requester who = endpoint::requesterOf(chain);
        QCOMPARE(who.program, program);
        QCOMPARE(who.pid, pid);
        QVERIFY(who.directory.startsWith("/work/"_L1));
    }

    void whatVouchTriesItselfIsVouchs() {
        const int own = int(QCoreApplication::applicationPid());
        const Requester who = endpoint::requesterOf(
            {process(1, "/usr/bin/git-credential-vouch", {}), process(2, "/usr/bin/git", {}),
             process(own, "/opt/anything", {})});
        QCOMPARE(who.program, u"Vouch"_s);
        QCOMPARE(who.pid, own);
    }

    void theDirectoryIsGits() {
        const Requester who = endpoint::requesterOf(
            {process(1, "/usr/bin/git-credential-vouch", {}), process(2, "/usr/bin/git", {}),
             process(3, "/usr/share/code/code", {})});
        QCOMPARE(who.directory, u"/work/2"_s);
    }

    void withoutGitItIsTheClient() {
        const Requester who =
            endpoint::requesterOf({process(1, "/usr/bin/vouch", {"vouch", "login"}),
                                   process(2, "/usr/bin/bash", {"bash"})});
        QCOMPARE(who.program, u"vouch"_s);
        QCOMPARE(who.pid, 1);
        QCOMPARE(endpoint::requesterOf({}), Requester());
    }

    void onlyWhatAPersonTypesIsInTheForeground() {
        auto helper = process(1, "/usr/bin/git-credential-vouch", {});
        auto git = process(2, "/usr/bin/git", {});
        const auto editor = process(3, "/usr/bin/vim", {"vim"});
        const auto shell = process(3, "/usr/bin/bash", {"bash"});
        QVERIFY(!endpoint::requesterOf({helper, git, shell}).isInForeground);
        helper.isInForeground = git.isInForeground = true;
        QVERIFY(endpoint::requesterOf({helper, git, shell}).isInForeground);
        QVERIFY(!endpoint::requesterOf({helper, git, editor}).isInForeground);
        QVERIFY(!endpoint::requesterOf({helper, shell}).isInForeground);
        auto vouch = process(1, "/usr/bin/vouch", {"vouch", "login"});
        QVERIFY(!endpoint::requesterOf({vouch, shell}).isInForeground); // in a job of cron's, say
        vouch.isInForeground = true;
        QVERIFY(endpoint::requesterOf({vouch, shell}).isInForeground);
        auto typed = shell;
        typed.onTerminal = true;
        QVERIFY(started({vouch, typed}).isInForeground);
        QVERIFY(!started({vouch, editor}).isInForeground);
        const auto cargo = process(3, "/usr/bin/cargo", {"cargo", "build"});
        QVERIFY(!endpoint::requesterOf({helper, git, cargo}).isInForeground); // it reads the errors
        git.errorsOnTerminal = true;
        QVERIFY(endpoint::requesterOf({helper, git, cargo}).isInForeground);
        git.isInForeground = false;
        QVERIFY(!endpoint::requesterOf({helper, git, cargo}).isInForeground); // `cargo build &`
    }

    void aProgramThatAnUpdateReplacedKeepsItsName() {
        const QTemporaryDir folder;
        const QString program = folder.filePath(u"terraform"_s);
        QVERIFY(QFile::copy(QStandardPaths::findExecutable(u"sleep"_s), program));
        QVERIFY(QFile::setPermissions(program, QFile::ReadOwner | QFile::ExeOwner));
        QProcess running;
        running.start(program, {u"60"_s});
        QVERIFY(running.waitForStarted());
        QVERIFY(QFile::remove(program));
        const auto chain = wire::withAncestors(running.processId());
        running.kill();
        running.waitForFinished();
        QVERIFY(!chain.empty());
        QCOMPARE(QString::fromStdString(chain[0].executable), program);
    }

    void whatStartedTheClientWantsItForItself() {
        const auto vouch = process(1, "/usr/bin/vouch", {"vouch", "credential", "aws"});
        auto typed = process(9, "/usr/bin/bash", {"bash"});
        typed.onTerminal = true;
        const auto shell = process(2, "/usr/bin/dash", {"sh", "-c", "vouch credential aws"});
        const auto aws = process(3, "/usr/bin/python3.11", {"python3", "/usr/bin/aws", "s3", "ls"});
        const Requester who = started({vouch, shell, aws, typed});
        QCOMPARE(who.program, u"aws"_s);
        QCOMPARE(who.pid, 3);
        QCOMPARE(who.directory, u"/work/1"_s);
        QCOMPARE(started({vouch, typed}).program, u"bash"_s);
        QCOMPARE(started({}), Requester());
    }

    void execAsksForTheCommandThatWasTyped_data() {
        QTest::addColumn<Arguments>("words");
        QTest::addColumn<Chain>("above");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("terminal");

        const Chain::value_type typed{"/usr/bin/bash", {"-bash"}};
        const Chain::value_type xterm{"/usr/bin/xterm", {"xterm"}};
        const Chain inXterm{typed, xterm};
        const auto row = [](const char *name, const Arguments &words, const Chain &above,
                            const QString &program, const QString &command,
                            const QString &terminal) {
            QTest::newRow(name) << words << above << program << command << terminal;
        };
        row("after dashes", {"exec", "--", "aws", "s3", "ls"}, inXterm, u"aws"_s, u"aws s3 ls"_s,
            u"xterm"_s);
        row("behind options",
            {"exec", "--profile", "exec", "--region=eu-west-1", "--no-session", "/opt/a b", ""},
            inXterm, u"a b"_s, u"'/opt/a b' ''"_s, u"xterm"_s);
        row("behind timeout", {"exec", "terraform", "plan"},
            {{"/usr/bin/timeout", {"timeout", "9", "vouch"}}, typed, xterm}, u"terraform"_s,
            u"terraform plan"_s, u"xterm"_s);
        row("in an editor's terminal", {"exec", "aws"},
            {typed, {"/usr/share/code/code", {"code", "--type=ptyHost"}}}, u"aws"_s, u"aws"_s,
            u"Visual Studio Code"_s);
        row("of GNOME, in a shell within a shell", {"exec", "aws"},
            {typed,
             {"/usr/bin/zsh", {"zsh"}},
             {"/usr/libexec/gnome-terminal-server", {"gnome-terminal-server"}},
             {"/usr/lib/systemd/systemd", {"systemd", "--user"}}},
            u"aws"_s, u"aws"_s, u"GNOME Terminal"_s);
        row("on a console", {"exec", "aws"}, {typed}, u"aws"_s, u"aws"_s, {});
        row("a shell", {"exec"}, inXterm, u"bash"_s, {}, u"xterm"_s);
        row("another command of ours", {"credential", "aws", "--role", "exec"}, inXterm, u"bash"_s,
            {}, u"xterm"_s);
        row("by a shell's inline code", {"exec", "--", "aws"},
            {{"/usr/bin/dash", {"sh", "-c", "vouch exec -- aws"}}, xterm}, u"xterm"_s, {}, {});
        row("nobody knows who", {"exec", "--", "aws", "s3"}, {}, u"aws"_s, u"aws s3"_s, {});
        row("by a script", {"exec", "--", "aws"},
            {{"/usr/bin/bash", {"bash", "./deploy.sh"}}, typed, xterm}, u"deploy.sh"_s, {}, {});
    }
    void execAsksForTheCommandThatWasTyped() {
        QFETCH(Arguments, words);
        QFETCH(Chain, above);
        words.insert(words.begin(), "vouch");
        std::vector<wire::Process> chain{process(1, "/usr/bin/vouch", words)};
        for (const auto &[executable, arguments] : above)
            chain.push_back(process(int(chain.size()) + 1, executable, arguments));
        for (wire::Process &one : chain)
            one.onTerminal = one.arguments == Arguments{"-bash"};
        const Requester who = started(chain);
        QTEST(who.program, "program");
        QTEST(who.command, "command");
        QTEST(who.terminal, "terminal");
        QCOMPARE(who.pid == 1, !who.command.isEmpty());
        QCOMPARE(!who.identity.isEmpty(), !above.empty());
    }

    void aPermissionIsForTheFileWhoseCodeItIs_data() {
        QTest::addColumn<Chain>("above"); ///< above our own command line
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("isKnown"); ///< so that it needs not ask each time

        const auto row = [](const char *name, const Chain &above, const QString &path,
                            bool isKnown) { QTest::newRow(name) << above << path << isKnown; };
        const std::string python = "/usr/bin/python3.11";
        const Chain::value_type typed{"/usr/bin/bash", {"-bash"}};
        row("a program", {{"/opt/terraform", {"terraform", "apply"}}}, u"/opt/terraform"_s, true);
        row("by its shell and timeout",
            {{"/usr/bin/timeout", {"timeout", "9", "sh"}},
             {"/usr/bin/dash", {"sh", "-c", "vouch credential aws"}},
             {"/opt/terraform", {"terraform"}}},
            u"/opt/terraform"_s, true);
        row("aws", {{python, {"python3", "/usr/bin/aws", "s3"}}}, u"/usr/bin/aws"_s, true);
        row("with options of Python's",
            {{python, {"python3", "-Es", "-X", "dev", "-W", "error", "/usr/bin/aws"}}},
            u"/usr/bin/aws"_s, true);
        row("from its directory", {{python, {"python3", "../2/./tool.py"}}}, u"/work/2/tool.py"_s,
            true);
        row("inline Python", {{python, {"python3", "-c", "x", "/usr/bin/aws"}}},
            QString::fromStdString(python), false);
        row("inline among other letters", {{python, {"python3", "-Ic", "x", "/usr/bin/aws"}}},
            QString::fromStdString(python), false);
        row("a module", {{python, {"python3", "-m", "awscli"}}}, QString::fromStdString(python),
            false);
        row("a script that is gone", {{python, {"python3", "/opt/missing"}}}, u"/opt/missing"_s,
            false);
        row("a script that others may write", {{python, {"python3", "/shared/aws"}}},
            u"/shared/aws"_s, false);
        row("a program that others may write", {{"/shared/terraform", {"terraform"}}},
            u"/shared/terraform"_s, false);
        row("node", {{"/usr/bin/node", {"node", "--no-warnings", "app.js"}}}, u"/work/2/app.js"_s,
            true);
        row("node with more code", {{"/usr/bin/node", {"node", "--require", "./x.js", "app.js"}}},
            u"/usr/bin/node"_s, false);
        row("a script of the shell's",
            {{"/usr/bin/bash", {"bash", "-eu", "-o", "pipefail", "./deploy.sh"}}, typed},
            u"/work/2/deploy.sh"_s, true);
        row("a shell's inline code, typed", {{"/usr/bin/dash", {"sh", "-c", "vouch exec"}}, typed},
            u"/usr/bin/dash"_s, false);
        row("a person's shell", {typed}, u"/usr/bin/bash"_s, true);
        row("a shell that reads from a pipe", {{"/usr/bin/bash", {"bash"}}}, u"/usr/bin/bash"_s,
            false);
        row("a program that is called timeout",
            {{"/work/timeout", {"timeout"}}, {"/opt/terraform", {"terraform"}}}, u"/work/timeout"_s,
            true);
        row("a jar", {{"/usr/bin/java", {"java", "-Xmx2g", "-jar", "/opt/x.jar"}}}, u"/opt/x.jar"_s,
            true);
        row("Java without one", {{"/usr/bin/java", {"java", "-cp", "/opt/x.jar", "Main"}}},
            u"/usr/bin/java"_s, false);
        row("a service", {{"/usr/lib/systemd/systemd", {"systemd", "--user"}}},
            u"/usr/lib/systemd/systemd"_s, false);
        row("a loader", {{"/usr/lib/ld-linux-x86-64.so.2", {"ld.so", "/opt/terraform"}}},
            u"/usr/lib/ld-linux-x86-64.so.2"_s, false);
        row("nobody knows who", {}, u"/usr/bin/vouch"_s, false);
    }
    void aPermissionIsForTheFileWhoseCodeItIs() {
        QFETCH(Chain, above);
        QFETCH(QString, path);
        QFETCH(bool, isKnown);
        std::vector<wire::Process> chain{
            process(1, "/usr/bin/vouch", {"vouch", "credential", "aws"})};
        for (const auto &[executable, arguments] : above)
            chain.push_back(process(int(chain.size()) + 1, executable, arguments));
        chain.back().onTerminal = chain.back().arguments == Arguments{"-bash"};
        const Requester who = started(chain);
        QCOMPARE(who.path, path);
        QCOMPARE(!who.identity.isEmpty(), isKnown);
        QVERIFY(!isKnown || who.identity.contains(path));
    }

    void onlyOurOwnCommandLineAsksForOthers() {
        const auto terraform = process(2, "/opt/terraform", {"terraform"});
        const Requester who = started({process(1, "/work/vouch", {"vouch"}), terraform});
        QCOMPARE(who.path, u"/work/vouch"_s);
        QCOMPARE(who.pid, 1);
    }

    /// Two programs of one name, and of the same name and place one after the other; two scripts
    /// of one Python.
    void realFilesAreToldApart() {
        const QString sleep = QStandardPaths::findExecutable(u"sleep"_s);
        const QString python = QStandardPaths::findExecutable(u"python3"_s, {u"/usr/bin"_s});
        if (python.isEmpty())
            QSKIP("There is no Python.");
        const QTemporaryDir folder;
        const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
        const auto copy = [&](const QString &name) {
            QFile::remove(folder.filePath(name));
            QVERIFY(QFile::copy(sleep, folder.filePath(name)));
            QVERIFY(QFile::setPermissions(folder.filePath(name), owner));
        };
        const auto identity = [&](const QString &program, const QStringList &words) {
            QProcess running;
            running.start(program, words);
            if (!running.waitForStarted())
                return u"not started"_s;
            const pid_t process = pid_t(running.processId());
            // It counts as started a moment before the kernel shows its command line.
            std::vector<wire::Process> chain;
            const auto isShown = [&] {
                chain = wire::withAncestors(process);
                return !chain.empty() && !chain.front().arguments.empty();
            };
            if (!QTest::qWaitFor(isShown, 60'000))
                return u"not shown"_s;
            const QString found = endpoint::launcherOf(chain, {}, endpoint::lookAtFile).identity;
            running.kill();
            running.waitForFinished();
            return found;
        };
        copy(u"terraform"_s);
        const QString first = identity(folder.filePath(u"terraform"_s), {u"60"_s});
        QVERIFY(!first.isEmpty());
        QCOMPARE(identity(folder.filePath(u"terraform"_s), {u"60"_s}), first);
        copy(u"held"_s); // so that the inode is not used again
        QVERIFY(QFile::rename(folder.filePath(u"terraform"_s), folder.filePath(u"old"_s)));
        copy(u"terraform"_s);
        QVERIFY(identity(folder.filePath(u"terraform"_s), {u"60"_s}) != first);
        QFile::setPermissions(folder.filePath(u"terraform"_s), owner | QFile::WriteGroup);
        QCOMPARE(identity(folder.filePath(u"terraform"_s), {u"60"_s}), QString());

        for (const QString &name : {u"aws"_s, u"other"_s}) {
            QFile script(folder.filePath(name));
            QVERIFY(script.open(QIODevice::WriteOnly));
            script.write("#!" + QFile::encodeName(python) + "\nimport time\ntime.sleep(60)\n");
            script.close();
            script.setPermissions(owner);
        }
        const QString aws = identity(folder.filePath(u"aws"_s), {});
        QVERIFY(!aws.isEmpty());
        QCOMPARE(identity(folder.filePath(u"aws"_s), {u"s3"_s}), aws);
        const QString other = identity(folder.filePath(u"other"_s), {});
        QVERIFY(!other.isEmpty());
        QVERIFY(other != aws);
        QCOMPARE(identity(python, {u"-c"_s, u"import time; time.sleep(60)"_s}), QString());
    }

private:
    static wire::Process process(int pid, const std::string &executable, Arguments arguments) {
        return {pid, executable, std::move(arguments), "/work/" + std::to_string(pid), false};
    }
};

QTEST_GUILESS_MAIN(TestRequesterLookup)
#include "test_requester_lookup.moc"
