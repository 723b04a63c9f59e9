// SPDX-License-Identifier: Apache-2.0
#include "git/remote.h"

#include <QTest>

using namespace vouch::git;
using vouch::codecommit::parseHelperUrl;

class TestRemote : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAddresses_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArrayList>("parts");
        const auto row = [](const char *url, QByteArrayList parts) {
            QTest::newRow(url) << QByteArray(url) << parts;
        };
        row("codecommit://demo", {"", "", "demo"});
        row("codecommit://prod@demo", {"", "prod", "demo"});
        row("us-east-1://demo", {"us-east-1", "", "demo"});
        row("us-east-1://prod@demo/", {"us-east-1", "prod", "demo"});
        row("codecommit://git-codecommit.eu-west-1.amazonaws.com/v1/repos/demo",
            {"eu-west-1", "", "demo"});
        row("eu-west-1://team@acme@demo.2", {"eu-west-1", "team@acme", "demo.2"});
    }
    void readsAddresses() {
        QFETCH(QByteArray, url);
        QFETCH(QByteArrayList, parts);
        const auto address = parseHelperUrl(url.constData());
        QVERIFY(address.has_value());
        QCOMPARE(QByteArray::fromStdString(address->region), parts[0]);
        QCOMPARE(QByteArray::fromStdString(address->profile), parts[1]);
        QCOMPARE(QByteArray::fromStdString(address->repository), parts[2]);
    }

    void refusesOthers() {
        for (const char *url :
             {"", "demo", "codecommit:/demo", "codecommit://", "codecommit://@demo",
              "codecommit://a/b", "codecommit:///", "codecommit://demo//",
              "us-east-1://git-codecommit.eu-west-1.amazonaws.com/v1/repos/demo", "evil://demo",
              "codecommit://git-codecommit-fips.us-east-1.amazonaws.com/v1/repos/demo",
              "codecommit://vpce-1.git-codecommit.us-east-1.vpce.amazonaws.com/v1/repos/demo",
              "codecommit://demo?x", "us-east-1.evil://demo", "codecommit://de\nmo",
              "codecommit://pr\nod@demo", "codecommit://pr\xFFod@demo"})
            QVERIFY2(!parseHelperUrl(url).has_value(), url);
    }

    void knowsAnEndingThatNamesNeverHave() {
        QVERIFY(withoutDotGit("v1/repos/demo.git") == "v1/repos/demo");
        QVERIFY(withoutDotGit("demo.git/") == "demo");
        QVERIFY(withoutDotGit("demo.github").empty());
        QVERIFY(withoutDotGit("demo").empty());
    }

    void runsGitWithAPlainUrl() {
        const auto command = transportCommand({"us-east-1", "prod", "demo"}, "origin",
                                              "/opt/it's/git-credential-vouch");
        const std::vector<std::string> expected{
            "git",
            "-c",
            "credential.helper=",
            "-c",
            "credential.helper=!'/opt/it'\\''s/git-credential-vouch'",
            "-c",
            "credential.useHttpPath=true",
            "-c",
            "credential.https://git-codecommit.us-east-1.amazonaws.com.username=prod",
            "remote-https",
            "origin",
            "https://git-codecommit.us-east-1.amazonaws.com/v1/repos/demo"};
        QCOMPARE(command, expected);
    }
};

QTEST_APPLESS_MAIN(TestRemote)
#include "test_remote.moc"
