// SPDX-License-Identifier: Apache-2.0
// The sign-in dialog's text, size, keyboard handling, and PIN field.
#include "sign_in_dialog_bench.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QKeySequence>
#include <QSignalSpy>

#include <algorithm>

using namespace vouch;
using namespace vouch::ui;
using Kind = SignIn::CeremonyStateKind;

namespace {

QStringList texts(const QWidget &dialog) {
    QStringList all;
    for (const QLabel *label : visible<QLabel>(dialog))
        if (!label->text().isEmpty() && label->parentWidget()->objectName() != u"requesterBar"_s)
            all.append(label->text());
    return all;
}

QStringList buttons(const QWidget &dialog) {
    QStringList all;
    for (const QAbstractButton *button : visible<QAbstractButton>(dialog))
        if (button->inherits("QPushButton"))
            all.append(QString(button->text()).remove(u'&'));
    all.sort();
    return all;
}

} // namespace

class TestSignInDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { bench_ = std::make_unique<DialogBench>(); }
    void cleanup() { bench_.reset(); }

    void everyStateHasItsText_data() {
        QTest::addColumn<QStringList>("expected");
        QTest::addColumn<QStringList>("choices");
        const auto row = [](const char *name, QStringList expected, QStringList choices) {
            choices.sort();
            QTest::newRow(name) << expected << choices;
        };
        const QString later = u"Not now"_s, go = u"Continue"_s, model = u"YubiKey 5C NFC"_s;
        row("waiting", {u"Signing in"_s, u"Waiting for us.vouch.sh."_s}, {later});
        row("system-asks",
            {u"Windows is asking for your key"_s,
             u"Continue in its window: it asks for the key's PIN and a touch."_s},
            {later});
        row("system-next",
            {u"Continue when you're ready"_s,
             u"Windows then asks for your key, its PIN and a touch."_s},
            {later, go});
        row("adding-system-next",
            {u"Continue when you're ready"_s,
             u"Windows then asks for the key you want to add, its PIN and a touch."_s},
            {u"Cancel"_s, go});
        row("system-too-late",
            {u"Windows stopped waiting for your key"_s,
             u"Try again when the key is within reach."_s},
            {later, u"Try again"_s});
        row("system-no-account",
            {u"Windows found no account on your key"_s,
             u"Your key holds none for us.vouch.sh.\nUse another key, or register this one."_s},
            {u"Register it…"_s, later, u"Use another key"_s});
        row("insert", {u"Insert your key"_s, u"Plug your security key into a USB port."_s},
            {later});
        row("pin", {u"Enter the key's PIN"_s, model, u"Signs you in until "_s}, {later, go});
        row("touch",
            {u"Touch your key"_s, u"Your key is blinking. Touch its gold disc."_s,
             u"22 second(s) left"_s},
            {later});
        row("several-keys",
            {u"Touch the key you want to use"_s,
             u"YubiKey 5C NFC and Security Key NFC are inserted."_s},
            {later});
        row("several-accounts",
            {u"Choose an account"_s, u"This key holds two accounts for us.vouch.sh."_s},
            {later, go});
        row("wrong-pin-6-left",
            {u"Enter the key's PIN"_s, model, u"Wrong PIN. 6 attempt(s) left."_s},
            {later, u"Enter PIN"_s});
        row("wrong-pin-3-left",
            {u"Enter the key's PIN"_s, model, u"Wrong PIN. 3 attempt(s) left."_s,
             u"After that, you'll need to reset the key."_s},
            {later, u"Enter PIN"_s});
        row("three-in-a-row",
            {u"Pull the key out and insert it again"_s,
             u"After three wrong PINs in a row, the key must be reinserted."_s,
             u"5 attempt(s) left"_s},
            {later});
        row("pin-blocked",
            {u"This key's PIN is blocked"_s,
             u"The wrong PIN was entered too many times.\nYou'll need to reset the key, which erases it."_s,
             u"Your other keys still work."_s},
            {u"How to reset"_s, later, u"Use another key"_s});
        row("no-pin",
            {u"This key has no PIN yet"_s,
             u"Choose one now. You'll enter it each time you sign in."_s},
            {later, u"Set a PIN…"_s});
        row("new-pin-wanted",
            {u"This key requires a new PIN"_s,
             u"Change the PIN now. Your accounts stay on the key."_s},
            {later, u"Change PIN…"_s});
        row("not-registered",
            {u"This key isn't registered"_s,
             u"us.vouch.sh doesn't recognize this key.\nUse another key, or register this one."_s,
             model},
            {u"Register it…"_s, later, u"Use another key"_s});
        row("pulled-out",
            {u"Insert your key again"_s,
             u"The key was removed before you touched it. Nothing is lost."_s},
            {later});
        row("no-touch",
            {u"You didn't touch the key"_s, u"Try again when the key is within reach."_s},
            {later, u"Try again"_s});
        row("checking", {u"Signing in"_s, u"us.vouch.sh is checking your key."_s}, {later});
    }
    void everyStateHasItsText() {
        QFETCH(const QStringList, expected);
        QFETCH(const QStringList, choices);
        bench_->open(QString::fromLatin1(QTest::currentDataTag()));
        const QStringList shown = texts(*bench_->dialog);
        QCOMPARE(shown.size(), expected.size());
        for (const QString &line : expected)
            QVERIFY2(shown.filter(line).size() == 1 || shown.contains(line), qPrintable(line));
        QCOMPARE(buttons(*bench_->dialog), choices);
    }

    void allStatesShareSizeAndPositions() {
        bench_->open(u"insert"_s);
        QCOMPARE(bench_->dialog->wholeSize(), QSize(440, 424));
        const QSize size = bench_->dialog->size();
        const QLabel *title = bench_->labelWith(u"Insert your key"_s);
        const QPoint place = placeOf(title);
        const auto *box = bench_->dialog->findChild<QDialogButtonBox *>();
        const QRect choices(placeOf(box), box->size());
        for (const SignInSample &sample : signInSamples()) {
            bench_->dialog->setAim(sample.aim);
            bench_->dialog->showRequesters(sample.requesters);
            bench_->dialog->showState(sample.state);
            QApplication::processEvents();
            QCOMPARE(bench_->dialog->size(), size);
            QCOMPARE(placeOf(title), place);
            QCOMPARE(QRect(placeOf(box), box->size()), choices);
        }
    }

    void mnemonicsAreUniqueInEveryState() {
        for (const SignInSample &sample : signInSamples()) {
            bench_->open(sample.name);
            QStringList used;
            for (const QAbstractButton *button : visible<QAbstractButton>(*bench_->dialog)) {
                const QString key = QKeySequence::mnemonic(button->text()).toString();
                QVERIFY(!key.isEmpty());
                QVERIFY2(!used.contains(key), qPrintable(sample.name + u' ' + key));
                used.append(key);
            }
        }
    }

    void itOpensAfterAPause() {
        bench_->open(u"no-pin"_s);
        bench_->dialog->showState({Kind::Pin, u"YubiKey 5C NFC"_s});
        QVERIFY(bench_->pin()->hasFocus());
        bench_->ticks += 699ms;
        QTest::keyClick(bench_->pin(), Qt::Key_Alt); // held on the way to this window
        QTest::keyRelease(bench_->pin(), Qt::Key_Return);
        bench_->ticks += 1ms;
        // A PIN meant for this window needs no extra step.
        QSignalSpy entered(bench_->dialog.get(), &SignInDialog::pinEntered);
        QTest::keyClicks(bench_->pin(), u"1234"_s);
        QTest::keyClick(bench_->pin(), Qt::Key_Return);
        QCOMPARE(entered.count(), 1);
        QCOMPARE(bench_->pin()->text(), u"1234"_s);
    }

    void keysForAnotherWindowSendNothing_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("a command") << u"git status\r"_s;
        QTest::newRow("a number") << u"12345678\r"_s;
        QTest::newRow("completed") << u"make\tinstall\r\r1234\r"_s;
        QTest::newRow("an editor") << u"\x1b:wq\rexit\r"_s;
    }
    /// Even in the foreground, a user who keeps typing while the window opens has not seen it yet.
    void keysForAnotherWindowSendNothing() {
        QFETCH(const QString, text);
        bench_->open(u"pin"_s);
        QSignalSpy entered(bench_->dialog.get(), &SignInDialog::pinEntered);
        QSignalSpy canceled(bench_->dialog.get(), &SignInDialog::canceled);
        auto pause = 200ms;
        for (const QChar letter : text + text) {
            bench_->ticks += pause;
            QTest::keyClick(bench_->dialog->focusWidget(), letter.toLatin1());
            pause = pause == 200ms ? 60ms : pause == 60ms ? 3000ms : 200ms;
        }
        QVERIFY(bench_->pin()->text().isEmpty());
        QVERIFY(bench_->pin()->hasFocus());
        QTest::keyClick(bench_->pin(), Qt::Key_P, Qt::AltModifier);
        QTest::keyClicks(bench_->pin(), u"1234"_s);
        QCOMPARE(entered.count(), 0);
        QTest::keyClick(bench_->pin(), Qt::Key_Return);
        QCOMPARE(entered.count(), 1);
        QCOMPARE(canceled.count(), 0);
    }

    void aCommandIsNoPin_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("with a space") << u"make test\r"_s;
        QTest::newRow("with a tab") << u"make\ttest\r"_s;
    }
    /// The guard had opened: the user paused for a second before the next command.
    void aCommandIsNoPin() {
        QFETCH(const QString, text);
        bench_->open(u"pin"_s);
        QSignalSpy entered(bench_->dialog.get(), &SignInDialog::pinEntered);
        bench_->ticks += 1s;
        for (const QChar letter : text)
            QTest::keyClick(bench_->dialog->focusWidget(), letter.toLatin1());
        QCOMPARE(entered.count(), 0);
        QVERIFY(bench_->pin()->text().isEmpty());
        QVERIFY(bench_->button(u"Enter PIN"_s));
    }

    /// The window is there while Vouch contacts the server, before there is a PIN to enter.
    void whatIsTypedBeforeThereIsAFieldIsNoPin() {
        bench_->open(u"checking"_s);
        QVERIFY(!bench_->pin()->isVisible());
        bench_->ticks += 1s; // the user paused before the next command
        QTest::keyClicks(bench_->dialog->focusWidget(), u"make"_s);
        bench_->dialog->showState({Kind::Pin, u"YubiKey 5C NFC"_s});
        QVERIFY(bench_->pin()->isVisible());
        QSignalSpy entered(bench_->dialog.get(), &SignInDialog::pinEntered);
        bench_->ticks += 3s;
        QTest::keyClicks(bench_->pin(), u"12345678"_s);
        QTest::keyClick(bench_->pin(), Qt::Key_Return);
        QCOMPARE(entered.count(), 0);
        QVERIFY(bench_->pin()->text().isEmpty());
        QVERIFY(bench_->button(u"Enter PIN"_s));
    }

    void inTheBackgroundNoPauseOpensIt_data() {
        QTest::addColumn<Requester>("who");
        QTest::addColumn<bool>("wrong");
        Requester who = sampleGit();
        QTest::newRow("a wrong PIN") << who << true;
        who.purpose = Requester::Purpose::Program; // it may have been started for any reason
        QTest::newRow("a program") << who << false;
        who.isInForeground = false;
        who.purpose = Requester::Purpose::Git;
        QTest::newRow("git in the background") << who << false;
        who.purpose = Requester::Purpose::SignIn;
        QTest::newRow("vouch login in a script") << who << false;
    }
    void inTheBackgroundNoPauseOpensIt() {
        QFETCH(const Requester, who);
        QFETCH(const bool, wrong);
        SignIn::CeremonyState state{Kind::Pin, u"YubiKey 5C NFC"_s};
        state.wrongPin = wrong;
        state.attemptsLeft = 6;
        bench_->dialog->showRequesters({who});
        bench_->dialog->showState(state);
        bench_->dialog->present(sampleServer, 8h);
        QVERIFY(bench_->dialog->testAttribute(Qt::WA_ShowWithoutActivating));
        QSignalSpy canceled(bench_->dialog.get(), &SignInDialog::canceled);
        QSignalSpy entered(bench_->dialog.get(), &SignInDialog::pinEntered);
        for (int i = 0; i < 3; ++i) {
            bench_->ticks += 3s;
            QTest::keyClicks(bench_->pin(), u"git log"_s);
            QTest::keyClick(bench_->pin(), Qt::Key_Tab);
            QTest::keyClick(bench_->pin(), Qt::Key_Escape);
            QTest::keyClick(bench_->pin(), Qt::Key_Return);
        }
        QCOMPARE(canceled.count(), 0);
        QVERIFY(bench_->pin()->text().isEmpty());
        QCOMPARE(entered.count(), 0);
        QVERIFY(bench_->button(u"Enter PIN"_s)->isEnabled());
        QTest::keyClick(bench_->pin(), Qt::Key_P, Qt::AltModifier);
        QVERIFY(bench_->button(u"Continue"_s));
        QTest::keyClicks(bench_->pin(), u"1234"_s);
        QTest::keyClick(bench_->pin(), Qt::Key_Return);
        QCOMPARE(entered.count(), 1);
    }

    void aFocusThatIsGoneForAMomentClosesNothing() {
        bench_->open(u"wrong-pin-6-left"_s);
        bench_->ticks += 1s;
        QTest::mouseClick(bench_->dialog.get(), Qt::LeftButton, {}, QPoint(4, 4));
        QVERIFY(bench_->button(u"Continue"_s));
        const auto leaveFor = [this](std::chrono::milliseconds time) {
            QEvent left(QEvent::WindowDeactivate), back(QEvent::WindowActivate);
            QApplication::sendEvent(bench_->dialog.get(), &left);
            QVERIFY(bench_->button(u"Enter PIN"_s));
            bench_->ticks += time;
            QApplication::sendEvent(bench_->dialog.get(), &back);
        };
        leaveFor(100ms);
        QVERIFY(bench_->button(u"Continue"_s));
        leaveFor(300ms); // long enough for a key in another window
        QVERIFY(bench_->button(u"Enter PIN"_s));
        leaveFor(100ms);
        QVERIFY(bench_->button(u"Enter PIN"_s));
    }

    void aClickInTheWindowOpensIt() {
        bench_->open(u"wrong-pin-6-left"_s);
        const auto click = [this] {
            QTest::mouseClick(bench_->dialog.get(), Qt::LeftButton, {}, QPoint(4, 4));
        };
        click(); // meant for the window below
        QVERIFY(bench_->button(u"Enter PIN"_s));
        bench_->ticks += 300ms;
        click();
        QTest::keyClicks(bench_->pin(), u"1234"_s);
        QCOMPARE(bench_->pin()->text(), u"1234"_s);
    }

    /// Programs ask again later; what the user began ends.
    void theRefusalSaysWhatItMeans() {
        bench_->open(u"pin"_s);
        const QSize size = bench_->dialog->size();
        QVERIFY(bench_->button(u"Not now"_s));
        bench_->dialog->showRequesters({Requester()});
        QVERIFY(bench_->button(u"Cancel"_s) && !bench_->button(u"Not now"_s));
        bench_->dialog->showRequesters({Requester(), sampleGit()});
        QVERIFY(bench_->button(u"Cancel"_s) && !bench_->button(u"Not now"_s));
        QCOMPARE(bench_->dialog->size(), size);
    }

    void aRequestThatJoinsGuardsTheInputAgain() {
        bench_->open(u"several-requests"_s);
        bench_->ticks += 1s;
        bench_->dialog->showRequesters({sampleGit(), sampleEditor()}); // one has left
        bench_->dialog->showRequesters({sampleGit(), sampleEditor(), sampleEditor()});
        QTest::keyClicks(bench_->pin(), u"0"_s);
        QVERIFY(bench_->pin()->text().isEmpty());
        bench_->button(u"Enter PIN"_s)->click();
        QTest::keyClicks(bench_->pin(), u"12"_s);
        // In the middle of a PIN, a lost character would make the PIN wrong.
        bench_->dialog->showRequesters(
            {sampleGit(), sampleEditor(), sampleEditor(), sampleEditor()});
        QTest::keyClicks(bench_->pin(), u"34"_s);
        QCOMPARE(bench_->pin()->text(), u"1234"_s);
    }

    void aPinForOneKeyIsNotForTheNext() {
        bench_->open(u"pin"_s);
        bench_->ticks += 1s;
        QTest::keyClicks(bench_->pin(), u"12"_s);
        bench_->dialog->showState({SignIn::CeremonyStateKind::Pin, u"Security Key NFC"_s});
        QVERIFY(bench_->pin()->text().isEmpty());
        bench_->ticks += 1s;
        QTest::keyClicks(bench_->pin(), u"34"_s);
        bench_->dialog->showState(SignIn::CeremonyStateKind::Insert);
        QVERIFY(bench_->pin()->text().isEmpty());
    }

    void continueNeedsFourCharacters() {
        bench_->open(u"pin"_s);
        bench_->ticks += 1s;
        QSignalSpy entered(bench_->dialog.get(), &SignInDialog::pinEntered);
        QTest::keyClicks(bench_->pin(), u"123"_s);
        QVERIFY(!bench_->button(u"Continue"_s)->isEnabled());
        QTest::keyClick(bench_->pin(), Qt::Key_Return);
        QCOMPARE(entered.count(), 0);
        QTest::keyClicks(bench_->pin(), u"4"_s);
        QVERIFY(bench_->button(u"Continue"_s)->isEnabled());
        QTest::keyClick(bench_->pin(), Qt::Key_Return);
        QCOMPARE(entered.count(), 1);
        QCOMPARE(bench_->dialog->takePin().view(), QByteArrayView("1234"));
        QVERIFY(bench_->pin()->text().isEmpty());
        // While the key checks the PIN, nothing can be typed and the focus stays.
        bench_->dialog->showState({Kind::CheckingPin, u"YubiKey 5C NFC"_s});
        QVERIFY(bench_->pin()->hasFocus());
        QTest::keyClicks(bench_->pin(), u"5678"_s);
        QTest::keyClick(bench_->pin(), Qt::Key_Return);
        QVERIFY(bench_->pin()->text().isEmpty());
        QCOMPARE(entered.count(), 1);
    }

    void whatNoKeyTakesAsAPinIsNotHandedIn_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("possible");
        QTest::newRow("two emoji") << u"\U0001F511\U0001F511"_s << false;
        QTest::newRow("four emoji") << u"\U0001F511"_s.repeated(4) << true;
        QTest::newRow("40 umlauts") << u"\u00e4"_s.repeated(40) << false;
        QTest::newRow("31 umlauts") << u"\u00e4"_s.repeated(31) << true;
        QTest::newRow("three in two parts") << u"u\u0308"_s.repeated(3) << false;
    }
    void whatNoKeyTakesAsAPinIsNotHandedIn() {
        QFETCH(const QString, typed);
        QFETCH(const bool, possible);
        bench_->open(u"pin"_s);
        bench_->ticks += 1s;
        QSignalSpy entered(bench_->dialog.get(), &SignInDialog::pinEntered);
        bench_->ticks += 1s;
        bench_->pin()->setText(typed);
        QCOMPARE(bench_->button(u"Continue"_s)->isEnabled(), possible);
        QTest::keyClick(bench_->pin(), Qt::Key_Return);
        QCOMPARE(entered.count(), possible ? 1 : 0);
    }

    void aPinIsNormalizedForTheKey() {
        bench_->open(u"pin"_s);
        bench_->pin()->setText(u"u\u0308ber1"_s); // with a combining diaeresis
        QCOMPARE(bench_->dialog->takePin().view(), QByteArrayView("\xC3\xBC"
                                                                  "ber1"));
        bench_->pin()->setText(u"abcd"_s);
        bench_->dialog->dismiss();
        QVERIFY(bench_->pin()->text().isEmpty());
        QVERIFY(!bench_->pin()->isUndoAvailable());
    }

    void escapeCancelsInEveryState() {
        for (const SignInSample &sample : signInSamples()) {
            bench_->begin();
            bench_->open(sample.name);
            QSignalSpy canceled(bench_->dialog.get(), &SignInDialog::canceled);
            bench_->ticks += 1s;
            if (sample.state.wrongPin)
                bench_->button(u"Enter PIN"_s)->click();
            QTest::keyClick(bench_->dialog->focusWidget(), Qt::Key_Escape);
            QVERIFY2(canceled.count() == 1, qPrintable(sample.name));
        }
    }

    void enterIsTheDefaultAndNeverCancel() {
        for (const SignInSample &sample : signInSamples()) {
            bench_->begin();
            bench_->open(sample.name);
            bench_->ticks += 1s;
            QSignalSpy canceled(bench_->dialog.get(), &SignInDialog::canceled);
            QSignalSpy again(bench_->dialog.get(), &SignInDialog::tryAgainWanted);
            QSignalSpy other(bench_->dialog.get(), &SignInDialog::otherKeyWanted);
            QSignalSpy account(bench_->dialog.get(), &SignInDialog::accountChosen);
            QTest::keyClick(bench_->dialog->focusWidget(), Qt::Key_Return);
            QCOMPARE(canceled.count(), 0);
            const QStringList choices = buttons(*bench_->dialog);
            QCOMPARE(again.count(), choices.contains(u"Try again"_s) ? 1 : 0);
            QCOMPARE(other.count(), choices.contains(u"Use another key"_s) ? 1 : 0);
            QCOMPARE(account.count(), sample.state.kind == Kind::ChooseAccount ? 1 : 0);
        }
    }

    void f5TriesAgain() {
        bench_->open(u"no-touch"_s);
        bench_->ticks += 1s;
        QSignalSpy again(bench_->dialog.get(), &SignInDialog::tryAgainWanted);
        QTest::keyClick(bench_->dialog.get(), Qt::Key_F5);
        QCOMPARE(again.count(), 1);
        bench_->open(u"pin-blocked"_s);
        QTest::keyClick(bench_->dialog.get(), Qt::Key_F5);
        QCOMPARE(again.count(), 1);
    }

    void tabGoesInReadingOrderAndAround_data() {
        QTest::addColumn<QString>("typed");
        QTest::newRow("continue is disabled") << QString();
        QTest::newRow("continue is enabled") << u"1234"_s;
    }
    void tabGoesInReadingOrderAndAround() {
        QFETCH(const QString, typed);
        bench_->open(u"pin"_s);
        bench_->ticks += 1s;
        QTest::keyClicks(bench_->pin(), typed);
        QList<QWidget *> expected = {bench_->pin()};
        QList<QAbstractButton *> pressed = visible<QAbstractButton>(*bench_->dialog);
        pressed.removeIf([](const QAbstractButton *one) { return !one->isEnabled(); });
        std::ranges::sort(pressed, {}, [](const QAbstractButton *one) { return placeOf(one).x(); });
        expected.append(QList<QWidget *>(pressed.begin(), pressed.end()));
        expected.append(bench_->pin());
        for (QWidget *widget : expected) {
            QCOMPARE(bench_->dialog->focusWidget(), widget);
            QTest::keyClick(bench_->dialog->focusWidget(), Qt::Key_Tab);
        }
        for (qsizetype i = expected.size(); i > 0; --i) {
            QTest::keyClick(bench_->dialog->focusWidget(), Qt::Key_Backtab);
            QCOMPARE(bench_->dialog->focusWidget(), expected[i - 1]);
        }
    }

    void theChosenAccountIsPassedOn() {
        bench_->open(u"several-accounts"_s);
        auto *accounts = bench_->dialog->findChild<QComboBox *>();
        QVERIFY(accounts->hasFocus());
        bench_->ticks += 1s;
        QTest::keyClick(accounts, Qt::Key_Down);
        QSignalSpy chosen(bench_->dialog.get(), &SignInDialog::accountChosen);
        bench_->button(u"Continue"_s)->click();
        QCOMPARE(chosen.value(0).value(0).toInt(), 1);
    }

private:
    std::unique_ptr<DialogBench> bench_;
};

QTEST_MAIN(TestSignInDialog)
#include "test_sign_in_dialog.moc"
