// SPDX-License-Identifier: Apache-2.0
#include "git/calling_git.h"

#include <QTest>

using namespace vouch;

namespace {

constexpr auto host = "git-codecommit.us-east-1.amazonaws.com";

/// The ancestors of a credential helper, nearest first.
std::vector<wire::Process> ancestors(const std::string &url) {
    return {{5, "", {"git", "credential-vouch", "get"}, ""},
            {4, "", {"sh", "-c", "git credential-vouch get"}, ""},
            {3, "", {"/usr/lib/git-core/git-remote-https", "origin", url}, ""},
            {2, "", {"/usr/lib/git-core/git", "remote-https", "origin", url}, ""},
            {1, "", {"git", "fetch", "origin"}, ""}};
}

QByteArray found(const std::vector<wire::Process> &processes, const char *asked = host) {
    const auto path = git::pathFromCallingGit(asked, processes);
    return path ? QByteArray::fromStdString(*path) : QByteArray("(none)");
}

} // namespace

class TestCallingGit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Each result is what git 2.39 sends as `path` for the URL if credential.useHttpPath is set.
    void readsThePathAsGitWouldSendIt_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("path");
        const QByteArray base = QByteArray("https://") + host;
        QTest::newRow("plain") << base + "/v1/repos/demo" << QByteArray("v1/repos/demo");
        QTest::newRow("slashes") << base + "//v1//repos/demo.git//"
                                 << QByteArray("v1//repos/demo.git");
        QTest::newRow("percent") << base + "/v1/repos/d%65mo" << QByteArray("v1/repos/demo");
        QTest::newRow("no percent")
            << base + "/v1/repos/100%zz%4" << QByteArray("v1/repos/100%zz%4");
        QTest::newRow("query") << base + "/v1/repos/de%3Fmo?x=1#y"
                               << QByteArray("v1/repos/de?mo?x=1#y");
        QTest::newRow("case of the host")
            << QByteArray("https://GIT-codecommit.us-east-1.amazonaws.com/v1/repos/a")
            << QByteArray("v1/repos/a");
    }
    void readsThePathAsGitWouldSendIt() {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, path);
        QCOMPARE(found(ancestors(url.toStdString())), path);
    }

    void leavesTheRestOfTheUrlAlone() {
        QCOMPARE(found(ancestors("https://user:s3cret@" + std::string(host) + "/v1/repos/demo")),
                 QByteArray("v1/repos/demo"));
    }

    void readsTheTransportOfGitForWindows() {
        const std::string url = "https://" + std::string(host) + "/v1/repos/demo";
        const std::string folder = "C:\\Program Files\\Git\\mingw64\\";
        QCOMPARE(
            found(
                {{1, "", {folder + "libexec\\git-core\\git-remote-https.exe", "origin", url}, ""}}),
            QByteArray("v1/repos/demo"));
        QCOMPARE(found({{1, "", {folder + "bin\\git.exe", "remote-https", "origin", url}, ""}}),
                 QByteArray("v1/repos/demo"));
        QCOMPARE(found({{1, "", {"C:\\git\\evil.exe", "remote-https", "origin", url}, ""}}),
                 QByteArray("(none)"));
    }

    void asksForTheSameHost() {
        const std::string url = "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/demo";
        QCOMPARE(found(ancestors(url)), QByteArray("(none)"));
        QCOMPARE(found(ancestors("https://evil.example/" + std::string(host) + "/v1/repos/demo")),
                 QByteArray("(none)"));
        QCOMPARE(found(ancestors("http://" + std::string(host) + "/v1/repos/demo")),
                 QByteArray("(none)"));
        QCOMPARE(found(ancestors("https://" + std::string(host) + ":443/v1/repos/demo")),
                 QByteArray("(none)"));
        QCOMPARE(found(ancestors("https://" + std::string(host) + ":443/v1/repos/demo"),
                       "git-codecommit.us-east-1.amazonaws.com:443"),
                 QByteArray("v1/repos/demo"));
    }

    void takesNoOtherProgramsWord() {
        const std::string url = "https://" + std::string(host) + "/v1/repos/demo";
        QCOMPARE(found({{1, "", {"evil", "remote-https", "origin", url}, ""}}),
                 QByteArray("(none)"));
        QCOMPARE(found({{1, "", {"git", "clone", url}, ""}}), QByteArray("(none)"));
        QCOMPARE(found({{1, "", {"git", "commit", "-m", url}, ""}}), QByteArray("(none)"));
        QCOMPARE(found({}), QByteArray("(none)"));
        QCOMPARE(found({{1, "", {}, ""}}), QByteArray("(none)"));
    }

    void doesNotChooseBetweenTwo() {
        auto processes = ancestors("https://" + std::string(host) + "/v1/repos/one");
        const auto others = ancestors("https://" + std::string(host) + "/v1/repos/two");
        processes.insert(processes.end(), others.begin(), others.end());
        QCOMPARE(found(processes), QByteArray("(none)"));
    }

    void needsAPath() {
        QCOMPARE(found(ancestors("https://" + std::string(host))), QByteArray("(none)"));
        QCOMPARE(found(ancestors("https://" + std::string(host) + "///")), QByteArray("(none)"));
    }
};

QTEST_APPLESS_MAIN(TestCallingGit)
#include "test_calling_git.moc"
