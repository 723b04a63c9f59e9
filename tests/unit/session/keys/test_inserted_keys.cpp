// SPDX-License-Identifier: Apache-2.0
// The keys that are plugged in, as the windows see them, and what a PIN may be.
#include "core/scoped_task.h"
#include "fido/pin_rules.h"
#include "moving_clock.h"
#include "patience.h"
#include "session/keys/inserted_keys.h"
#include "session/keys/key_ceremony.h"
#include "software_key.h"
#include "virtualkey/door/udp_transport.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using namespace vouch::test;

namespace {

struct Bench {
    explicit Bench(const QStringList &options = {})
        : key(folder.path(), QStringList{u"--touch"_s, u"auto"_s} + options),
          authenticator(virtualkey::udpTransport(key.address)), keys(authenticator) {}

    using Ask = std::function<QCoro::Task<PinAnswer>(std::stop_token)>;

    QCoro::Task<> asked(Ask ask, std::stop_token stop) {
        given = co_await ask(stop);
        over = true;
    }
    /// Runs a story to its end.
    PinAnswer answer(const Ask &ask) {
        over = false;
        const ScopedTask task([this, ask](std::stop_token stop) { return asked(ask, stop); },
                              [this](const Error &) { over = true; });
        [this] { QTRY_VERIFY_WITH_TIMEOUT(over, 60'000); }();
        return given;
    }
    PinAnswer set(const char *pin) {
        return answer([=, this](std::stop_token stop) {
            return keys.setPin(key.address, secret(pin), stop);
        });
    }
    PinAnswer change(const char *before, const char *pin) {
        return answer([=, this](std::stop_token stop) {
            return keys.changePin(key.address, secret(before), secret(pin), stop);
        });
    }
    const InsertedKey &only() const { return keys.keys().first(); }

    QTemporaryDir folder;
    SoftwareKey key;
    fido::Authenticator authenticator;
    InsertedKeys keys;
    PinAnswer given;
    bool over = false;
};

/// A ceremony that needs no server.
class Signing final : public KeyCeremony {
public:
    Signing(fido::Authenticator &authenticator, Clock &clock)
        : KeyCeremony(Aim::SignIn, authenticator, clock) {}

protected:
    QCoro::Task<> prepare(std::stop_token) override { co_return; }
    QCoro::Task<bool> perform(fido::Key key, SharedSecret pin, std::stop_token stop) override {
        const fido::AssertionRequest request{keyRpId, "client data", requestId()};
        co_await authenticator_.assertions(key.path, request, pin, stop);
        throwIfStopped(stop);
        co_return true;
    }
};

} // namespace

class TestInsertedKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void looksOnlyWhileSomebodyWatches() {
        Bench bench;
        QTest::qWait(300);
        QVERIFY(!bench.keys.isKnown());
        auto watch = bench.keys.watch();
        QTRY_COMPARE(bench.keys.keys().size(), 1);
        QCOMPARE(bench.only().model, u"YubiKey 5 Series with NFC"_s);
        QCOMPARE(bench.only().versions, (QStringList{u"FIDO 2.1"_s, u"FIDO 2.0"_s}));
        QVERIFY(bench.only().hmacSecret);
        QVERIFY(bench.keys.find(bench.key.address) != nullptr);
        bench.key.say("unplug");
        QTRY_VERIFY(bench.keys.keys().isEmpty());
        QVERIFY(bench.keys.isKnown());
        watch.reset();
        bench.key.say("plug");
        QSignalSpy changed(&bench.keys, &InsertedKeys::changed);
        QVERIFY(!changed.wait(500));
        watch = bench.keys.watch();
        QVERIFY(!bench.keys.isKnown()); // what was seen before says nothing about now
        QTRY_COMPARE(bench.keys.keys().size(), 1);
    }

    void aKeyIsAskedOnceUntilItChanges() {
        Bench bench;
        const auto watch = bench.keys.watch();
        QTRY_VERIFY(bench.keys.isKnown());
        QSignalSpy changed(&bench.keys, &InsertedKeys::changed);
        QVERIFY(!changed.wait(700)); // it was looked at three times meanwhile
        bench.key.say("room 3");
        bench.keys.refresh();
        QVERIFY(changed.wait(5000));
        QCOMPARE(bench.only().roomForAccounts, 3);
    }

    void aTouchBelongsToOneCeremony() {
        using Kind = KeyCeremony::CeremonyStateKind;
        Bench bench({u"--touch"_s, u"manual"_s, u"--pin"_s, QLatin1StringView(keyPin)});
        bench.key.say("touch-mode auto");
        bench.key.enrol("nora");
        bench.key.say("touch-mode manual");
        MovingClock clock;
        Signing first(bench.authenticator, clock), second(bench.authenticator, clock);
        const auto one = first.join({}), other = second.join({});
        for (const Signing *each : {&first, &second})
            QTRY_COMPARE_WITH_TIMEOUT(each->state().kind, Kind::Pin, 60'000);
        first.submitPin(Secret(keyPin));
        second.submitPin(Secret(keyPin));
        // The key takes one at a time, and which comes first is its matter.
        const auto isTouch = [](const Signing &each) { return each.state().kind == Kind::Touch; };
        QTRY_VERIFY_WITH_TIMEOUT(isTouch(first) || isTouch(second), 60'000);
        const bool inOrder = isTouch(first);
        const Signing &waiting = inOrder ? second : first;
        QCOMPARE(waiting.state().kind, Kind::CheckingPin);
        QTRY_VERIFY(bench.key.say("status").contains("waiting-touch yes"));
        QCOMPARE(waiting.state().kind, Kind::CheckingPin);
        bench.key.say("touch");
        QTRY_VERIFY_WITH_TIMEOUT(isTouch(waiting), 60'000);
        QTRY_VERIFY((inOrder ? one : other)->done().isFinished());
        (inOrder ? second : first).cancel();
    }

    void aKeyThatAnotherProgramUsesWaitsForThePerson() {
        using Kind = KeyCeremony::CeremonyStateKind;
        Bench bench({u"--pin"_s, QLatin1StringView(keyPin)});
        bench.key.say("touch-mode manual");
        fido::Authenticator other(virtualkey::udpTransport(bench.key.address));
        std::stop_source stop;
        const auto theirs = other.touched({bench.key.address}, stop.get_token());
        QTRY_VERIFY(bench.key.say("status").contains("waiting-touch yes"));
        const auto watch = bench.keys.watch();
        QTRY_COMPARE(bench.keys.keys().size(), 1);
        QVERIFY(bench.only().problem.contains(u"Another program"_s));
        MovingClock clock;
        Signing signing(bench.authenticator, clock);
        const auto place = signing.join({});
        QTRY_COMPARE_WITH_TIMEOUT(signing.state().kind, Kind::KeyBusy, 60'000);
        QVERIFY(signing.obstacle()->message().contains(u"Another program"_s));
        signing.tryAgain();
        QTRY_COMPARE(signing.state().kind, Kind::KeyBusy);
        stop.request_stop();
        QTRY_VERIFY(theirs.isFinished());
        signing.tryAgain();
        QTRY_COMPARE_WITH_TIMEOUT(signing.state().kind, Kind::Pin, 60'000);
    }

    void noKeyWithAPinIsSaidToHaveNone_data() {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("PUAT_REQUIRED")
            << QByteArray("36") << u"Your key requires you to verify yourself first."_s;
        QTest::newRow("MISSING_PARAMETER")
            << QByteArray("14") << u"Your key rejected the request as incomplete."_s;
        QTest::newRow("PIN_POLICY_VIOLATION")
            << QByteArray("37") << u"This key requires a new PIN."_s;
    }
    void noKeyWithAPinIsSaidToHaveNone() {
        using Kind = KeyCeremony::CeremonyStateKind;
        QFETCH(const QByteArray, status);
        Bench bench({u"--pin"_s, QLatin1StringView(keyPin)});
        bench.key.enrol("nora");
        MovingClock clock;
        Signing signing(bench.authenticator, clock);
        QString heard;
        bool asked = false;
        connect(&signing, &KeyCeremony::failed, this,
                [&heard](const Error &error) { heard = error.message(); });
        connect(&signing, &KeyCeremony::stateChanged, this, [&] {
            if (signing.state().kind == Kind::Pin && std::exchange(asked, true))
                heard = u"asked twice"_s;
            if (signing.state().isDeadEnd())
                heard = signing.obstacle()->message();
        });
        const auto place = signing.join({});
        QTRY_COMPARE_WITH_TIMEOUT(signing.state().kind, Kind::Pin, 60'000);
        bench.key.say(QByteArray("fail " + status).constData());
        signing.submitPin(Secret(keyPin));
        QTRY_VERIFY_WITH_TIMEOUT(!heard.isEmpty(), 60'000);
        QTEST(heard, "sentence");
    }

    void aPinIsSetAndSeen() {
        Bench bench;
        const auto watch = bench.keys.watch();
        QTRY_VERIFY(bench.keys.isKnown());
        QVERIFY(!bench.only().hasPin);
        QCOMPARE(bench.only().minPinCharacters, 8);
        QCOMPARE(bench.set(keyPin).kind, PinAnswer::Kind::Done);
        QTRY_VERIFY(bench.only().hasPin);
        QCOMPARE(bench.only().attemptsLeft, 8);
        QCOMPARE(bench.change(keyPin, "97531864").kind, PinAnswer::Kind::Done);
    }

    void whatWentWrongIsSaid() {
        Bench bench({u"--pin"_s, QLatin1StringView(keyPin)});
        const auto watch = bench.keys.watch();
        QTRY_VERIFY(bench.keys.isKnown());
        const PinAnswer wrong = bench.change("11112222", "97531864");
        QCOMPARE(wrong.kind, PinAnswer::Kind::WrongPin);
        QCOMPARE(wrong.attemptsLeft, 7);
        QTRY_COMPARE(bench.only().attemptsLeft, 7);
        bench.key.say("fail 37");
        const PinAnswer refused = bench.change(keyPin, "97531864");
        QCOMPARE(refused.kind, PinAnswer::Kind::Refused);
        QVERIFY(!refused.text.isEmpty());
        for (int i = 0; i < 2; ++i)
            bench.change("11112222", "97531864");
        const PinAnswer paused = bench.change("11112222", "97531864");
        QCOMPARE(paused.kind, PinAnswer::Kind::Stuck);
        QVERIFY(paused.text.contains(u"insert it again"_s));
        bench.key.say("unplug");
        QCOMPARE(bench.change(keyPin, "97531864").kind, PinAnswer::Kind::Stuck);
    }

    void detailsAreForSupport() {
        Bench bench({u"--pin"_s, QLatin1StringView(keyPin), u"--min-pin-length"_s, u"6"_s});
        const auto watch = bench.keys.watch();
        QTRY_VERIFY(bench.keys.isKnown());
        const QString details = bench.only().details;
        for (const char *part :
             {"AAGUID: 2fc0579f-8113-47ea-b116-bb5a8db9202a", "Versions: FIDO_2_0, FIDO_2_1",
              "hmac-secret", "PIN: set, 8 attempts left, at least 6 characters",
              "Discoverable credentials left: 100"})
            QVERIFY2(details.contains(QLatin1StringView(part)), qPrintable(details));
    }

    void anOlderKeyHasRoomThatNobodyKnows() {
        Bench bench({u"--ctap"_s, u"2.0"_s});
        const auto watch = bench.keys.watch();
        QTRY_VERIFY(bench.keys.isKnown());
        QCOMPARE(bench.only().roomForAccounts, std::nullopt);
        QVERIFY(!bench.only().details.contains(u"credentials left"_s));
    }

    void aNewPinIsCountedInCharactersAndBytes_data() {
        QTest::addColumn<QString>("pin");
        QTest::addColumn<int>("least");
        QTest::addColumn<bool>("possible");
        QTest::addColumn<bool>("good");
        QTest::newRow("empty") << QString() << 8 << false << false;
        QTest::newRow("three") << u"123"_s << 4 << false << false;
        QTest::newRow("three, of many bytes") << u"€€€"_s << 4 << false << false;
        QTest::newRow("four") << u"1234"_s << 8 << true << false;
        QTest::newRow("seven") << u"1234567"_s << 8 << true << false;
        QTest::newRow("eight") << u"12345678"_s << 8 << true << true;
        QTest::newRow("eight umlauts") << u"äöüäöüäö"_s << 8 << true << true;
        QTest::newRow("eight pairs of surrogates")
            << u"🗝🗝🗝🗝🗝🗝🗝🗝"_s << 8 << true << true;
        QTest::newRow("seven pairs of surrogates")
            << u"🗝🗝🗝🗝🗝🗝🗝"_s << 8 << true << false;
        QTest::newRow("the key wants more") << u"1234567890"_s << 12 << true << false;
        QTest::newRow("63 bytes") << QString(63, u'x') << 8 << true << true;
        QTest::newRow("64 bytes") << QString(64, u'x') << 8 << false << false;
        QTest::newRow("32 umlauts") << QString(32, u'ä') << 8 << false << false;
    }
    void aNewPinIsCountedInCharactersAndBytes() {
        QFETCH(const QString, pin);
        QFETCH(const int, least);
        const QByteArray utf8 = pin.toUtf8();
        QTEST(couldBePin(utf8), "possible");
        QTEST(newPinFault(utf8, least).isEmpty(), "good");
    }

    void theServerWantsEightAndTheKeyMayWantMore() {
        QCOMPARE(minNewPinCharacters(4), 8);
        QCOMPARE(minNewPinCharacters(8), 8);
        QCOMPARE(minNewPinCharacters(12), 12);
        QVERIFY(newPinFault("1234", 8).contains(u"8 character"_s));
    }
};

QTEST_GUILESS_MAIN(TestInsertedKeys)
#include "test_inserted_keys.moc"
