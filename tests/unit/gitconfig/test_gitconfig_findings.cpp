// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"
#include "git_home.h"
#include "gitconfig/authentication_checks.h"
#include "gitconfig/effective.h"
#include "gitconfig/helper_conflicts.h"
#include "gitconfig/known_helper.h"
#include "gitconfig/repository_checks.h"
#include "gitconfig/stored_passwords.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

namespace {
const QString host = u"git-codecommit.us-east-1.amazonaws.com"_s;
const QString url = u"https://git-codecommit.us-east-1.amazonaws.com/v1/repos/payments-api"_s;
const QByteArray signedPassword =
    "20260101T000000Z581193ac7f2348227bad62deb2a778579c5c6e86e24db43fe51b9c569bd4f229";

QStringList valuesOf(const QList<ConfigRow> &rows) {
    QStringList values;
    for (const ConfigRow &row : rows)
        values.append(row.value);
    return values;
}
QStringList namesOf(const QList<Finding> &findings) {
    QStringList names;
    for (const Finding &finding : findings)
        names.append(finding.name);
    return names;
}
/// Runs the command of a finding in git's shell: Windows has no other one like it.
void runInShell(const QString &command) {
    const auto ran = runProcess(u"git"_s, {u"-c"_s, u"alias.run=!"_s + command, u"run"_s},
                                {QDir::rootPath(), {}, {}, processPatience});
    QVERIFY2(ran.exitCode == 0, ran.errors);
}
} // namespace

class TestGitConfigFindings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        home_ = std::make_unique<GitHome>();
        work_ = home_->path(u"work/payments-api"_s);
        GitHome::git({u"init"_s, u"--quiet"_s, work_});
    }

    void knowsHelpers_data() {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("name");
        QTest::addColumn<HelperKind>("kind");
        const auto row = [](const char *value, const char *name, HelperKind kind) {
            QTest::newRow(value) << QString::fromUtf8(value) << QString::fromUtf8(name) << kind;
        };
        row("vouch", "vouch", HelperKind::Vouch);
        row("/opt/vouch/bin/git-credential-vouch", "vouch", HelperKind::Vouch);
        row("!'/opt/it s/git-credential-vouch'", "vouch", HelperKind::Vouch);
        row("osxkeychain", "osxkeychain", HelperKind::OsxKeychain);
        row("/usr/local/share/gcm-core/git-credential-manager-core", "manager-core",
            HelperKind::Manager);
        row("/mnt/c/Program\\ Files/Git/mingw64/bin/git-credential-manager.exe", "manager",
            HelperKind::Manager);
        row("manager", "manager", HelperKind::Manager);
        row("wincred", "wincred", HelperKind::WinCred);
        row("/usr/share/doc/git/contrib/credential/libsecret/git-credential-libsecret", "libsecret",
            HelperKind::LibSecret);
        row("store --file ~/.secret", "store", HelperKind::Store);
        row("cache --timeout=900", "cache", HelperKind::Cache);
        row("!git credential-cache", "cache", HelperKind::Cache);
        row("!aws codecommit credential-helper $@", "aws", HelperKind::AwsCli);
        row("!aws --profile prod codecommit credential-helper $@", "aws", HelperKind::AwsCli);
        row("!aws-vault exec prod -- aws codecommit credential-helper $@", "aws-vault",
            HelperKind::AwsVault);
        row("!f() { cat ~/.token; }; f", "f()", HelperKind::Other);
        row("/usr/bin/vouch-like", "vouch-like", HelperKind::Other);
        row("pass-git-helper", "pass-git-helper", HelperKind::Other);
    }
    void knowsHelpers() {
        QFETCH(QString, value);
        QFETCH(HelperKind, kind);
        QCOMPARE(kindOfHelper(value), kind);
        QTEST(nameOfHelper(value), "name");
    }

    void tellsWhatGitEndsUpWith() {
        home_->write(home_->path(u"more"_s), "[credential]\n\thelper = manager\n");
        home_->write(
            home_->config(),
            "[credential]\n\thelper = libsecret\n"
            "[credential \"https://*.us-east-1.amazonaws.com\"]\n\thelper = other\n"
            "[credential \"git-codecommit.us-east-1.amazonaws.com\"]\n\thelper =\n"
            "\thelper = vouch\n\tusername = prod\n"
            "[credential \"https://git-codecommit.*.amazonaws.com\"]\n\tuseHttpPath = yes\n"
            "[include]\n\tpath = more\n"
            "[credential \"https://example.com\"]\n\thelper = osxkeychain\n");
        GitHome::git({u"config"_s, u"credential.helper"_s, u"a \"b\" \\c"_s}, {}, work_);
        const auto effective = effectiveCredentials(url, readConfiguration(work_));
        QCOMPARE(valuesOf(effective.asked),
                 (QStringList{u"vouch"_s, u"manager"_s, u"a \"b\" \\c"_s}));
        QCOMPARE(valuesOf(effective.switchedOff), (QStringList{u"libsecret"_s, u"other"_s}));
        QCOMPARE(effective.userName, u"prod"_s);
        QVERIFY(effective.namesRepository);
        QVERIFY(!effective.isOurs());
        QCOMPARE(effective.asked[1].file, home_->path(u"more"_s));
        QCOMPARE(effective.asked[1].line, 2);
        QCOMPARE(effective.asked[2].scope, u"local"_s);
        QCOMPARE(effective.asked[2].file, work_ + u"/.git/config"_s);
        QCOMPARE(effective.switchedOff[1].line, 4);
    }

    void isCleanAfterSetUp() {
        home_->write(home_->config(), "[credential]\n\thelper = libsecret\n");
        const auto before = readConfiguration();
        QCOMPARE(namesOf(helperConflicts({url}, before)),
                 (QStringList{u"other-helper"_s, u"vouch-not-asked"_s}));
        QCOMPARE(helperConflicts({url}, before)[0].command, u"vouch setup codecommit"_s);
        QCOMPARE(namesOf(helperConflicts({url}, withSetup(before, options))), QStringList());
        apply(planCodeCommit(options));
        QCOMPARE(namesOf(helperConflicts({url}, readConfiguration())), QStringList());
        QCOMPARE(withSetup(readConfiguration(), options).size(), readConfiguration().size());
    }

    void seesTheTwoLinesOfTheDocument() {
        home_->write(home_->config(), "[credential \"https://git-codecommit.*.amazonaws.com\"]\n"
                                      "\thelper = vouch\n");
        QCOMPARE(namesOf(helperConflicts({url}, readConfiguration())), QStringList{u"no-path"_s});
        home_->append(home_->config(), "[credential]\n\thelper = store\n");
        const auto findings = helperConflicts({url}, readConfiguration());
        QCOMPARE(namesOf(findings), (QStringList{u"other-helper"_s, u"no-path"_s}));
        QCOMPARE(findings[0].fact, u"git also uses store for CodeCommit"_s);
        QCOMPARE(findings[0].detail,
                 u"~/.gitconfig, line 4. It would store passwords that soon expire."_s);
    }

    void removesTheRepositorysOwnHelper() {
        GitHome::git({u"config"_s, u"credential.helper"_s, u"cache --timeout=9"_s}, {}, work_);
        apply(planCodeCommit(options));
        const auto findings = helperConflicts({url}, readConfiguration(work_));
        QCOMPARE(namesOf(findings), QStringList{u"repository-helper"_s});
        QCOMPARE(findings[0].fact, u"The repository payments-api has its own helper"_s);
        QCOMPARE(findings[0].detail, u"~/work/payments-api/.git/config, line 7. It would store "
                                     "passwords that soon expire."_s);
        QCOMPARE(findings[0].fix, u"Remove it from this repository"_s);
        apply(planCodeCommit(options, {std::get<FileEdit>(findings[0].repair)}));
        QCOMPARE(namesOf(helperConflicts({url}, readConfiguration(work_))), QStringList());
        undoCodeCommit();
        apply(planCodeCommit(options));
        QCOMPARE(namesOf(helperConflicts({url}, readConfiguration(work_))),
                 QStringList{u"repository-helper"_s});
        runInShell(findings[0].command);
        QCOMPARE(namesOf(helperConflicts({url}, readConfiguration(work_))), QStringList());
    }

    void seesWhatSwitchesVouchOff() {
        apply(planCodeCommit(options));
        GitHome::git({u"config"_s, u"credential.helper"_s, u""_s}, {}, work_);
        auto findings = helperConflicts({url}, readConfiguration(work_));
        QCOMPARE(namesOf(findings), QStringList{u"repository-switches-off"_s});
        runInShell(findings[0].command);
        QCOMPARE(namesOf(helperConflicts({url}, readConfiguration(work_))), QStringList());
        GitHome::git({u"config"_s, u"credential.useHttpPath"_s, u"false"_s}, {}, work_);
        findings = helperConflicts({url}, readConfiguration(work_));
        QCOMPARE(namesOf(findings), QStringList{u"no-path"_s});
        runInShell(findings[0].command);
        QCOMPARE(namesOf(helperConflicts({url}, readConfiguration(work_))), QStringList());

        qputenv("GIT_CONFIG_PARAMETERS", "'credential.helper='"); // what git -c hands on
        findings = helperConflicts({url}, readConfiguration(work_));
        QCOMPARE(namesOf(findings), QStringList{u"environment-switches-off"_s});
        QCOMPARE(findings[0].command,
                 u"git remote set-url origin codecommit::us-east-1://REPOSITORY"_s);
        qunsetenv("GIT_CONFIG_PARAMETERS");
        qputenv("GIT_CONFIG_COUNT", "1");
        qputenv("GIT_CONFIG_KEY_0", "credential.helper");
        qputenv("GIT_CONFIG_VALUE_0", "store");
        findings = helperConflicts({url}, readConfiguration(work_));
        QCOMPARE(namesOf(findings), QStringList{u"environment-helper"_s});
        qunsetenv("GIT_CONFIG_COUNT");
    }

    void clearsAwayAnOlderAwsHelper() {
        const QByteArray rest = "[user]\n\tname = Nora\n";
        home_->write(home_->config(),
                     rest + "[credential \"https://git-codecommit.us-east-1.amazonaws.com\"]\n"
                            "\thelper = !aws codecommit credential-helper $@\n"
                            "\tUseHttpPath = true\n");
        const auto findings = helperConflicts({url}, withSetup(readConfiguration(), options));
        QCOMPARE(namesOf(findings), QStringList{u"older-helper"_s});
        QCOMPARE(findings[0].weight, Finding::Weight::Clutter);
        QCOMPARE(findings[0].fact, u"An older AWS helper is still listed"_s);
        QCOMPARE(
            findings[0].detail,
            u"~/.gitconfig, line 4. Vouch's configuration overrides it, so it has no effect."_s);
        QVERIFY(findings[0].fix.startsWith(u"Remove these 3 line"_s));
        const auto plan = planCodeCommit(options, {std::get<FileEdit>(findings[0].repair)});
        QCOMPARE(plan.count().removed, 3);
        QCOMPARE(plan.count().added, 24);
        const QByteArray before = home_->read(home_->config());
        apply(plan);
        QVERIFY(home_->read(home_->config())
                    .startsWith(rest + "[credential \"https://git-codecommit.*"));
        undoCodeCommit();
        QCOMPARE(home_->read(home_->config()), before);
        runInShell(findings[0].command);
        QCOMPARE(home_->read(home_->config()), rest);

        // The other lines of a generic section may be needed for other hosts.
        home_->write(home_->config(),
                     "[credential]\n\thelper = !aws codecommit credential-helper $@\n"
                     "\tUseHttpPath = true\n\thelper = libsecret\n");
        const auto generic = helperConflicts({url}, withSetup(readConfiguration(), options));
        QCOMPARE(namesOf(generic), QStringList{u"older-helper"_s});
        QCOMPARE(generic[0].fix, u"Remove this line"_s);
        runInShell(generic[0].command);
        QCOMPARE(home_->read(home_->config()),
                 QByteArray("[credential]\n\tUseHttpPath = true\n\thelper = libsecret\n"));
    }

    void findsAndErasesStoredPasswords() {
        const QByteArray other = "https://nora:secret@github.com\n";
        home_->write(home_->path(u".git-credentials"_s),
                     "https://AKIA%25TOKEN:" + signedPassword + '@' + host.toUtf8() +
                         "/v1/repos/a\n" + other + "https://ASIA%25TOKEN:" + signedPassword + '@' +
                         host.toUtf8() + "/v1/repos/b\nhttps://nora-at-1:mine@" + host.toUtf8() +
                         "\n");
        home_->write(home_->config(), "[credential]\n\thelper = store\n");
        const auto rows = readConfiguration();
        QCOMPARE(storingHelpers(rows), QStringList{u"store"_s});
        QVERIFY(hostsToQuery(rows).contains(host));
        const auto passwords = storedPasswords(storingHelpers(rows), hostsToQuery(rows));
        QCOMPARE(passwords.size(), 1);
        QCOMPARE(passwords[0].host, host);
        QVERIFY(passwords[0].expires);
        const Finding finding = findingOf(passwords[0]);
        QCOMPARE(finding.fix, u"Remove the password"_s);
        eraseStored(passwords[0]);
        const QByteArray left = other + "https://nora-at-1:mine@" + host.toUtf8() + '\n';
        QCOMPARE(home_->read(home_->path(u".git-credentials"_s)), left);
        // A permanent password is a different finding.
        const auto own = storedPasswords({u"store"_s}, {host});
        QCOMPARE(own.size(), 1);
        QVERIFY(!own[0].expires);
        QVERIFY(!findingOf(own[0]).suggested);
        runInShell(finding.command);
        QCOMPARE(home_->read(home_->path(u".git-credentials"_s)), other);
    }

    void asksAHelperOnlyForSoLong() {
        home_->helper(u"osxkeychain"_s, "sleep 60 & wait\n");
        home_->helper(u"manager"_s, "test \"$GCM_INTERACTIVE\" = never && ! (: < /dev/tty) && "
                                    "echo username=nora && echo password=quiet\n");
        QElapsedTimer timer;
        timer.start();
        const auto found = storedPasswords(
            {u"osxkeychain"_s, u"manager"_s, u"libsecret"_s, u"store"_s}, {host, host});
        QVERIFY(timer.elapsed() < 50'000);
        QCOMPARE(found.size(), 2); // the manager's, twice
        QCOMPARE(found[0].helper, u"manager"_s);
    }

    void saysWhenAHelperKeepsAPassword() {
        home_->helper(u"libsecret"_s, "test $1 = get && echo username=nora && echo password=" +
                                          signedPassword + '\n');
        QVERIFY_EXCEPTION_THROWN(eraseStored({u"libsecret"_s, host, true}), Error);
    }

    void seesTrapsInARepository() {
        const auto remote = [this](const QString &name, const QString &value) {
            GitHome::git({u"config"_s, u"remote.%1.url"_s.arg(name), value}, {}, work_);
        };
        remote(u"origin"_s, u"https://prod@"_s + host + u"/v1/repos/payments-api"_s);
        remote(u"fine"_s, url);
        remote(u"elsewhere"_s, u"https://nora@github.com/x"_s);
        remote(u"plain"_s, u"http://"_s + host + u"/v1/repos/a"_s);
        remote(u"shell"_s, u"ssh://APKA@"_s + host + u"/v1/repos/b"_s);
        remote(u"evil"_s, url.left(url.indexOf(u"/v1"_s)) + u".evil.example/v1/repos/x"_s);
        remote(u"helper"_s, u"codecommit://payments-api"_s);
        home_->write(work_ + u"/.gitmodules"_s,
                     "[submodule \"lib\"]\n\tpath = lib\n\turl = codecommit::eu-west-1://lib\n");
        auto traps = repositoryProblems(work_);
        QCOMPARE(namesOf(traps), (QStringList{u"user-in-url"_s, u"not-https"_s, u"not-https"_s,
                                              u"unknown-host"_s, u"codecommit-submodule"_s}));
        QCOMPARE(traps[0].fact, u"The remote origin has a user name in its URL"_s);
        QVERIFY(traps[0].detail.startsWith(u"~/work/payments-api/.git/config, line 7. "_s));
        for (const Finding &trap : traps.first(3)) {
            runInShell(trap.command);
        }
        QCOMPARE(GitHome::git({u"remote"_s, u"get-url"_s, u"origin"_s}, {}, work_).trimmed(),
                 url.toUtf8());
        QCOMPARE(GitHome::git({u"remote"_s, u"get-url"_s, u"shell"_s}, {}, work_).trimmed(),
                 "https://" + host.toUtf8() + "/v1/repos/b");
        QCOMPARE(regionsOf(work_), (QStringList{u"us-east-1"_s, u"eu-west-1"_s}));
        QCOMPARE(traps[4].command, u"vouch setup codecommit --insteadof"_s);
        const auto rewriting = std::get<UrlRewriting>(traps[4].repair);
        QCOMPARE(rewriting.regions, QStringList{u"eu-west-1"_s});
        apply(planCodeCommit({u"vouch"_s, {}, {}, rewriting.regions}));
        QCOMPARE(namesOf(repositoryProblems(work_)), QStringList{u"unknown-host"_s});
        QVERIFY(codeCommitRemotes(work_).contains(url));

        traps = repositoryProblems(work_, [](const QString &asked, const QString &) {
            return asked == url ? std::optional(Error(Error::Kind::Role, u"No role matches"_s,
                                                      u"Run: vouch config set role NAME"_s))
                                : std::nullopt;
        });
        const auto none = std::ranges::find(traps, u"no-role"_s, &Finding::name);
        QVERIFY(none != traps.end());
        QCOMPARE(none->command, u"vouch config set role NAME"_s);
    }

    /// git would look for the repository "dev@lib".
    void doesNotOfferToRewriteASubmodulesRole() {
        GitHome::git({u"init"_s}, {}, work_);
        home_->write(work_ + u"/.gitmodules"_s,
                     "[submodule \"a b\"]\n\tpath = a\n\turl = codecommit::eu-west-1://dev@lib\n"
                     "[submodule \"c\"]\n\tpath = c\n\turl = codecommit://lib\n");
        const auto traps = repositoryProblems(work_);
        QCOMPARE(traps.size(), 2);
        for (const Finding &trap : traps)
            QCOMPARE(trap.repair.index(), std::size_t(0));
        const QString lib = u"https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/lib"_s;
        QCOMPARE(traps[0].fix, u"Change the submodule's URL to "_s + lib);
        QCOMPARE(traps[0].command, u"git submodule set-url 'a b' "_s + lib);
        QCOMPARE(traps[1].command, u"vouch setup codecommit --insteadof"_s); // knows the region
    }

    void readsNetrcAsCurlDoes_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QList<NetrcEntry>>("entries");
        const auto row = [](const char *name, const char *text, const QList<NetrcEntry> &entries) {
            QTest::newRow(name) << QByteArray(text) << entries;
        };
        row("one line", "machine a.example login n password p\n", {{u"a.example"_s, 1}});
        row("over lines",
            "# mine\nmachine a.example\n  login n\n  password \"p q\"\n"
            "machine b.example login n password machine\n",
            {{u"a.example"_s, 2}, {u"b.example"_s, 5}});
        row("no password", "machine a.example login n\nmachine b.example password p",
            {{u"b.example"_s, 2}});
        row("default", "default login n password p\n", {{QString(), 1}});
        row("a macro",
            "macdef init\nmachine x login y password z\n\nmachine a.example login n password p\n",
            {{u"a.example"_s, 4}});
        row("torn", "machine", {});
        row("an open quotation", "machine a.example login n password \"p\n", {{u"a.example"_s, 1}});
    }
    void readsNetrcAsCurlDoes() {
        QFETCH(QByteArray, text);
        QTEST(netrcEntries(text), "entries");
    }

    void seesWhereGitSignsInByItself() {
        const auto traps = [this] {
            return authenticationConflicts({url}, readConfiguration(work_));
        };
        QCOMPARE(namesOf(traps()), QStringList());

        home_->write(home_->path(u".netrc"_s), "machine github.com login n password p\n"
                                               "machine " +
                                                   host.toUtf8() + " login n password p\n");
        auto found = traps();
        QCOMPARE(namesOf(found), QStringList{u"netrc"_s});
        QVERIFY(found[0].detail.startsWith(u"~/.netrc, line 2. "_s));
        QVERIFY(QFile::remove(home_->path(u".netrc"_s)));

        GitHome::git({u"config"_s, u"--global"_s, u"http.https://github.com/.extraHeader"_s,
                      u"Authorization: Basic QQ=="_s});
        GitHome::git({u"config"_s, u"--global"_s, u"http.extraHeader"_s, u"X-Team: payments"_s});
        QCOMPARE(namesOf(traps()), QStringList());
        for (const QString &key :
             {u"http.extraHeader"_s, u"http.https://%1/.extraHeader"_s.arg(host)}) {
            GitHome::git(
                {u"config"_s, u"--global"_s, u"--add"_s, key, u"AUTHORIZATION: Basic c2VjcmV0"_s});
            found = traps();
            QCOMPARE(namesOf(found), QStringList{u"extra-header"_s});
            QVERIFY(found[0].detail.startsWith(u"~/.gitconfig, line "_s));
            QVERIFY(!found[0].command.contains(u"c2VjcmV0"_s));
            runInShell(found[0].command);
            QCOMPARE(namesOf(traps()), QStringList());
        }
        QVERIFY(home_->read(home_->config()).contains("X-Team"));

        GitHome::git({u"config"_s, u"remote.origin.url"_s, url}, {}, work_);
        home_->append(home_->config(), "[url \"https://nora:secret@" + host.toUtf8() +
                                           "/\"]\n\tinsteadOf = https://" + host.toUtf8() + "/\n");
        found = traps();
        QCOMPARE(namesOf(found), QStringList{u"user-by-insteadof"_s});
        QVERIFY(found[0].detail.startsWith(u"~/.gitconfig, line "_s));
        QVERIFY(!(found[0].fact + found[0].detail + found[0].command).contains(u"secret"_s));
        QVERIFY(repositoryProblems(work_).isEmpty()); // the remote itself is fine
    }

    void knowsGitsProxy() {
        const auto rows = [] { return readConfiguration(); };
        QVERIFY(!proxyRow(url, rows()));
        home_->append(home_->config(),
                      "[http]\n\tproxy = http://everywhere.example:3128\n[http \"https://" +
                          host.toUtf8() + "\"]\n\tproxy = http://here.example:3128\n");
        QCOMPARE(proxyRow(url, rows())->value, u"http://here.example:3128"_s);
        QCOMPARE(proxyRow(u"https://github.com/x"_s, rows())->value,
                 u"http://everywhere.example:3128"_s);
    }

    void judgesAUrlByItself() {
        QVERIFY(!urlProblem(url));
        QVERIFY(!urlProblem(u"codecommit::us-east-1://prod@x"_s));
        QCOMPARE(urlProblem(u"https://prod@"_s + host + u"/v1/repos/x"_s)->name, u"user-in-url"_s);
        QCOMPARE(urlProblem(u"https://@"_s + host + u"/v1/repos/x"_s)->name, u"user-in-url"_s);
        QCOMPARE(urlProblem(u"https://github.com/x"_s)->name, u"unknown-host"_s);
        QVERIFY(!urlProblem(u"https://github.com/x"_s, Judge::Similar));
    }

    void hasNothingToSayOutsideOfARepository() {
        QVERIFY(repositoryProblems(home_->root()).isEmpty());
    }

private:
    const CodeCommitOptions options{u"vouch"_s, {}, {}, {}};
    std::unique_ptr<GitHome> home_;
    QString work_;
};

QTEST_GUILESS_MAIN(TestGitConfigFindings)
#include "test_gitconfig_findings.moc"
