// SPDX-License-Identifier: Apache-2.0
// A ceremony on a system whose own window asks for the key, its PIN and the touch.
#include "kept_keys.h"
#include "moving_clock.h"
#include "patience.h"
#include "session/keys/inserted_keys.h"
#include "session/keys/key_ceremony.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace vouch;
using namespace vouch::test;
using Kind = KeyCeremony::CeremonyStateKind;
using Cause = fido::KeyError::Cause;

namespace {

const fido::Key inserted{u"kept:1"_s, u"A key's own name"_s};

/// A ceremony that needs no server.
class Signing final : public KeyCeremony {
public:
    Signing(fido::Authenticator &authenticator, Clock &clock)
        : KeyCeremony(Aim::SignIn, authenticator, clock) {}

    QList<fido::Assertion> made;
    bool hadPin = false;

protected:
    QCoro::Task<> prepare(std::stop_token stop) override {
        const auto later = std::make_shared<Deferred<bool>>(); // as a server's answer
        QTimer::singleShot(0, this, [later] { later->deliver(true); });
        co_await later->future();
        throwIfStopped(stop);
    }
    QCoro::Task<bool> perform(fido::Key key, SharedSecret pin, std::stop_token stop) override {
        fido::AssertionRequest request{u"us.vouch.example"_s, "client data", requestId()};
        request.window = window();
        hadPin = pin != nullptr;
        made = co_await authenticator_.assertions(key.path, request, pin, stop);
        throwIfStopped(stop);
        co_return true;
    }
};

/// A program that nobody looks at.
Requester background() {
    Requester editor;
    editor.purpose = Requester::Purpose::Git;
    editor.pid = 4711;
    return editor;
}

/// What an operation that opens a key fails with.
template <typename T>
QString refusal(QFuture<T> future) {
    [&] { QTRY_VERIFY(future.isFinished()); }();
    try {
        future.result();
    } catch (const fido::KeyError &error) {
        return error.message();
    }
    return {};
}

} // namespace

class TestSystemKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        user_ = std::make_shared<SystemUser>();
        authenticator_ = std::make_unique<fido::Authenticator>(
            std::make_unique<KeptKeys>(user_, QList<fido::Key>{inserted}));
        signing_ = std::make_unique<Signing>(*authenticator_, clock_);
        states_.clear();
        connect(signing_.get(), &KeyCeremony::stateChanged, this,
                [this] { states_.append(signing_->state().kind); });
    }
    void cleanup() {
        signing_.reset();
        authenticator_.reset();
    }

    void theSystemDoesItAll() {
        signing_->setWindow(4711);
        const auto waiter = signing_->join({});
        QTRY_VERIFY(user_->isAsked());
        QCOMPARE(signing_->state().kind, Kind::SystemAsks);
        QCOMPARE(signing_->state().system, u"Contoso OS"_s);
        QCOMPARE(user_->window(), quintptr(4711));
        QCOMPARE(user_->clientData(), QByteArray("client data"));
        user_->sign();
        QTRY_VERIFY(waiter->done().isFinished());
        QCOMPARE(signing_->made.size(), 1);
        QCOMPARE(signing_->made.first().signature, QByteArray("signature"));
        QVERIFY(!signing_->hadPin);
        QCOMPARE(states_, (QList<Kind>{Kind::Checking, Kind::SystemAsks, Kind::Idle}));
    }

    void theUserSaysWhenForWhatNobodyWaits_data() {
        QTest::addColumn<QString>("how");
        QTest::newRow("continuing") << u"continuing"_s;
        QTest::newRow("a command in a terminal") << u"command"_s;
        QTest::newRow("its sign-in on the terminal") << u"terminal"_s;
        QTest::newRow("the application's own sign-in") << u"own"_s;
    }
    void theUserSaysWhenForWhatNobodyWaits() {
        QFETCH(const QString, how);
        const auto waiter = signing_->join(background());
        QTRY_COMPARE(signing_->state().kind, Kind::SystemNext);
        QCOMPARE(signing_->state().system, u"Contoso OS"_s);
        QCOMPARE(signing_->state().askingSystem(), QString());
        const auto other = signing_->join(background()); // doesn't matter
        QCoreApplication::processEvents();
        QCOMPARE(signing_->state().kind, Kind::SystemNext);
        QCOMPARE(user_->count(), 0);
        Requester typed = background();
        typed.isInForeground = true;
        std::unique_ptr<KeyCeremony::Waiter> joined;
        if (how == "continuing"_L1)
            signing_->letSystemAsk();
        else if (how == "command"_L1)
            joined = signing_->join(typed);
        else
            joined =
                signing_->join(how == "own"_L1 ? Requester() : background(), how == "terminal"_L1);
        QTRY_VERIFY(user_->isAsked());
        QCOMPARE(signing_->state().askingSystem(), u"Contoso OS"_s);
        user_->sign();
        QTRY_VERIFY(waiter->done().isFinished());
        QVERIFY(waiter->done().result());
    }

    void whoSaysSoEarlierIsAskedAtOnce() {
        const auto waiter = signing_->join(background());
        QCOMPARE(signing_->state().kind, Kind::Checking);
        signing_->letSystemAsk();
        QTRY_VERIFY(user_->isAsked());
        QVERIFY(!states_.contains(Kind::SystemNext));
    }

    void aKeyPluggedInLaterIsNoAnswer() {
        const auto waiter = signing_->join(background());
        QTRY_COMPARE(signing_->state().kind, Kind::SystemNext);
        signing_->letSystemAsk();
        user_->fail(Cause::NotTouched);
        QTRY_COMPARE(signing_->state().kind, Kind::NotTouched);
        QCOMPARE(signing_->state().system, u"Contoso OS"_s);
        user_->plug({u"kept:2"_s, {}});
        QTRY_COMPARE(signing_->state().kind, Kind::SystemNext);
        QCOMPARE(user_->count(), 1);
        signing_->letSystemAsk();
        user_->fail(Cause::NotTouched);
        QTRY_COMPARE(signing_->state().kind, Kind::NotTouched);
        signing_->tryAgain(); // which is one
        QTRY_VERIFY(user_->isAsked());
        QCOMPARE(user_->count(), 3);
    }

    void cancellingClosesItsWindow() {
        const auto waiter = signing_->join({});
        QTRY_VERIFY(user_->isAsked());
        QSignalSpy declined(signing_.get(), &KeyCeremony::declined);
        signing_->cancel();
        QTRY_COMPARE(user_->stops(), 1);
        QVERIFY(waiter->done().isFinished());
        QCOMPARE(declined.count(), 1);
        const auto again = signing_->join({});
        QTRY_COMPARE(user_->count(), 2);
        user_->sign();
        QTRY_VERIFY(again->done().isFinished());
        QCOMPARE(again->done().result(), true);
    }

    void whoGivesUpWhileAnotherIsAskedIsNotAskedAfterwards() {
        Signing other(*authenticator_, clock_);
        const auto first = signing_->join({});
        QTRY_VERIFY(user_->isAsked());
        auto second = other.join({});
        QTRY_COMPARE(other.state().kind, Kind::SystemAsks);
        second.reset();
        user_->sign();
        QTRY_VERIFY(first->done().isFinished());
        const auto keys = authenticator_->keys(); // after all that was asked before
        QTRY_VERIFY(keys.isFinished());
        QCOMPARE(user_->count(), 1);
    }

    void whoLeavesClosesItToo() {
        auto waiter = signing_->join({});
        QTRY_VERIFY(user_->isAsked());
        waiter.reset();
        QTRY_COMPARE(user_->stops(), 1);
    }

    void theEndOfTheApplicationDoesNotWaitForTheUser() {
        const auto waiter = signing_->join({});
        QTRY_VERIFY(user_->isAsked());
        signing_.reset();
        authenticator_.reset();
        QCOMPARE(user_->stops(), 1);
    }

    void cancellingInItsWindowDeclines() {
        const auto waiter = signing_->join({});
        QSignalSpy declined(signing_.get(), &KeyCeremony::declined);
        QSignalSpy failed(signing_.get(), &KeyCeremony::failed);
        user_->fail(Cause::Canceled);
        QTRY_VERIFY(waiter->done().isFinished());
        QCOMPARE(declined.count(), 1);
        QCOMPARE(failed.count(), 0);
        QCOMPARE(signing_->state().kind, Kind::Idle);
        QCOMPARE(refusalOf(*waiter), u"The system says no."_s);
    }

    void whatAnotherTryMayCureWaitsForTheUser_data() {
        QTest::addColumn<Cause>("cause");
        QTest::addColumn<Kind>("shown");
        QTest::newRow("not registered") << Cause::NoCredential << Kind::NotRegistered;
        QTest::newRow("registered") << Cause::AlreadyRegistered << Kind::AlreadyRegistered;
        QTest::newRow("full") << Cause::Full << Kind::KeyFull;
        QTest::newRow("too late") << Cause::NotTouched << Kind::NotTouched;
    }
    void whatAnotherTryMayCureWaitsForTheUser() {
        QFETCH(const Cause, cause);
        QFETCH(const Kind, shown);
        const auto waiter = signing_->join({});
        user_->fail(cause);
        QTRY_COMPARE(signing_->state().kind, shown);
        QCOMPARE(signing_->obstacle()->message(), u"The system says no."_s);
        QTest::qWait(200);
        QCOMPARE(user_->count(), 1); // nobody is asked again by itself
        shown == Kind::NotTouched ? signing_->tryAgain() : signing_->useAnotherKey();
        QTRY_COMPARE(user_->count(), 2);
        user_->sign();
        QTRY_VERIFY(waiter->done().isFinished());
    }

    void everythingElseEndsIt() {
        const auto waiter = signing_->join({});
        QSignalSpy failed(signing_.get(), &KeyCeremony::failed);
        user_->fail(Cause::Unsuitable);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(refusalOf(*waiter), u"The system says no."_s);
    }

    void noKeyIsOpened() {
        const QString kept = u"The system keeps its keys."_s;
        fido::Authenticator &keys = *authenticator_;
        const auto pin = std::make_shared<Secret>("24681357");
        QCOMPARE(refusal(keys.info(inserted.path)), kept);
        QCOMPARE(refusal(keys.showsAccount(inserted.path, {u"us.vouch.example"_s})), kept);
        QCOMPARE(refusal(keys.holdsAny(inserted.path, u"us.vouch.example"_s, {"id"})), kept);
        QCOMPARE(refusal(keys.setPin(inserted.path, pin, {})), kept);
        QCOMPARE(refusal(keys.changePin(inserted.path, pin, pin, {})), kept);
        QCOMPARE(refusal(keys.touched({inserted.path}, {})), kept);
        auto listed = keys.keys();
        QTRY_VERIFY(listed.isFinished());
        QCOMPARE(listed.result(), QList<fido::Key>{inserted}); // by its own name
        InsertedKeys shown(keys);
        const auto watch = shown.watch();
        QTRY_COMPARE(shown.keys().size(), 1);
        QCOMPARE(shown.keys().first().problem, kept + u" Ask it."_s);
    }

private:
    static QString refusalOf(const KeyCeremony::Waiter &waiter) { return refusalOf(waiter.done()); }
    static QString refusalOf(QFuture<bool> done) {
        try {
            done.result();
        } catch (const Error &error) {
            return error.message();
        }
        return {};
    }

    MovingClock clock_{Time(std::chrono::seconds(1'700'000'000))};
    std::shared_ptr<SystemUser> user_;
    std::unique_ptr<fido::Authenticator> authenticator_;
    std::unique_ptr<Signing> signing_;
    QList<Kind> states_;
};

QTEST_MAIN(TestSystemKeys)
#include "test_system_keys.moc"
