// SPDX-License-Identifier: Apache-2.0
// The authenticator on the real libfido2, with the software key as a process of its own.
#include "fido/authenticator.h"
#include "patience.h"
#include "software_key.h"
#include "virtualkey/door/udp_transport.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <fido.h>

using namespace vouch;
using namespace vouch::fido;
using test::causeOf;
using test::secret;
using test::SoftwareKey;
using test::waitFor;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto pin = test::keyPin;
const QString rpId = test::keyRpId;

/// Two of them, which wait for the test's finger.
struct TwoKeys {
    explicit TwoKeys(const QString &folder, const QStringList &options = {})
        : first(folder + u"/1"_s, options + settings()),
          second(folder + u"/2"_s, options + settings() + QStringList{u"--aaguid"_s, unknownModel}),
          authenticator(virtualkey::udpTransport(paths().join(u','))) {}

    static QStringList settings() {
        return {u"--touch"_s, u"manual"_s, u"--pin"_s, QLatin1StringView(pin)};
    }
    inline static const QString unknownModel{32, u'1'};
    QStringList paths() const { return {first.address, second.address}; }
    static bool blinks(SoftwareKey &key) { return key.say("status").contains("waiting-touch yes"); }

    SoftwareKey first, second;
    Authenticator authenticator;
};

/// A key that the system does not let us open.
class RefusedKey final : public Transport {
public:
    explicit RefusedKey(KeyError why) : why_(std::move(why)) {}
    QList<Key> keys() override { return {{u"refused"_s, {}}}; }
    std::unique_ptr<Channel> open(const QString &) override { throw KeyError(why_); }
    std::unique_ptr<QObject> watch(std::function<void()>) override {
        return std::make_unique<QObject>();
    }

private:
    KeyError why_;
};

AssertionRequest request() {
    return {rpId, "client data"};
}

} // namespace

class TestFido : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void findsAKeyAndWhatItIs() {
        SoftwareKey key(folder_->path(),
                        {u"--touch"_s, u"auto"_s, u"--pin"_s, QLatin1StringView(pin)});
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        const auto keys = waitFor(authenticator.keys());
        QCOMPARE(keys.size(), 1);
        const KeyInfo info = waitFor(authenticator.info(keys.first().path));
        QVERIFY(info.pinSet);
        QCOMPARE(info.pinRetries, 8);
        QVERIFY(!info.verifiesItself);
        QCOMPARE(info.aaguid.toHex(), QByteArray("2fc0579f811347eab116bb5a8db9202a"));
        key.say("unplug");
        QVERIFY(waitFor(authenticator.keys()).isEmpty());
        QCOMPARE(causeOf(authenticator.info(key.address)), KeyError::Cause::Removed);
    }

    void signsForEveryAccountOfTheServer() {
        SoftwareKey key(folder_->path(),
                        {u"--touch"_s, u"auto"_s, u"--pin"_s, QLatin1StringView(pin)});
        key.enrol("nora");
        key.enrol("otto");
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        QSignalSpy touch(&authenticator, &Authenticator::touchNeeded);
        const auto assertions =
            waitFor(authenticator.assertions(key.address, request(), secret(pin), {}));
        QCOMPARE(assertions.size(), 2);
        QSet<QByteArray> handles;
        for (const Assertion &assertion : assertions) {
            handles.insert(assertion.userHandle);
            // Raw authenticator data: RP ID hash, flags, counter (WebAuthn section 6.1).
            QCOMPARE(assertion.authenticatorData.first(32),
                     QCryptographicHash::hash(rpId.toUtf8(), QCryptographicHash::Sha256));
            QCOMPARE(assertion.authenticatorData.at(32) & 0x05, 0x05); // present and verified
            QCOMPARE(assertion.signature.at(0), '\x30');
            QVERIFY(!assertion.credentialId.isEmpty());
        }
        QCOMPARE(handles, (QSet<QByteArray>{"nora", "otto"}));
        QCOMPARE(touch.count(), 1); // told once, however often the key says so
    }

    void tellsAWrongPinAndNeverTriesAgain() {
        SoftwareKey key(folder_->path(),
                        {u"--touch"_s, u"auto"_s, u"--pin"_s, QLatin1StringView(pin)});
        key.enrol("nora");
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        const auto attempt = [&] {
            return causeOf(
                authenticator.assertions(key.address, request(), secret("99998888"), {}));
        };
        QCOMPARE(attempt(), KeyError::Cause::WrongPin);
        QCOMPARE(waitFor(authenticator.info(key.address)).pinRetries, 7);
        QCOMPARE(attempt(), KeyError::Cause::WrongPin);
        QCOMPARE(attempt(), KeyError::Cause::PinPaused);
        for (int left = 5; left > 0; --left) {
            if (left % 2 == 1) {
                key.say("unplug");
                key.say("plug");
            }
            attempt();
        }
        QCOMPARE(attempt(), KeyError::Cause::PinBlocked);
        QCOMPARE(waitFor(authenticator.info(key.address)).pinRetries, 0);
    }

    void tellsWhatElseStandsInTheWay() {
        SoftwareKey key(folder_->path(),
                        {u"--touch"_s, u"auto"_s, u"--pin"_s, QLatin1StringView(pin)});
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        QCOMPARE(causeOf(authenticator.assertions(key.address, request(), secret(pin), {})),
                 KeyError::Cause::NoCredential);
        QTemporaryDir other;
        SoftwareKey bare(other.path(), {u"--touch"_s, u"auto"_s});
        Authenticator second(virtualkey::udpTransport(bare.address));
        QVERIFY(!waitFor(second.info(bare.address)).pinSet);
        QCOMPARE(causeOf(second.assertions(bare.address, request(), secret(pin), {})),
                 KeyError::Cause::PinNotSet);
    }

    void tellsThatNobodyTouchedIt() {
        SoftwareKey key(folder_->path(), {u"--touch"_s, u"auto"_s, u"--pin"_s,
                                          QLatin1StringView(pin), u"--touch-seconds"_s, u"1"_s});
        key.enrol("nora");
        key.say("touch-mode never");
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        QCOMPARE(causeOf(authenticator.assertions(key.address, request(), secret(pin), {})),
                 KeyError::Cause::NotTouched);
    }

    void stoppingEndsTheTouch() {
        SoftwareKey key(folder_->path(),
                        {u"--touch"_s, u"auto"_s, u"--pin"_s, QLatin1StringView(pin)});
        key.enrol("nora");
        key.say("touch-mode manual");
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        QSignalSpy touch(&authenticator, &Authenticator::touchNeeded);
        std::stop_source stop;
        const auto future =
            authenticator.assertions(key.address, request(), secret(pin), stop.get_token());
        QVERIFY(touch.wait(60'000));
        stop.request_stop();
        QCOMPARE(causeOf(future), KeyError::Cause::Canceled);
        QVERIFY(key.say("status").contains("waiting-touch no"));
        // Stopped before it began: the key is told as soon as it can hear it.
        const auto second =
            authenticator.assertions(key.address, request(), secret(pin), stop.get_token());
        QCOMPARE(causeOf(second), KeyError::Cause::Canceled);
    }

    void pullingItOutEndsTheTouch() {
        SoftwareKey key(folder_->path(),
                        {u"--touch"_s, u"auto"_s, u"--pin"_s, QLatin1StringView(pin)});
        key.enrol("nora");
        key.say("touch-mode manual");
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        QSignalSpy touch(&authenticator, &Authenticator::touchNeeded);
        const auto future = authenticator.assertions(key.address, request(), secret(pin), {});
        QVERIFY(touch.wait(5000));
        key.say("unplug");
        QCOMPARE(causeOf(future), KeyError::Cause::Removed);
    }

    void endingTheApplicationEndsTheTouch() {
        SoftwareKey key(folder_->path(),
                        {u"--touch"_s, u"auto"_s, u"--pin"_s, QLatin1StringView(pin)});
        key.enrol("nora");
        key.say("touch-mode manual");
        QFuture<QList<Assertion>> future;
        {
            Authenticator authenticator(virtualkey::udpTransport(key.address));
            QSignalSpy touch(&authenticator, &Authenticator::touchNeeded);
            future = authenticator.assertions(key.address, request(), secret(pin), {});
            QVERIFY(touch.wait(5000));
        }
        QVERIFY(future.isFinished());
        QVERIFY(key.say("status").contains("waiting-touch no"));
    }

    void theKeyThatIsTouchedIsTheOne() {
        TwoKeys keys(folder_->path());
        const auto found = waitFor(keys.authenticator.keys());
        QCOMPARE(found.size(), 2);
        // By its model, as in the server's list of keys, or else by what it calls itself.
        QCOMPARE(found[0].model, u"YubiKey 5 Series with NFC"_s);
        QCOMPARE(found[1].model, u"Security Key by Yubico"_s);
        const auto future = keys.authenticator.touched(keys.paths(), {});
        QTRY_VERIFY(keys.blinks(keys.first) && keys.blinks(keys.second));
        // Meanwhile the others' questions are answered.
        QCOMPARE(waitFor(keys.authenticator.keys()).size(), 2);
        QVERIFY(!future.isFinished());
        try {
            waitFor(keys.authenticator.info(keys.second.address));
            QFAIL("a key that blinks for the choice answered");
        } catch (const KeyError &error) { // by no other program
            QCOMPARE(error.message(), keyBusyWithUs().message());
        }
        keys.second.say("touch");
        QCOMPARE(waitFor(future), keys.second.address);
        QTRY_VERIFY(!keys.blinks(keys.first) && !keys.blinks(keys.second));
        // And it can be asked at once.
        QVERIFY(waitFor(keys.authenticator.info(keys.second.address)).pinSet);
    }

    void stoppingTheChoiceEndsAllBlinking() {
        TwoKeys keys(folder_->path());
        std::stop_source stop;
        const auto future = keys.authenticator.touched(keys.paths(), stop.get_token());
        QTRY_VERIFY(keys.blinks(keys.first) && keys.blinks(keys.second));
        stop.request_stop();
        QCOMPARE(causeOf(future), KeyError::Cause::Canceled);
        QTRY_VERIFY(!keys.blinks(keys.first) && !keys.blinks(keys.second));
    }

    void aKeyThatIsPulledOutLeavesTheChoiceToTheOthers() {
        TwoKeys keys(folder_->path());
        const auto future = keys.authenticator.touched(keys.paths(), {});
        QTRY_VERIFY(keys.blinks(keys.first) && keys.blinks(keys.second));
        keys.first.say("unplug");
        QVERIFY(!future.isFinished());
        keys.second.say("touch");
        QCOMPARE(waitFor(future), keys.second.address);
        const auto again = keys.authenticator.touched(keys.paths(), {}); // the first is still out
        QTRY_VERIFY(keys.blinks(keys.second));
        keys.second.say("unplug");
        QCOMPARE(causeOf(again), KeyError::Cause::Removed);
    }

    void aKeyThatAnotherProgramUsesIsNotCalledRemoved() {
        SoftwareKey key(folder_->path(),
                        {u"--touch"_s, u"auto"_s, u"--pin"_s, QLatin1StringView(pin)});
        key.enrol("nora");
        key.say("touch-mode manual");
        Authenticator other(virtualkey::udpTransport(key.address));
        Authenticator authenticator(virtualkey::udpTransport(key.address));
        QSignalSpy touch(&other, &Authenticator::touchNeeded);
        const auto theirs = other.assertions(key.address, request(), secret(pin), {});
        QVERIFY(touch.wait(5000));
        QCOMPARE(waitFor(authenticator.keys()).size(), 1);
        QCOMPARE(causeOf(authenticator.info(key.address)), KeyError::Cause::Busy);
        QCOMPARE(causeOf(authenticator.changePin(key.address, secret(pin), secret("97531864"), {})),
                 KeyError::Cause::Busy);
        QVERIFY(!theirs.isFinished()); // nobody disturbed it
        // One that is free in time is only waited for.
        const auto info = authenticator.info(key.address);
        QTimer::singleShot(0, this, [&key] { key.say("touch"); });
        QCOMPARE(waitFor(info).pinRetries, 8);
        QCOMPARE(waitFor(theirs).size(), 1);
    }

    void ofSeveralKeysTheFreeOneIsTaken() {
        TwoKeys keys(folder_->path());
        Authenticator other(virtualkey::udpTransport(keys.first.address));
        std::stop_source stop;
        const auto theirs = other.touched({keys.first.address}, stop.get_token());
        QTRY_VERIFY(keys.blinks(keys.first));
        const auto both = keys.authenticator.touched(keys.paths(), {});
        QTRY_VERIFY(keys.blinks(keys.second));
        keys.second.say("touch");
        QCOMPARE(waitFor(both), keys.second.address);
        QCOMPARE(causeOf(keys.authenticator.touched({keys.first.address}, {})),
                 KeyError::Cause::Busy);
        stop.request_stop();
        QCOMPARE(causeOf(theirs), KeyError::Cause::Canceled);
    }

    void whatTheSystemRefusesHasItsOwnCause() {
        for (const KeyError &why : {keyBusy(u"EBUSY"_s), keyNotPermitted(u"EACCES"_s)}) {
            Authenticator authenticator(std::make_unique<RefusedKey>(why));
            QCOMPARE(causeOf(authenticator.info(u"refused"_s)), why.cause());
        }
    }

    void nobodyTouchesAnyOfThem() {
        TwoKeys keys(folder_->path(), {u"--touch-seconds"_s, u"1"_s});
        QCOMPARE(causeOf(keys.authenticator.touched(keys.paths(), {})),
                 KeyError::Cause::NotTouched);
    }

    void endingTheApplicationEndsTheChoice() {
        QFuture<QString> future;
        TwoKeys keys(folder_->path());
        {
            Authenticator authenticator(virtualkey::udpTransport(keys.paths().join(u',')));
            future = authenticator.touched(keys.paths(), {});
            QTRY_VERIFY(keys.blinks(keys.first) && keys.blinks(keys.second));
        }
        QVERIFY(future.isFinished());
        QTRY_VERIFY(!keys.blinks(keys.first) && !keys.blinks(keys.second));
    }

    void everyCodeOfTheKeySaysWhatToDo() {
        for (int code = 1; code < 0x80; ++code) {
            const KeyError error = keyError(code);
            QVERIFY(!error.message().isEmpty());
            QVERIFY2(!error.hint().isEmpty() || error.cause() == KeyError::Cause::Canceled,
                     qPrintable(QString::number(code, 16)));
        }
        QCOMPARE(keyError(FIDO_ERR_PIN_INVALID).cause(), KeyError::Cause::WrongPin);
        QCOMPARE(keyError(FIDO_ERR_UV_BLOCKED).cause(), KeyError::Cause::NotVerified);
        for (const int code :
             {FIDO_ERR_OPERATION_DENIED, FIDO_ERR_USER_ACTION_TIMEOUT, FIDO_ERR_ACTION_TIMEOUT})
            QCOMPARE(keyError(code).cause(), KeyError::Cause::NotTouched);
        QCOMPARE(keyError(FIDO_ERR_PIN_REQUIRED).cause(), KeyError::Cause::PinNeeded);
        QCOMPARE(keyError(FIDO_ERR_MISSING_PARAMETER).cause(), KeyError::Cause::Incomplete);
        QCOMPARE(keyError(FIDO_ERR_CHANNEL_BUSY).cause(), KeyError::Cause::Busy);
        for (const int code : {FIDO_ERR_RX, FIDO_ERR_TX})
            QCOMPARE(keyError(code).cause(), KeyError::Cause::Removed);
    }

    void watchesTheDevices() {
        const auto usb = usbTransport();
        QVERIFY(usb->keys().isEmpty()); // none here
        bool changed = false;
        const auto watch = usb->watch([&changed] { changed = true; });
        QFile node(u"/dev/vouch-test-%1"_s.arg(QCoreApplication::applicationPid()));
        if (!node.open(QIODevice::WriteOnly))
            QSKIP("only root may make a file in /dev");
        QTRY_VERIFY(changed);
        node.remove();
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestFido)
#include "test_fido.moc"
