// SPDX-License-Identifier: Apache-2.0
// Making new accounts on a key, on the real libfido2.
#include "software_key.h"
#include "virtualkey/door/udp_transport.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <fido.h>

using namespace vouch;
using namespace vouch::fido;
using namespace vouch::test;

namespace {

constexpr auto pin = keyPin;
const QString rpId = keyRpId;

QByteArray sha256(const QByteArray &bytes) {
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

RegistrationRequest requestFor(const QByteArray &user, const QList<QByteArray> &excluded = {}) {
    return {rpId, u"Vouch"_s, user, QString::fromLatin1(user), "client data", excluded};
}

QStringList usual() {
    return {u"--touch"_s, u"auto"_s, u"--pin"_s, QLatin1StringView(pin)};
}

} // namespace

class TestFidoRegistration : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void makesAnAccountThatSignsIn() {
        SoftwareKey key(folder_->path(), usual());
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        QSignalSpy touch(&authenticator, &Authenticator::touchNeeded);
        const Attestation made =
            waitFor(authenticator.makeCredential(key.address, requestFor("nora"), secret(pin), {}));
        QCOMPARE(touch.count(), 1);
        // WebAuthn section 6.1: RP ID hash, flags, counter, AAGUID, the credential's id and key.
        const QByteArray &data = made.authenticatorData;
        QCOMPARE(data.first(32), sha256(rpId.toUtf8()));
        QCOMPARE(data.at(32), '\x45'); // present, verified, and a credential in it
        QCOMPARE(data.sliced(37, 16).toHex(), QByteArray("2fc0579f811347eab116bb5a8db9202a"));
        QCOMPARE(data.sliced(55, made.credentialId.size()), made.credentialId);
        QCOMPARE(data.sliced(55 + made.credentialId.size()), made.publicKey);
        // The object in CTAP2's canonical form, with the same authenticator data at its end.
        QVERIFY(made.object.startsWith(QByteArray("\xA3\x63"
                                                  "fmt\x66packed\x67"
                                                  "attStmt")));
        QVERIFY(made.object.endsWith(data));
        // The same from what a system's own function gives.
        const Attestation same = attestationFrom(data, made.object);
        QCOMPARE(same.credentialId, made.credentialId);
        QCOMPARE(same.publicKey, made.publicKey);
        QCOMPARE(same.authenticatorData, data);
        QCOMPARE(same.object, made.object);
        QVERIFY_EXCEPTION_THROWN(attestationFrom(data.chopped(1), made.object), KeyError);

        const auto assertions =
            waitFor(authenticator.assertions(key.address, {rpId, "client data"}, secret(pin), {}));
        QCOMPARE(assertions.size(), 1);
        QCOMPARE(assertions.first().credentialId, made.credentialId);
        QCOMPARE(assertions.first().userHandle, QByteArray("nora"));
    }

    void aKeyThatHoldsAnExcludedOneMakesNone() {
        SoftwareKey key(folder_->path(), usual());
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        const auto make = [&](const QList<QByteArray> &excluded) {
            return authenticator.makeCredential(key.address, requestFor("otto", excluded),
                                                secret(pin), {});
        };
        const QByteArray id = waitFor(make({})).credentialId;
        const QByteArray foreign(32, 'x');
        QCOMPARE(causeOf(make({foreign, id})), KeyError::Cause::AlreadyRegistered);
        // Also behind more of them than the key takes in one question.
        QList<QByteArray> many(20, foreign);
        many.append(id);
        QCOMPARE(causeOf(make(many)), KeyError::Cause::AlreadyRegistered);
        QVERIFY(key.say("status").contains("credentials 1 "));
        many.removeLast();
        waitFor(make(many));

        const auto holds = [&](const QList<QByteArray> &ids) {
            return waitFor(authenticator.holdsAny(key.address, rpId, ids));
        };
        QVERIFY(!holds({}));
        QVERIFY(!holds(many));
        const QByteArray now = waitFor(make({})).credentialId; // it replaces the account's
        QVERIFY(holds(many + QList<QByteArray>{now}));
        QVERIFY(!holds({id}));
    }

    void tellsWhatStandsInTheWay() {
        SoftwareKey key(folder_->path(), usual());
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        const auto make = [&](const char *typed) {
            return causeOf(
                authenticator.makeCredential(key.address, requestFor("nora"), secret(typed), {}));
        };
        QCOMPARE(make("99998888"), KeyError::Cause::WrongPin);
        QCOMPARE(waitFor(authenticator.info(key.address)).pinRetries, 7); // tried once
        QVERIFY(key.say("status").contains("credentials 0 "));
        QCOMPARE(keyError(FIDO_ERR_KEY_STORE_FULL).cause(), KeyError::Cause::Full);
    }

    void stoppingEndsTheTouch() {
        SoftwareKey key(folder_->path(), usual());
        key.say("touch-mode manual");
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        QSignalSpy touch(&authenticator, &Authenticator::touchNeeded);
        std::stop_source stop;
        const auto future = authenticator.makeCredential(key.address, requestFor("nora"),
                                                         secret(pin), stop.get_token());
        QVERIFY(touch.wait(5000));
        stop.request_stop();
        QCOMPARE(causeOf(future), KeyError::Cause::Canceled);
        QVERIFY(key.say("status").contains("waiting-touch no"));
        QVERIFY(key.say("status").contains("credentials 0 "));
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestFidoRegistration)
#include "test_fido_registration.moc"
