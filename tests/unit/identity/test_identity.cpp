// SPDX-License-Identifier: Apache-2.0
#include "identity/answer.h"
#include "identity/client_key.h"
#include "identity/device_flow.h"
#include "identity/message_signature.h"
#include "identity/proofs.h"
#include "identity/rp_id.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QTest>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

using namespace vouch;
using namespace vouch::identity;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Time now{1'800'000'000s};

QByteArray decoded(const QString &text) {
    return QByteArray::fromBase64(text.toLatin1(), QByteArray::Base64UrlEncoding);
}

QJsonObject part(const QByteArray &jwt, int index) {
    return QJsonDocument::fromJson(decoded(QString::fromLatin1(jwt.split('.')[index]))).object();
}

/// Verifies with nothing but the public JWK, as a server would.
bool verifies(const QJsonObject &jwk, const QByteArray &message, const QByteArray &rawSignature) {
    const QByteArray point =
        '\x04' + decoded(jwk["x"_L1].toString()) + decoded(jwk["y"_L1].toString());
    std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> builder(OSSL_PARAM_BLD_new(),
                                                                            OSSL_PARAM_BLD_free);
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                     std::size_t(point.size()));
    std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)> parameters(
        OSSL_PARAM_BLD_to_param(builder.get()), OSSL_PARAM_free);
    std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), EVP_PKEY_CTX_free);
    EVP_PKEY *raw = nullptr;
    EVP_PKEY_fromdata_init(context.get());
    if (EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return false;
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(raw, EVP_PKEY_free);

    const auto number = [](const QByteArray &bytes) {
        return BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.constData()),
                         int(bytes.size()), nullptr);
    };
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> signature(ECDSA_SIG_new(),
                                                                          ECDSA_SIG_free);
    ECDSA_SIG_set0(signature.get(), number(rawSignature.first(32)),
                   number(rawSignature.sliced(32)));
    unsigned char der[128];
    unsigned char *end = der;
    const int size = i2d_ECDSA_SIG(signature.get(), &end);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(),
                                                                         EVP_MD_CTX_free);
    return EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(digest.get(), der, std::size_t(size),
                            reinterpret_cast<const unsigned char *>(message.constData()),
                            std::size_t(message.size())) == 1;
}

bool jwtVerifies(const QJsonObject &jwk, const QByteArray &jwt) {
    const auto dot = jwt.lastIndexOf('.');
    return verifies(jwk, jwt.first(dot), decoded(QString::fromLatin1(jwt.sliced(dot + 1))));
}

QByteArray header(const http::Request &request, const QByteArray &name) {
    for (const auto &[key, value] : request.headers)
        if (key == name)
            return value;
    return {};
}

} // namespace

class TestIdentity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKeySurvivesStoring() {
        const ClientKey key = ClientKey::generate();
        const ClientKey same = ClientKey::fromPem(key.toPem());
        QCOMPARE(same.thumbprint(), key.thumbprint());
        QVERIFY(verifies(key.publicJwk(), "message", same.sign("message")));
        QVERIFY(!verifies(key.publicJwk(), "another", same.sign("message")));
        QVERIFY(ClientKey::generate().thumbprint() != key.thumbprint());
        QVERIFY_EXCEPTION_THROWN(ClientKey::fromPem(Secret("no PEM")), Error);
    }

    void aRawSignatureHas64Bytes() {
        const ClientKey key = ClientKey::generate();
        for (int i = 0; i < 200; ++i) // r or s begins with zeros now and then
            QCOMPARE(key.sign(QByteArray::number(i)).size(), 64);
        QCOMPARE(key.sign("x", ClientKey::Form::Der).at(0), '\x30');
    }

    void theThumbprintIsThatOfRfc7638() {
        const ClientKey key = ClientKey::generate();
        const QJsonObject jwk = key.publicJwk();
        const QByteArray canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" +
                                     jwk["x"_L1].toString().toLatin1() + "\",\"y\":\"" +
                                     jwk["y"_L1].toString().toLatin1() + "\"}";
        QCOMPARE(key.thumbprint(),
                 base64Url(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256)));
        QVERIFY(!key.thumbprint().contains('='));
        QCOMPARE(jwk["kid"_L1].toString().toLatin1(), key.thumbprint());
    }

    void theClientAssertionIsThatOfRfc7523() {
        const ClientKey key = ClientKey::generate();
        const auto make = [&] {
            return clientAssertion(key, u"client"_s, u"https://us.vouch.example"_s, now);
        };
        const QByteArray jwt = make();
        QVERIFY(jwtVerifies(key.publicJwk(), jwt));
        QCOMPARE(part(jwt, 0)["kid"_L1].toString().toLatin1(), key.thumbprint());
        const QJsonObject claims = part(jwt, 1);
        QCOMPARE(claims["iss"_L1].toString(), u"client"_s);
        QCOMPARE(claims["sub"_L1].toString(), u"client"_s);
        QCOMPARE(claims["aud"_L1].toString(), u"https://us.vouch.example"_s); // one string
        QCOMPARE(claims["exp"_L1].toInteger() - claims["iat"_L1].toInteger(), 60);
        QVERIFY(part(make(), 1)["jti"_L1] != claims["jti"_L1]);
    }

    void theDpopProofIsThatOfRfc9449() {
        const ClientKey key = ClientKey::generate();
        const QUrl url(u"https://us.vouch.example/v1/x?role_arn=a%2Fb#f"_s);
        const QByteArray jwt = dpopProof(key, "GET", url, now, "nonce1", "token");
        const QJsonObject head = part(jwt, 0);
        QCOMPARE(head["typ"_L1].toString(), u"dpop+jwt"_s);
        QCOMPARE(head["alg"_L1].toString(), u"ES256"_s);
        QVERIFY(jwtVerifies(head["jwk"_L1].toObject(), jwt));
        QVERIFY(!head["jwk"_L1].toObject().contains("d"_L1));
        const QJsonObject claims = part(jwt, 1);
        QCOMPARE(claims["htm"_L1].toString(), u"GET"_s);
        QCOMPARE(claims["htu"_L1].toString(), u"https://us.vouch.example/v1/x"_s);
        QCOMPARE(claims["nonce"_L1].toString(), u"nonce1"_s);
        QCOMPARE(claims["ath"_L1].toString().toLatin1(),
                 base64Url(QCryptographicHash::hash("token", QCryptographicHash::Sha256)));
        const QJsonObject bare = part(dpopProof(key, "POST", url, now, {}), 1);
        QVERIFY(!bare.contains("nonce"_L1) && !bare.contains("ath"_L1));
    }

    void theMessageSignatureIsThatOfRfc9421() {
        const ClientKey key = ClientKey::generate();
        http::Request request{
            "POST",
            QUrl(u"https://US.vouch.example:443/v1/keys?a=b%2Fc"_s),
            {{"Authorization", "DPoP t"}, {"DPoP", "p"}, {"Content-Type", "a/json"}},
            "{}"};
        signMessage(request, key, ClientKey::Form::Raw, now, "n1");
        const QByteArray parameters =
            "(\"@method\" \"@authority\" \"@path\" \"@query\" \"authorization\" \"dpop\" "
            "\"content-type\" \"content-digest\")"
            ";alg=\"ecdsa-p256-sha256\";created=1800000000;keyid=\"" +
            key.thumbprint() + "\";nonce=\"n1\"";
        QCOMPARE(header(request, "Signature-Input"), "sig1=" + parameters);
        const QByteArray digest =
            "sha-256=:" + QCryptographicHash::hash("{}", QCryptographicHash::Sha256).toBase64() +
            ":";
        QCOMPARE(header(request, "Content-Digest"), digest);
        const QByteArray base = "\"@method\": POST\n\"@authority\": us.vouch.example\n"
                                "\"@path\": /v1/keys\n\"@query\": ?a=b%2Fc\n"
                                "\"authorization\": DPoP t\n\"dpop\": p\n\"content-type\": a/json\n"
                                "\"content-digest\": " +
                                digest + "\n\"@signature-params\": " + parameters;
        const QByteArray signature = header(request, "Signature");
        QVERIFY(signature.startsWith("sig1=:") && signature.endsWith(':'));
        QVERIFY(verifies(key.publicJwk(), base,
                         QByteArray::fromBase64(signature.sliced(6, signature.size() - 7))));
    }

    void aRequestWithoutABodyIsSignedWithoutADigest() {
        http::Request request{"GET", QUrl(u"http://127.0.0.1:8080/v1/keys"_s), {}, {}};
        signMessage(request, ClientKey::generate(), ClientKey::Form::Raw, now, {});
        QVERIFY(!header(request, "Signature-Input").contains("content-digest"));
        QVERIFY(!header(request, "Signature-Input").contains("nonce"));
        QVERIFY(header(request, "Content-Digest").isEmpty());
    }

    void aServerMayNameItselfAndItsParents_data() {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("rpId");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *host, const char *rpId, bool allowed) {
            QTest::addRow("%s for %s", rpId, host)
                << QString::fromUtf8(host) << QString::fromUtf8(rpId) << allowed;
        };
        row("us.vouch.sh", "us.vouch.sh", true);
        row("us.vouch.sh", "vouch.sh", true);
        row("US.vouch.sh", "Vouch.sh", true);
        row("a.b.example.co.uk", "example.co.uk", true);
        row("localhost", "localhost", true);
        row("us.vouch.sh", "sh", false);
        row("us.vouch.sh", "eu.vouch.sh", false);
        row("us.vouch.sh", "evil.example", false);
        row("evil.example", "us.vouch.sh", false);
        row("notvouch.sh", "vouch.sh", false);
        row("example.co.uk", "co.uk", false);
        row("me.github.io", "github.io", false);
        row("vouch.sh", "us.vouch.sh", false);
        row("us.vouch.sh", "", false);
        row("us.vouch.sh", ".vouch.sh", false);
        row("us.vouch.sh.", "sh.", false);
        row("127.0.0.1", "0.0.1", false);
    }
    void aServerMayNameItselfAndItsParents() {
        QFETCH(QString, host);
        QFETCH(QString, rpId);
        QTEST(mayUseRpId(host, rpId), "allowed");
    }

    void readsAnswersAndRefusals() {
        const auto reply = [](int status, const QByteArray &type, const QByteArray &body) {
            return http::Reply{status, {{"Content-Type", type}}, body};
        };
        QCOMPARE(answerOf(reply(200, "application/json", "{\"a\":1}"), u"s"_s)["a"_L1].toInt(), 1);
        QVERIFY_EXCEPTION_THROWN(answerOf(reply(200, "text/html", "<html>sign in"), u"s"_s), Error);
        QVERIFY_EXCEPTION_THROWN(answerOf(reply(200, "application/json", "[]"), u"s"_s), Error);
        const auto oauth = refusal(
            reply(400, "application/json",
                  "{\"error\":\"access_denied\",\"error_description\":\"No disk encryption.\"}"),
            u"us.vouch.sh"_s);
        QCOMPARE(oauth.code(), u"access_denied"_s);
        QCOMPARE(oauth.hint(), u"No disk encryption."_s); // the organisation's own words
        const auto v1 = refusal(
            reply(403, "application/json", "{\"code\":\"hardware_required\",\"message\":\"m\"}"),
            u"us.vouch.sh"_s);
        QCOMPARE(v1.code(), u"hardware_required"_s);
        QCOMPARE(refusal(reply(401, "text/plain", "signature verification failed"), u"s"_s).code(),
                 QString());
        QCOMPARE(refusal(reply(500, "text/html", "<h1>oops"), u"s"_s).kind(), Error::Kind::Server);
        QVERIFY_EXCEPTION_THROWN(requireText({}, "rp_id"_L1, u"s"_s), Error);
        QVERIFY_EXCEPTION_THROWN(requireText({{u"rp_id"_s, 5}}, "rp_id"_L1, u"s"_s), Error);
    }

    void aSignInThatIsRefusedSaysWhy_data() {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("message");
        QTest::newRow("account") << u"Account is deactivated"_s
                                 << u"s doesn't let your account sign in."_s;
        QTest::newRow("counter") << u"signature counter went back"_s
                                 << u"s has counted more uses of this key than the key itself."_s;
        QTest::newRow("challenge") << u"the challenge is unknown, used or expired"_s
                                   << u"This sign-in is no longer valid at s."_s;
        QTest::newRow("key") << u"the key is not registered"_s << u"s did not accept the key."_s;
        QTest::newRow("else") << u"no reason at all"_s << u"s did not accept the key."_s;
        QTest::newRow("silent") << QString() << u"s did not accept the key."_s;
    }
    void aSignInThatIsRefusedSaysWhy() {
        QFETCH(QString, words);
        QFETCH(QString, message);
        const QJsonObject body{{u"error"_s, u"invalid_grant"_s},
                               {u"error_description"_s, words + u"\u202e"_s}};
        const auto refused = refusal(
            http::Reply{400, {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson()},
            u"s"_s);
        QCOMPARE(refused.message(), message);
        QVERIFY2(refused.hint().endsWith(words), qPrintable(refused.hint())); // and cleaned
        QCOMPARE(refused.hint().contains("registered there?"_L1),
                 words.isEmpty() || words.contains("not registered"_L1));
    }

    void anotherServerIsToldByItsRefusals_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("other");
        const auto row = [](const char *name, int status, const QByteArray &type,
                            const QByteArray &body,
                            bool other) { QTest::newRow(name) << status << type << body << other; };
        row("a page", 403, "text/html; charset=utf-8", "<h1>Forbidden", true);
        row("no such place", 404, "text/plain", "404 page not found", true);
        row("no such place, and no words", 404, {}, {}, true);
        row("wrong method", 405, {}, {}, true);
        row("somebody's JSON", 404, "application/json", "{\"message\":\"Not Found\"}", true);
        row("a Vouch server's", 404, "application/json", "{\"code\":\"not_found\"}", false);
        row("its troubles", 502, "text/html", "<h1>Bad gateway", false);
        row("its patience", 429, "text/html", "<h1>Slow down", false);
        row("its signatures", 401, "text/plain", "signature verification failed", false);
    }
    void anotherServerIsToldByItsRefusals() {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(bool, other);
        const Refused refused =
            refusal({status, {{"Content-Type", type}}, body}, u"us.vouch.example"_s);
        QCOMPARE(refused.status(), status);
        QCOMPARE(refused.message() == u"us.vouch.example doesn't respond like a Vouch server."_s,
                 other);
        QCOMPARE(refused.hint().startsWith("Check the server's address."_L1), other);
    }

    void aServersWordsAreShownWithoutWhatReordersALine() {
        const QByteArray body = "{\"error\":\"access_denied\",\"error_description\":"
                                "\"Disk not \\u202Eencrypted\\u2028\\u001b[31m.\"}";
        const Refused refused =
            refusal({403, {{"Content-Type", "application/json"}}, body}, u"us.vouch.example"_s);
        QCOMPARE(refused.hint(), u"Disk not encrypted[31m."_s);
    }

    void aRefusalSaysHowLongToWait() {
        const auto hint = [](int status, const QByteArray &wait) {
            return refusal({status, {{"Retry-After", wait}}, {}}, u"s"_s).hint();
        };
        QCOMPARE(hint(429, "20"), u"Try again in a minute."_s);
        QCOMPARE(hint(429, "3541"), u"Try again in 60 minute(s), as the server requested."_s);
        QVERIFY(hint(503, "90").startsWith("Try again in 2 minute(s),"_L1));
        QVERIFY(hint(429, "86400").contains("24 hour(s)"_L1));
    }

    void aDeviceAuthorizationIsChecked_data() {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *name, const QString &member, const QJsonValue &value,
                            bool good = false) { QTest::newRow(name) << member << value << good; };
        const QString address = u"verification_uri"_s, complete = u"verification_uri_complete"_s;
        row("as it is", u"more"_s, 1, true);
        row("without a complete address", complete, QJsonValue(), true);
        row("the same, empty", complete, u""_s, true);
        row("on loopback", address, u"http://127.0.0.1:8080/device"_s, true);
        row("no address", address, QJsonValue());
        row("a script", address, u"javascript:alert(1)"_s);
        row("a script, complete", complete, u"javascript:alert(1)"_s);
        row("a file", address, u"file:///etc/passwd"_s);
        row("read on the way", address, u"http://us.vouch.sh/device"_s);
        row("a host that looks like loopback", address, u"http://127.0.0.1.evil.example/"_s);
        row("somebody else behind a name", complete, u"https://us.vouch.sh@evil.example/"_s);
        row("no host", address, u"https:///device"_s);
        row("an endless address", address,
            QString(u"https://us.vouch.sh/"_s + QString(3000, u'a')));
        row("an option of a program", address, u"--new-window"_s);
        row("a long code", u"user_code"_s, QString(33, u'A'));
        row("no code", u"user_code"_s, u"  "_s);
        row("a code that turns the text", u"user_code"_s, QString(u"\u202eABCD"_s));
        row("a code with a line", u"user_code"_s, u"AB\nCD"_s);
        row("no device code", u"device_code"_s, QJsonValue());
        row("an endless device code", u"device_code"_s, QString(3000, u'x'));
        row("a device code that adds a header", u"device_code"_s, u"x\r\ny"_s);
    }
    void aDeviceAuthorizationIsChecked() {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(bool, good);
        QJsonObject answer{
            {u"device_code"_s, u"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS"_s},
            {u"user_code"_s, u"WDJB-MJHT"_s},
            {u"verification_uri"_s, u"https://us.vouch.sh/device"_s},
            {u"verification_uri_complete"_s, u"https://us.vouch.sh/device?user_code=WDJB-MJHT"_s},
            {u"expires_in"_s, 1800}};
        answer.insert(member, value);
        if (!good) {
            QVERIFY_EXCEPTION_THROWN(deviceAuthorization(answer, u"us.vouch.sh"_s, now), Error);
            return;
        }
        const auto device = deviceAuthorization(answer, u"us.vouch.sh"_s, now);
        QCOMPARE(device.userCode, u"WDJB-MJHT"_s);
        QCOMPARE(device.expiresAt, now + 30min);
        QCOMPARE(device.interval, 5s);
    }

    void theTimesOfADeviceAuthorizationAreBounded() {
        const auto with = [](const QJsonValue &expiresIn, const QJsonValue &interval) {
            return deviceAuthorization({{u"device_code"_s, u"d"_s},
                                        {u"user_code"_s, u"U"_s},
                                        {u"verification_uri"_s, u"https://us.vouch.sh/"_s},
                                        {u"expires_in"_s, expiresIn},
                                        {u"interval"_s, interval}},
                                       u"us.vouch.sh"_s, now);
        };
        QCOMPARE(with(1e300, 0).lifetime, 1h);
        QCOMPARE(with(1e300, 0).interval, 1s);
        QCOMPARE(with(-5, 1e9).lifetime, 1s);
        QCOMPARE(with(-5, 1e9).interval, 60s);
        QCOMPARE(with(u"soon"_s, u"often"_s).lifetime, 10min);
    }
};

QTEST_GUILESS_MAIN(TestIdentity)
#include "test_identity.moc"
