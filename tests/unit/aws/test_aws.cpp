// SPDX-License-Identifier: Apache-2.0
#include "aws/arn.h"
#include "aws/endpoints.h"
#include "aws/git_password.h"
#include "aws/iam_names.h"
#include "aws/sigv4.h"
#include "aws/sts.h"

#include <QTest>

using namespace vouch;
using namespace vouch::aws;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Time newYear2026{1'767'225'600s}; // 2026-01-01T00:00:00Z

Credentials example(const char *token = nullptr) {
    return {"AKIAIOSFODNN7EXAMPLE",
            std::make_shared<Secret>("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            token == nullptr ? nullptr : std::make_shared<Secret>(token),
            {}};
}

QByteArray passwordFor(const QByteArray &host, const QByteArray &path) {
    return signGit(example(), host, "us-east-2", path, newYear2026).password->view().toByteArray();
}

} // namespace

class TestAws : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // What AWS's own credential helper gives for the same input.
    void signsForGitAsAwsDoes() {
        const QByteArray expected =
            "20260101T000000Z581193ac7f2348227bad62deb2a778579c5c6e86e24db43fe51b9c569bd4f229";
        const QByteArray host = "git-codecommit.us-east-2.amazonaws.com";
        QCOMPARE(passwordFor(host, "v1/repos/MyDemoRepo"), expected);
        // Neither the port nor the case of the host is signed, nor what follows ? or #.
        QCOMPARE(passwordFor("Git-CodeCommit.us-east-2.amazonaws.com:443", "v1/repos/MyDemoRepo"),
                 expected);
        QCOMPARE(passwordFor(host, "v1/repos/MyDemoRepo?a=b"), expected);
        QCOMPARE(passwordFor(host, "v1/repos/MyDemoRepo#a?b"), expected);
        QVERIFY(passwordFor(host, "v1/repos/MyDemoRepo.git") != expected);
        QVERIFY(passwordFor("git-codecommit-fips.us-east-2.amazonaws.com", "v1/repos/MyDemoRepo") !=
                expected);
    }

    void theUserNameHoldsTheWholeSessionToken() {
        const auto name = [](const Credentials &credentials) {
            return signGit(credentials, "h", "r", "p", newYear2026).username->view().toByteArray();
        };
        QCOMPARE(name(example()), QByteArray("AKIAIOSFODNN7EXAMPLE"));
        const QByteArray token(5000, 't');
        QCOMPARE(name(example(token.constData())), "AKIAIOSFODNN7EXAMPLE%" + token);
    }

    // The signature that @smithy/signature-v4 5.7.5 makes for the same request.
    void signsServiceRequestsAsAwsDoes() {
        http::Request request{"POST",
                              QUrl(u"https://sts.us-east-1.amazonaws.com/"_s),
                              {},
                              "Action=GetCallerIdentity&Version=2011-06-15"};
        Credentials credentials = example("token//with+signs==");
        credentials.accessKeyId = "ASIAIOSFODNN7EXAMPLE";
        signRequest(request, {"us-east-1", "sts"}, credentials, newYear2026);
        const QByteArray expected =
            "AWS4-HMAC-SHA256 Credential=ASIAIOSFODNN7EXAMPLE/20260101/us-east-1/sts/aws4_request, "
            "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, "
            "Signature=a7491a43cf0d3e40845e4b1f2a343369a3ea2758807ce30b555bdfa6d91edfce";
        QVERIFY(request.headers.contains(http::Header{"Authorization", expected}));
        QVERIFY(request.headers.contains(http::Header{"x-amz-date", "20260101T000000Z"}));
        QVERIFY(
            request.headers.contains(http::Header{"x-amz-security-token", "token//with+signs=="}));
    }

    void readsRoleArns() {
        const auto role = parseRoleArn(u"arn:aws:iam::123456789012:role/team/a/Developer"_s);
        QVERIFY(role.has_value());
        QCOMPARE(role->partition, u"aws"_s);
        QCOMPARE(role->account, u"123456789012"_s);
        QCOMPARE(role->name, u"Developer"_s);
        QVERIFY(parseRoleArn(u"arn:aws-eusc:iam::123456789012:role/x"_s));
        for (const QString &text :
             {u""_s, u"Developer"_s, u"arn:aws:iam::12345678901:role/x"_s,
              u"arn:aws:iam::123456789012:user/x"_s, u"arn:aws:iam::123456789012:role/"_s,
              u"arn:evil:iam::123456789012:role/x"_s, u"arn:aws:iam::123456789012:role/x\n"_s,
              u"arn:aws:sts::123456789012:assumed-role/x/y"_s,
              u"arn:aws:iam::123456789012:role//x"_s, u"arn:aws:iam::123456789012:role/a/"_s,
              u"arn:aws:iam::123456789012:role/a b/x"_s, u"arn:aws:iam::123456789012:role/é"_s,
              u"arn:aws:iam::1234567890123:role/x"_s, u"arn:aws:iam::123456789012:role"_s})
            QVERIFY2(!parseRoleArn(text), qPrintable(text));
        const QString start = u"arn:aws:iam::123456789012:role/"_s;
        QVERIFY(parseRoleArn(start + u"a:b//x"_s));
        QVERIFY(parseRoleArn(start + QString(510, u'a') + u"/x"_s));
        QVERIFY(!parseRoleArn(start + QString(511, u'a') + u"/x"_s));
        QVERIFY(parseRoleArn(start + QString(64, u'x')));
        QVERIFY(!parseRoleArn(start + QString(65, u'x')));
    }

    void asksStsOfThePartition() {
        qunsetenv("AWS_ENDPOINT_URL");
        qunsetenv("AWS_ENDPOINT_URL_STS");
        QCOMPARE(stsEndpoint(u"us-east-1"_s, u"aws"_s).url,
                 QUrl(u"https://sts.us-east-1.amazonaws.com/"_s));
        QCOMPARE(partitionOf(u"us-east-1"_s), "aws"_L1);
        QCOMPARE(partitionOf(u"us-gov-west-1"_s), "aws-us-gov"_L1);
        QCOMPARE(partitionOf(u"cn-north-1"_s), "aws-cn"_L1);
        QCOMPARE(partitionOf(u"eusc-de-east-1"_s), "aws-eusc"_L1);
        QCOMPARE(stsEndpoint(u"us-gov-west-1"_s, u"aws-us-gov"_s).url,
                 QUrl(u"https://sts.us-gov-west-1.amazonaws.com/"_s));
        QCOMPARE(stsEndpoint(u"cn-north-1"_s, u"aws-cn"_s).url,
                 QUrl(u"https://sts.cn-north-1.amazonaws.com.cn/"_s));
        QCOMPARE(stsEndpoint(u"eusc-de-east-1"_s, u"aws-eusc"_s).url,
                 QUrl(u"https://sts.eusc-de-east-1.amazonaws.eu/"_s));
    }

    void takesAwssOwnOverrides() {
        qputenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4566");
        QCOMPARE(stsEndpoint(u"us-east-1"_s, u"aws"_s).url, QUrl(u"http://127.0.0.1:4566/"_s));
        qputenv("AWS_ENDPOINT_URL_STS", "https://sts.internal.example/base");
        QCOMPARE(stsEndpoint(u"us-east-1"_s, u"aws"_s).url,
                 QUrl(u"https://sts.internal.example/base"_s));
        for (const char *refused : {"nonsense", "http://sts.internal.example", "http://10.0.0.1"}) {
            qputenv("AWS_ENDPOINT_URL_STS", refused);
            QVERIFY_EXCEPTION_THROWN(stsEndpoint(u"us-east-1"_s, u"aws"_s), Error);
        }
        qunsetenv("AWS_ENDPOINT_URL");
        qunsetenv("AWS_ENDPOINT_URL_STS");
    }

    void everyRefusalSaysWhatToDo() {
        const auto role = *parseRoleArn(u"arn:aws:iam::123456789012:role/Developer"_s);
        QSet<QString> messages;
        const QStringList codes{
            u"AccessDenied"_s,          u"InvalidIdentityToken"_s,    u"ExpiredTokenException"_s,
            u"IDPCommunicationError"_s, u"RegionDisabledException"_s, u"PackedPolicyTooLarge"_s,
            u"ValidationError"_s,       u"SignatureDoesNotMatch"_s,   u"Throttling"_s,
            u"NewAndUnknown"_s};
        for (const QString &code : codes) {
            const auto error = stsRefusal(code, u"AWS's words"_s, 400, role, u"us-east-1"_s);
            QVERIFY2(!error.hint().isEmpty(), qPrintable(code));
            QVERIFY(error.detail().contains(code));
            QVERIFY(!error.message().contains("AWS's words"_L1));
            messages.insert(error.message());
        }
        QCOMPARE(messages.size(), codes.size()); // each has its own sentence
        QCOMPARE(stsRefusal({}, {}, 503, role, u"us-east-1"_s).kind(), Error::Kind::Server);
    }

    void makesSessionNamesThatAwsTakes() {
        QCOMPARE(roleSessionName(u"nora.winter+git@example.com"_s),
                 u"nora.winter+git@example.com"_s);
        QCOMPARE(roleSessionName(u"Nora Wintér/x"_s), u"Nora-Wint-r-x"_s);
        QCOMPARE(roleSessionName(QString(100, u'a')).size(), 64);
        QCOMPARE(roleSessionName(QString()), u"vouch"_s);
    }
};

QTEST_GUILESS_MAIN(TestAws)
#include "test_aws.moc"
