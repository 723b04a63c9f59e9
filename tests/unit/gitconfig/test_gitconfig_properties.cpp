// SPDX-License-Identifier: Apache-2.0
// Properties that set-up must have for any file, tested with random configurations.
// VOUCH_SEED=N runs only that one; a failure prints its seed.
#include "core/error.h"
#include "git_home.h"
#include "gitconfig/codecommit_setup.h"

#include <QTest>

#include <random>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString codeCommit = u"https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/x"_s;

/// A random configuration file, as a user and tools may leave it over the years.
class Madeup {
public:
    explicit Madeup(unsigned seed) : random_(seed) {}

    QByteArray text() {
        QByteArray text;
        for (int pieces = below(9); pieces > 0; --pieces)
            text += piece();
        if (oneIn(5))
            text.replace('\n', "\r\n");
        if (oneIn(4))
            while (text.endsWith('\n') || text.endsWith('\r') || text.endsWith('\\'))
                text.chop(1);
        if (oneIn(10))
            text.prepend("\xEF\xBB\xBF");
        return text;
    }
    CodeCommitOptions options() {
        CodeCommitOptions options{u"vouch"_s, {}, {}, {}};
        if (oneIn(3))
            options.region = u"eu-west-1"_s;
        if (oneIn(3))
            options.profile = u"prod nöra"_s;
        if (oneIn(3))
            options.insteadOf = {u"eu-west-1"_s, u"us-east-1"_s};
        return options;
    }
    bool oneIn(int n) { return below(n) == 0; }

private:
    int below(int n) { return std::uniform_int_distribution(0, n - 1)(random_); }
    template <std::size_t N>
    QByteArray any(const char *const (&texts)[N]) {
        return texts[below(int(N))];
    }
    QByteArray helper() {
        return any(
            {"libsecret", "osxkeychain", "manager", "\"other\" # why", "", "vouch", "other"});
    }
    QByteArray section() {
        return any({"[credential]", "[Credential] # mine", "[credential \"https://github.com\"]",
                    "[credential \"https://git-codecommit.*.amazonaws.com\"]",
                    "[credential   \"https://git-codecommit.*.amazonaws.com\"]",
                    "[CREDENTIAL \"https://git-codecommit.eu-west-1.amazonaws.com\"]",
                    "[credential \"https://git-codecommit.*.amazonaws.eu\"]",
                    "[credential \"https://git-codecommit.us-west-2.amazonaws.com\"]",
                    "[credential \"git-codecommit.eu-west-1.amazonaws.com\"]",
                    "[credential \"https://*.eu-west-1.amazonaws.com\"]"});
    }
    QByteArray piece() {
        switch (below(9)) {
        case 0:
            return "[user]\n\tname = Nöra \"W.\" Winter ; really\n";
        case 1:
            return any({"# a comment\n", "\n\n", "; another = one\n", "   # [credential]\n"});
        case 2:
            return "[alias]\n\tlg = \"!git log \\\n --graph # not a comment\"\n  st = status\n";
        case 3:
            return "[include]\n\tpath = more\n";
        case 4:
            return "[core] editor = vi\n[push]\nautoSetupRemote\n";
        case 5:
            return section() + "\n\tusername = nora\n";
        case 6:
            return section() + "\n    Helper = " + helper() + "\n# below\n\tuseHttpPath = true\n";
        default:
            return section() + "\n\thelper = " + helper() + '\n';
        }
    }

    std::mt19937 random_;
};

} // namespace

class TestGitConfigProperties : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void holdForWhateverIsThere_data() {
#ifdef Q_OS_WIN
        constexpr unsigned count = 6; // under wine, each question to git takes its time
#else
        constexpr unsigned count = 60;
#endif
        constexpr unsigned first = 20260101;
        QTest::addColumn<unsigned>("seed");
        const unsigned only = qEnvironmentVariableIntValue("VOUCH_SEED");
        const unsigned from = only == 0 ? first : only;
        for (unsigned seed = from; seed < (only == 0 ? first + count : only + 1); ++seed)
            QTest::addRow("VOUCH_SEED=%u", seed) << seed;
    }
    void holdForWhateverIsThere() {
        QFETCH(unsigned, seed);
        try {
            holdFor(seed);
        } catch (const Error &error) {
            QFAIL(qPrintable(error.message() + u' ' + error.hint()));
        }
    }

private:
    static void holdFor(unsigned seed) {
        Madeup madeUp(seed);
        const GitHome home;
        const QByteArray before = madeUp.text();
        const auto options = madeUp.options();
        home.write(home.path(u"more"_s), "[credential]\n\thelper = osxkeychain\n");
        home.write(home.config(), before);
        const auto others = home.told(u"https://github.com/x"_s);

        apply(planCodeCommit(options));
        // git asks only us, and other hosts are unchanged.
        QCOMPARE(home.told(codeCommit), QByteArrayList{"vouch"});
        QCOMPARE(home.told(u"https://github.com/x"_s), others);
        // Idempotent.
        const QByteArray once = home.read(home.config());
        QVERIFY(planCodeCommit(options).isEmpty());
        // Everything that isn't ours is still there: all other keys in order, and all comments
        // except those on replaced lines.
        QCOMPARE(once.count('#') - once.count("# why"), before.count('#') - before.count("# why"));
        QCOMPARE(foreign(home, once), foreign(home, before));

        if (madeUp.oneIn(2)) { // modified before it is undone
            const QByteArray added = "# later\n[alias]\n\tlater = status\n";
            home.append(home.config(), added);
            undoCodeCommit();
            const QByteArray after = home.read(home.config());
            QVERIFY2(!codeCommits(home, after).contains("\nvouch\n"), after);
            QVERIFY(after.endsWith(added));
            QCOMPARE(foreign(home, after), foreign(home, before) + "alias.later\nstatus\n");
        } else {
            undoCodeCommit();
            QCOMPARE(home.read(home.config()), before);
        }
    }

    /// The keys outside and inside of CodeCommit's sections, as git lists them.
    static QByteArray foreign(const GitHome &home, const QByteArray &text) {
        return listed(home, text, false);
    }
    static QByteArray codeCommits(const GitHome &home, const QByteArray &text) {
        return listed(home, text, true);
    }
    static QByteArray listed(const GitHome &home, const QByteArray &text, bool codeCommits) {
        const QString file = home.path(u"looked-at"_s);
        home.write(file, text);
        QByteArray rows;
        for (const QByteArray &row :
             GitHome::git({u"config"_s, u"--file"_s, file, u"--list"_s, u"-z"_s}).split('\0'))
            if (!row.isEmpty() && row.contains("codecommit") == codeCommits)
                rows += row + '\n';
        return rows;
    }
};

QTEST_GUILESS_MAIN(TestGitConfigProperties)
#include "test_gitconfig_properties.moc"
