// SPDX-License-Identifier: Apache-2.0
#include "codecommit/address.h"
#include "codecommit/host.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace vouch::codecommit;

class TestCodeCommitHost : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsItsHosts_data() {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("region");
        const auto row = [](const char *host, const char *region) {
            QTest::newRow(host) << QByteArray(host) << QByteArray(region);
        };
        row("git-codecommit.us-east-1.amazonaws.com", "us-east-1");
        row("git-codecommit.us-east-1.amazonaws.com:443", "us-east-1");
        row("GIT-CodeCommit.US-East-1.AmazonAWS.com", "us-east-1");
        row("git-codecommit.us-gov-west-1.amazonaws.com", "us-gov-west-1");
        row("git-codecommit.ap-southeast-10.amazonaws.com", "ap-southeast-10");
        row("git-codecommit.cn-north-1.amazonaws.com.cn", "cn-north-1");
        row("git-codecommit.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1");
        row("git-codecommit-fips.us-east-2.amazonaws.com", "us-east-2");
        row("vpce-0a1b2c.git-codecommit.eu-central-1.vpce.amazonaws.com", "eu-central-1");
        row("vpce-0a1b2c-us-east-1a.git-codecommit-fips.us-east-1.vpce.amazonaws.com", "us-east-1");
    }
    void knowsItsHosts() {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, region);
        const auto parsed = parseHost(host.constData());
        QVERIFY(parsed.has_value());
        QCOMPARE(QByteArray::fromStdString(parsed->lowerCaseRegion()), region);
    }

    void refusesLookAlikes_data() {
        QTest::addColumn<QByteArray>("host");
        for (const char *host : {
                 "",
                 "github.com",
                 "git-codecommit.us-east-1.amazonaws.com.evil.example",
                 "git-codecommit.us-east-1.amazonaws.com.",
                 "evil.git-codecommit.us-east-1.amazonaws.com",
                 "git-codecommit.us-east-1.evil.amazonaws.com",
                 "git-codecommit.us-east-1.amazonaws.com.cn",
                 "git-codecommit.cn-north-1.amazonaws.com",
                 "git-codecommit.us-east-1.amazonaws.eu",
                 "git-codecommit.amazonaws.com",
                 "git-codecommit..amazonaws.com",
                 "git-codecommit.us_east_1.amazonaws.com",
                 "git-codecommit.evil.amazonaws.com",
                 "git-codecommit.us-east-1.evil-amazonaws.com",
                 "xgit-codecommit.us-east-1.amazonaws.com",
                 "git-codecommit.us-east-1.amazonaws.com@evil.example",
                 "git-codecommit.us-east-1.amazonaws.com/evil.example",
                 "git-codecommit.us-east-1.amazonaws.com:evil",
                 "git-codecommit.us-east-1.amazonaws.com:",
                 "git-codecommit.us-east-1.amazonaws.com:443:443",
                 "git-codecommit-fips.cn-north-1.amazonaws.com.cn",
                 "evil.git-codecommit.us-east-1.vpce.amazonaws.com",
                 "vpce-1.git-codecommit.us-east-1.amazonaws.com",
                 "vpce-1.git-codecommit.us-east-1.vpce.amazonaws.com.evil.example",
                 "vpce-1.evil.git-codecommit.us-east-1.vpce.amazonaws.com",
                 "git-codecommit.us-east-1.amazonaws.com\xE2\x80\xA4"
                 "evil",
             })
            QTest::newRow(host) << QByteArray(host);
    }
    void refusesLookAlikes() {
        QFETCH(QByteArray, host);
        QVERIFY(!parseHost(host.constData()).has_value());
    }

    void knowsPatternsOfAllItsHosts() {
        const std::vector<std::string> all{
            "git-codecommit.*.amazonaws.com",        "git-codecommit-fips.*.amazonaws.com",
            "*.git-codecommit.*.vpce.amazonaws.com", "*.git-codecommit-fips.*.vpce.amazonaws.com",
            "git-codecommit.*.amazonaws.com.cn",     "git-codecommit.*.amazonaws.eu"};
        QCOMPARE(hostPatterns(), all);
        QVERIFY(std::ranges::all_of(all, isHostPattern));
        QCOMPARE(hostPatterns("us-east-1").size(), 4U);
        QCOMPARE(hostPatterns("cn-north-1"),
                 std::vector<std::string>{"git-codecommit.cn-north-1.amazonaws.com.cn"});
        for (const char *other :
             {"", "*", "*.amazonaws.com", "git-codecommit",
              "git-codecommit.*.amazonaws.com.example", "git-codecommit.*.*.com",
              "a.b.git-codecommit.*.amazonaws.com", "git-codecommit.*.vpce",
              "git-codecommit.us-east-1.amazonaws.org"})
            QVERIFY2(!isHostPattern(other), other);
        QVERIFY(isHostPattern("GIT-codecommit.EU-central-1.AmazonAWS.com"));
    }

    void makesHosts() {
        QCOMPARE(hostIn("us-east-1"), std::string("git-codecommit.us-east-1.amazonaws.com"));
        QCOMPARE(hostIn("cn-north-1"), std::string("git-codecommit.cn-north-1.amazonaws.com.cn"));
        QCOMPARE(hostIn("eusc-de-east-1"),
                 std::string("git-codecommit.eusc-de-east-1.amazonaws.eu"));
    }

    void readsAddresses() {
        QVERIFY(parseAddress("codecommit://demo") == (Address{"", "", "demo"}));
        QVERIFY(parseAddress("codecommit::us-east-1://prod@demo") ==
                (Address{"us-east-1", "prod", "demo"}));
        for (const char *url :
             {"codecommit::US-EAST-1://demo",
              "codecommit://git-codecommit.US-EAST-1.amazonaws.com/v1/repos/demo",
              "codecommit://GIT-CodeCommit.us-east-1.AmazonAWS.com/v1/repos/demo",
              "codecommit::us-East-1://git-codecommit.US-EAST-1.amazonaws.com/v1/repos/demo"})
            QVERIFY2(parseAddress(url) == (Address{"us-east-1", "", "demo"}), url);
        for (const char *url :
             {"us-east-1://demo", "https://demo", "codecommit:demo", "codecommit::us-east-1:demo",
              "codecommit::EU-WEST-1://git-codecommit.us-east-1.amazonaws.com/"
              "v1/repos/demo"})
            QVERIFY2(!parseAddress(url).has_value(), url);
        QVERIFY(parseTyped("codecommit::us-east-1://prod@demo") ==
                (Address{"us-east-1", "prod", "demo"}));
        QVERIFY(parseTyped("payments-api_2.0") == (Address{"", "", "payments-api_2.0"}));
        for (const char *text : {"", "..", "a/b", "demo@prod", "https://demo"})
            QVERIFY2(!parseTyped(text).has_value(), text);
        QVERIFY(isAddress("codecommit://"));
        QVERIFY(isAddress("codecommit::evil://demo"));
        QVERIFY(!isAddress("codecommit:/demo"));
        QVERIFY(!isAddress("us-east-1://demo"));
    }

    void knowsRegionsAndRepositories() {
        QVERIFY(isRegion("us-east-1"));
        QVERIFY(isRegion("eusc-de-east-1"));
        for (const char *text :
             {"", "US-EAST-1", "us-east", "us-east-", "-east-1", "us-east-123", "us--1", "useast1"})
            QVERIFY2(!isRegion(text), text);
        QVERIFY(isRepository("payments-api_2.0"));
        QVERIFY(!isRepository(""));
        QVERIFY(!isRepository(".."));
        QVERIFY(!isRepository("a/b"));
        QVERIFY(!isRepository("a b"));
        QVERIFY(!isRepository(std::string(101, 'a')));
    }
};

QTEST_APPLESS_MAIN(TestCodeCommitHost)
#include "test_codecommit_host.moc"
