// SPDX-License-Identifier: Apache-2.0
// What the server says about a person's keys, and what it is told.
#include "identity/answer.h"
#include "identity/keys.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace vouch;
using namespace vouch::identity;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QUrl base(u"https://us.vouch.example:8443"_s);
const QString name = u"us.vouch.example:8443"_s;

/// JSON with ' for ".
QByteArray json(QByteArray text) {
    return text.replace('\'', '"');
}

QJsonObject parsed(const QByteArray &text) {
    return QJsonDocument::fromJson(json(text)).object();
}

QJsonArray bytes(qsizetype count, int value = 7) {
    QJsonArray array;
    for (qsizetype i = 0; i < count; ++i)
        array.append(value);
    return array;
}

QJsonObject start() {
    return {{u"challenge"_s, bytes(32)},
            {u"rp_id"_s, u"vouch.example"_s},
            {u"rp_name"_s, u"Vouch"_s},
            {u"user_id"_s, u"00010203-0405-0607-0809-0a0b0c0d0e0f"_s},
            {u"user_name"_s, u"nora@example.com"_s},
            {u"algorithms"_s, QJsonArray{-257, -7}},
            {u"state"_s, u"opaque"_s},
            {u"exclude_credential_ids"_s, QJsonArray{bytes(4, 255), bytes(2)}}};
}

} // namespace

class TestIdentityKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTheList() {
        const auto keys = registeredKeys(
            parsed("{'keys':[{'id':'k-1','name':'Desk','created_at':'2026-03-01T12:00:00Z',"
                   "'is_current_session':true,'device_model':'Blue one',"
                   "'aaguid':'2FC0579F-8113-47EA-B116-BB5A8DB9202A'},{'id':'k2'}]}"),
            name);
        QCOMPARE(keys.size(), 2);
        QCOMPARE(keys[0].id, u"k-1"_s);
        QCOMPARE(keys[0].name, u"Desk"_s);
        QCOMPARE(keys[0].deviceModel, u"Blue one"_s);
        QCOMPARE(keys[0].aaguid, u"2fc0579f-8113-47ea-b116-bb5a8db9202a"_s);
        QCOMPARE(keys[0].createdAt, Time(1'772'366'400s));
        QVERIFY(keys[0].current);
        QCOMPARE(keys[1], (RegisteredKey{u"k2"_s, {}, {}, {}, Time(), false}));
    }

    void refusesAListThatIsNone_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("none") << QByteArray("{}");
        QTest::newRow("an object") << QByteArray("{'keys':{}}");
        QTest::newRow("no id") << QByteArray("{'keys':[{'name':'x'}]}");
        QTest::newRow("a path") << QByteArray("{'keys':[{'id':'../oauth'}]}");
        QTest::newRow("the folder above") << QByteArray("{'keys':[{'id':'..'}]}");
        QTest::newRow("a long id") << "{'keys':[{'id':'" + QByteArray(129, 'a') + "'}]}";
        QTest::newRow("too many") << "{'keys':[" + QByteArray("{'id':'a'},").repeated(100) +
                                         "{'id':'a'}]}";
    }
    void refusesAListThatIsNone() {
        QFETCH(QByteArray, text);
        QVERIFY_EXCEPTION_THROWN(registeredKeys(parsed(text), name), Error);
    }

    void boundsWhatOthersWrote() {
        QJsonObject key{{u"id"_s, u"a"_s},
                        {u"name"_s, QString(1000, u'n')},
                        {u"device_model"_s, QString(1000, u'm')}};
        const auto keys = registeredKeys({{u"keys"_s, QJsonArray{key}}}, name);
        QCOMPARE(keys[0].name.size(), 256);
        QCOMPARE(keys[0].deviceModel.size(), 256);
        key[u"name"_s] = u"De\u202Esk\n"_s;
        key[u"device_model"_s] = u"Blue\u2028 one"_s;
        const auto shown = registeredKeys({{u"keys"_s, QJsonArray{key}}}, name);
        QCOMPARE(shown[0].name, u"Desk"_s);
        QCOMPARE(shown[0].deviceModel, u"Blue one"_s);
    }

    void asksTheKeyForWhatTheServerWants() {
        const KeyRegistration registration = keyRegistration(start(), base, name);
        const fido::RegistrationRequest &request = registration.request;
        QCOMPARE(request.rpId, u"vouch.example"_s);
        QCOMPARE(request.userId.toHex(), QByteArray("000102030405060708090a0b0c0d0e0f"));
        QCOMPARE(request.userName, u"nora@example.com"_s);
        QCOMPARE(request.excludedIds,
                 (QList<QByteArray>{QByteArray(4, '\xFF'), QByteArray(2, '\7')}));
        // The origin is the server's own URL, with its port, and not the rp_id.
        const QByteArray challenge = QByteArray(32, '\7').toBase64(QByteArray::Base64UrlEncoding |
                                                                   QByteArray::OmitTrailingEquals);
        const QByteArray expected =
            "{'type':'webauthn.create','challenge':'" + challenge +
            "','origin':'https://us.vouch.example:8443','crossOrigin':false}";
        QCOMPARE(request.clientData, json(expected));
    }

    void refusesWhatNoKeyMayBeAskedFor_data() {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *what, const QString &member, const QJsonValue &value) {
            QTest::newRow(what) << member << value;
        };
        row("another server", u"rp_id"_s, u"evil.example"_s);
        row("a public suffix", u"rp_id"_s, u"example"_s);
        row("no ES256", u"algorithms"_s, QJsonArray{-257});
        row("no user", u"user_id"_s, u"nora"_s);
        row("no user name", u"user_name"_s, QJsonValue());
        row("no state", u"state"_s, QString());
        row("a long state", u"state"_s, QString(4097, u's'));
        row("a short challenge", u"challenge"_s, bytes(15));
        row("a long challenge", u"challenge"_s, bytes(1024));
        row("a text for bytes", u"challenge"_s, u"AAAAAAAAAAAAAAAAAAAAAA"_s);
        row("no byte", u"challenge"_s, bytes(32, 256));
        row("no whole number", u"challenge"_s, QJsonArray{bytes(31)});
        row("an empty id", u"exclude_credential_ids"_s, QJsonArray{bytes(0)});
        row("a long id", u"exclude_credential_ids"_s, QJsonArray{bytes(1024)});
    }
    void refusesWhatNoKeyMayBeAskedFor() {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject answer = start();
        answer[member] = value;
        QVERIFY_EXCEPTION_THROWN(keyRegistration(answer, base, name), Error);
    }

    void sendsBytesAsArrays() {
        KeyRegistration registration;
        registration.state = u"opaque"_s;
        registration.request.clientData = "{}";
        const QJsonObject body = completedRegistration(
            registration, {QByteArray("\x01\xFF"), QByteArray("\xA5"), {}, QByteArray("\xA3")});
        const QByteArray expected = "{'attestation_object':[163],'client_data_json':[123,125],"
                                    "'credential_id':[1,255],'public_key':[165],"
                                    "'state':'opaque'}";
        QCOMPARE(QJsonDocument(body).toJson(QJsonDocument::Compact), json(expected));
    }

    void takesNamesAsTheServerDoes() {
        QCOMPARE(keyName(u"  In the safe "_s), u"In the safe"_s);
        QCOMPARE(keyName(QString(256, u'x')).size(), 256);
        for (const QString &wrong : {QString(), u"  "_s, QString(257, u'x'), u"a\nb"_s})
            QVERIFY_EXCEPTION_THROWN(keyName(wrong), Error);
    }

    void eachRefusalHasItsOwnSentence() {
        QSet<QString> messages;
        const QStringList codes{u"attestation_cert_required"_s,
                                u"attestation_chain_invalid"_s,
                                u"aaguid_not_allowed"_s,
                                u"aaguid_missing"_s,
                                u"unknown_attestation_format"_s,
                                u"invalid_state"_s,
                                u"state_already_used"_s,
                                u"credential_already_registered"_s,
                                u"last_key"_s,
                                u"insufficient_user_authentication"_s,
                                u"hardware_required"_s,
                                u"something_else"_s};
        for (const QString &code : codes) {
            const http::Reply reply{
                400,
                {{"Content-Type", "application/json"}},
                QJsonDocument(QJsonObject{{u"code"_s, code}, {u"message"_s, u"m"_s}}).toJson()};
            const Refused refused = refusal(reply, name);
            QCOMPARE(refused.code(), code);
            QVERIFY2(!refused.hint().isEmpty(), qPrintable(code));
            messages.insert(refused.message());
        }
        QCOMPARE(messages.size(), codes.size());
    }

    void aFreshTouchIsWantedInTheHeader() {
        http::Reply reply{401,
                          {{"Content-Type", "application/json"},
                           {"WWW-Authenticate",
                            "Bearer error=\"insufficient_user_authentication\", max_age=\"60\""}},
                          "{}"};
        QVERIFY(refusal(reply, name).wantsFreshSignIn());
        reply.headers.last().second = "DPoP error=\"invalid_token\"";
        QVERIFY(!refusal(reply, name).wantsFreshSignIn());
    }
};

QTEST_GUILESS_MAIN(TestIdentityKeys)
#include "test_identity_keys.moc"
