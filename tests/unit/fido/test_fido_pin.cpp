// SPDX-License-Identifier: Apache-2.0
// Setting and changing PINs, and what a key says about itself, on the real libfido2.
#include "fido/authenticator.h"
#include "software_key.h"
#include "virtualkey/door/udp_transport.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using namespace vouch::fido;
using namespace vouch::test;
using Cause = KeyError::Cause;

namespace {

constexpr auto other = "97531864";

/// A key with options of its own, and the application's way to it.
struct Bench {
    explicit Bench(const QStringList &options = {})
        : key(folder.path(), QStringList{u"--touch"_s, u"auto"_s} + options),
          authenticator(virtualkey::udpTransport(key.address)) {}
    static QStringList withPin(const QStringList &options = {}) {
        return QStringList{u"--pin"_s, QLatin1StringView(keyPin)} + options;
    }

    KeyInfo info() { return waitFor(authenticator.info(key.address)); }
    QFuture<bool> set(const char *pin) {
        return authenticator.setPin(key.address, secret(pin), {});
    }
    QFuture<bool> change(const char *before, const char *pin) {
        return authenticator.changePin(key.address, secret(before), secret(pin), {});
    }
    /// What the key says to this PIN when it is to sign; nothing where it signed.
    std::optional<Cause> signs(const char *pin) {
        const AssertionRequest request{keyRpId, "client data"};
        return causeOf(authenticator.assertions(key.address, request, secret(pin), {}));
    }

    QTemporaryDir folder;
    SoftwareKey key;
    Authenticator authenticator;
};

template <typename T>
KeyError errorOf(QFuture<T> future) {
    try {
        waitFor(future);
    } catch (const KeyError &error) {
        return error;
    }
    return keyError(0x7f);
}

} // namespace

class TestFidoPin : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void setsAFirstPinAndChangesIt_data() {
        QTest::addColumn<QString>("protocol");
        QTest::newRow("one") << u"1"_s;
        QTest::newRow("two") << u"2"_s;
        QTest::newRow("both") << u"both"_s;
    }
    void setsAFirstPinAndChangesIt() {
        QFETCH(const QString, protocol);
        Bench bench({u"--pin-protocol"_s, protocol});
        QVERIFY(!bench.info().pinSet);
        QVERIFY(waitFor(bench.set(keyPin)));
        const KeyInfo info = bench.info();
        QVERIFY(info.pinSet);
        QCOMPARE(info.pinRetries, 8);
        QCOMPARE(bench.signs(keyPin), Cause::NoCredential); // so the PIN was right
        QVERIFY(waitFor(bench.change(keyPin, other)));
        QCOMPARE(bench.signs(other), Cause::NoCredential);
        QCOMPARE(bench.signs(keyPin), Cause::WrongPin);
    }

    void theAccountsStayWhenThePinChanges() {
        Bench bench(Bench::withPin());
        bench.key.enrol("nora");
        QVERIFY(waitFor(bench.change(keyPin, "änderung-ß€")));
        QCOMPARE(bench.signs("änderung-ß€"), std::nullopt);
    }

    void aWrongOldPinCostsOneAttemptAndNoMore_data() { setsAFirstPinAndChangesIt_data(); }
    void aWrongOldPinCostsOneAttemptAndNoMore() {
        QFETCH(const QString, protocol);
        Bench bench(Bench::withPin({u"--pin-protocol"_s, protocol}));
        QCOMPARE(causeOf(bench.change("11112222", other)), Cause::WrongPin);
        QCOMPARE(bench.info().pinRetries, 7);
        QCOMPARE(causeOf(bench.change("11112222", other)), Cause::WrongPin);
        QCOMPARE(causeOf(bench.change("11112222", other)), Cause::PinPaused);
        QCOMPARE(causeOf(bench.change(keyPin, other)), Cause::PinPaused); // the right one, too
        QCOMPARE(bench.info().pinRetries, 5);
        bench.key.say("plug");
        QVERIFY(waitFor(bench.change(keyPin, other)));
        QCOMPARE(bench.info().pinRetries, 8);
    }

    void theLastWrongOneBlocks() {
        Bench bench(Bench::withPin());
        for (int attempt = 1; attempt < 8; ++attempt) {
            (void)causeOf(bench.change("11112222", other));
            bench.key.say("plug");
        }
        QCOMPARE(bench.info().pinRetries, 1);
        const KeyError error = errorOf(bench.change("11112222", other));
        QCOMPARE(error.cause(), Cause::PinBlocked);
        QCOMPARE(error.hint(), pinBlocked().hint());
        QVERIFY(error.hint().contains(u"erases it"_s));
        QCOMPARE(causeOf(bench.change(keyPin, other)), Cause::PinBlocked);
        QCOMPARE(bench.info().pinRetries, 0);
    }

    void aPinThatTheKeyDoesNotTakeIsExplained() {
        Bench bench({u"--min-pin-length"_s, u"10"_s});
        QCOMPARE(bench.info().minPinLength, 10);
        const KeyError error = errorOf(bench.set(keyPin));
        QCOMPARE(error.cause(), Cause::PinRefused);
        QVERIFY2(error.hint().contains(u"10"_s), qPrintable(error.hint()));
        QVERIFY(!bench.info().pinSet);
        bench.key.say("fail 37"); // for being too simple, say
        QCOMPARE(causeOf(bench.set("0123456789")), Cause::PinRefused);
        QVERIFY(waitFor(bench.set("0123456789")));
        // And no attempt is lost by it.
        QCOMPARE(causeOf(bench.change("0123456789", "012345678")), Cause::PinRefused);
        QCOMPARE(bench.info().pinRetries, 8);
    }

    void aPinThatIsThereIsNotSetOver() {
        Bench bench(Bench::withPin());
        const KeyError error = errorOf(bench.set(other));
        QCOMPARE(error.cause(), Cause::Unsuitable);
        QVERIFY(error.message().contains(u"already"_s));
        QCOMPARE(bench.signs(keyPin), Cause::NoCredential);
        QCOMPARE(bench.info().pinRetries, 8);
    }

    void aPinThatIsNotThereIsNotChanged() {
        Bench bench;
        QCOMPARE(causeOf(bench.change(keyPin, other)), Cause::PinNotSet);
        QVERIFY(!bench.info().pinSet);
    }

    void aPinThatMustBeChangedOpensNothingBefore() {
        Bench bench(Bench::withPin());
        bench.key.enrol("nora");
        bench.key.say("force-pin-change");
        QVERIFY(bench.info().mustChangePin);
        const KeyError same = errorOf(bench.change(keyPin, keyPin));
        QCOMPARE(same.cause(), Cause::PinRefused);
        QVERIFY(same.hint().contains(u"the same as the current one"_s));
        QVERIFY(waitFor(bench.change(keyPin, other)));
        QVERIFY(!bench.info().mustChangePin);
        QCOMPARE(bench.signs(other), std::nullopt);
    }

    void stoppedBeforeItBeganNothingIsChanged() {
        Bench bench(Bench::withPin());
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(causeOf(bench.authenticator.changePin(bench.key.address, secret("11112222"),
                                                       secret(other), stop.get_token())),
                 Cause::Canceled);
        QCOMPARE(bench.info().pinRetries, 8);
    }

    void aKeyThatIsPulledOutIsSaidToBe() {
        Bench bench(Bench::withPin());
        bench.key.say("unplug");
        QCOMPARE(causeOf(bench.change(keyPin, other)), Cause::Removed);
        bench.key.say("plug");
        QCOMPARE(bench.info().pinRetries, 8);
    }

    /// Which code a key has for this depends on the key.
    void whatElseAKeyCanAnswer_data() {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<Cause>("cause");
        const auto row = [](const char *status, Cause cause) {
            QTest::newRow(status) << QByteArray(status) << cause;
        };
        row("27", Cause::NotTouched);
        row("2f", Cause::NotTouched);
        row("3a", Cause::NotTouched);
        row("2e", Cause::NoCredential);
        row("31", Cause::WrongPin);
        row("33", Cause::WrongPin);
        row("32", Cause::PinBlocked);
        row("34", Cause::PinPaused);
        row("35", Cause::PinNotSet);
        row("36", Cause::PinNeeded);
        row("14", Cause::Incomplete);
        row("06", Cause::Busy);
        row("3c", Cause::NotVerified);
        row("3f", Cause::NotVerified);
        row("01", Cause::Unsuitable);
        row("7f", Cause::Unsuitable);
    }
    void whatElseAKeyCanAnswer() {
        QFETCH(const QByteArray, status);
        QFETCH(const Cause, cause);
        Bench bench(Bench::withPin());
        bench.key.enrol("nora");
        QCOMPARE(bench.key.say(QByteArray("fail " + status).constData()), QByteArray("ok"));
        QCOMPARE(bench.signs(keyPin), cause);
        QCOMPARE(bench.signs(keyPin), std::nullopt); // it was asked once, and is fine again
        bench.key.say(QByteArray("fail " + status).constData());
        QCOMPARE(causeOf(bench.change(keyPin, other)), cause);
    }

    void tellsWhatItCanDo() {
        Bench bench(Bench::withPin());
        bench.key.enrol("nora");
        const KeyInfo info = bench.info();
        QVERIFY(info.supportsPin);
        QCOMPARE(info.versions, (QStringList{u"FIDO_2_0"_s, u"FIDO_2_1"_s}));
        QVERIFY(info.extensions.contains(u"hmac-secret"_s));
        QVERIFY(info.options.contains(u"rk=true"_s));
        QCOMPARE(info.pinProtocols, (QList<int>{2, 1}));
        QCOMPARE(info.roomForAccounts, 99);
        QCOMPARE(info.fingerprint, KeyInfo::Fingerprint::None);
        QCOMPARE(info.minPinLength, 4);
        QVERIFY(!info.mustChangePin);
        bench.key.say("room 0");
        QCOMPARE(bench.info().roomForAccounts, 0);
    }

    void anOlderKeyTellsLess() {
        Bench bench({u"--ctap"_s, u"2.0"_s, u"--pin-protocol"_s, u"1"_s});
        const KeyInfo info = bench.info();
        QCOMPARE(info.versions, QStringList{u"FIDO_2_0"_s});
        QCOMPARE(info.roomForAccounts, std::nullopt);
        QCOMPARE(info.minPinLength, 4);
        QVERIFY(waitFor(bench.set(keyPin)));
        QCOMPARE(bench.signs(keyPin), Cause::NoCredential);
    }
};

QTEST_GUILESS_MAIN(TestFidoPin)
#include "test_fido_pin.moc"
